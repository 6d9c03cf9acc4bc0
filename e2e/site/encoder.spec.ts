import { expect, type Page, test } from '@playwright/test';
import { longestTask } from './longest-task.ts';
import { list, open, read, visit } from './shop-pages.ts';

test.use({ locale: 'en-GB' });

interface Recommender {
  status(): Promise<{ encoder: { state: string; waiting: number } }>;
  observe(events: object[]): Promise<string[]>;
}

function encoder(page: Page): Promise<{ state: string; waiting: number }> {
  return page.evaluate(async () => (await (document.querySelector('attune-shop') as unknown as { recommender: Recommender }).recommender.status()).encoder);
}

async function search(page: Page, words: string): Promise<void> {
  const box = page.getByRole('searchbox');
  await box.fill(words);
  await box.press('Enter');
}

const ready = (page: Page) => expect.poll(async () => encoder(page), { timeout: 60_000 }).toMatchObject({ state: 'ready', waiting: 0 });

test('a search fetches the encoder from this site alone, and the list takes it into account', async ({ page }) => {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await open(page);
  await search(page, 'seafarers hunting a giant beast');
  await ready(page);
  await expect(page.getByText('This list takes your search into account, and each card says how.')).toBeVisible();
  await expect(list(page, 'for-you').locator('li.card[data-id="moby-dick"]')).toBeVisible();
  expect([...hosts]).toEqual([new URL(page.url()).host]);
  await visit(page, '#/speed');
  const panel = page.locator('attune-status-panel');
  await expect(panel).toContainText('attune/minilm-zh-en');
  await expect(panel).toContainText('It reads English and Chinese.');
  await panel.getByRole('button', { name: 'Remove it from this device' }).click();
  await expect(panel).toContainText('Removed from this device.');
  expect(await page.evaluate(async () => (await (await caches.open('attune-models')).keys()).length)).toBe(0);
});

test('no encoder can be chosen, is remembered, and the search says so', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await open(page, '#/speed');
  const tiers = page.getByRole('group', { name: 'What reads your texts' });
  await tiers.getByRole('radio', { name: 'None' }).click();
  await expect(page.locator('attune-status-panel')).toContainText('nothing reads your searches and comments');
  await page.reload();
  await expect(tiers.getByRole('radio', { name: 'None' })).toBeChecked();
  await search(page, 'a whale');
  await expect(page.getByText('no encoder is chosen')).toBeVisible();
  expect(asked.filter((path) => /\/(models|ort)\//.test(path))).toEqual([]);
  await page.getByRole('link', { name: 'Choose one' }).click();
  await tiers.getByRole('radio', { name: 'Small' }).click();
  await ready(page);
});

test('a search in a language that the encoder does not know says so', async ({ page }) => {
  await open(page);
  await search(page, 'der Mann und das Meer');
  await ready(page);
  await expect(page.getByText('The encoder does not know the language of your search (German)')).toBeVisible();
  await visit(page, '#/speed');
  await expect(page.locator('attune-status-panel')).toContainText('It does not know the language of 1 text of your history (German)');
});

test('a connection that saves data waits for a word', async ({ page }) => {
  await page.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `Object.defineProperty(navigator, 'connection', { value: { saveData: true } });\n${await response.text()}` });
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await open(page);
  await search(page, 'a whale');
  await expect.poll(async () => (await encoder(page)).state).toBe('deferred');
  expect(asked.filter((path) => /\/(models|ort)\//.test(path))).toEqual([]);
  await page.getByRole('button', { name: 'Load the encoder' }).click();
  await ready(page);
  await expect(page.getByText('This list takes your search into account, and each card says how.')).toBeVisible();
});

test('embedding a long history leaves the page free', async ({ page }) => {
  await open(page);
  await read(page, ['dracula']);
  await visit(page, '#/about');
  const longest = await longestTask(page, () => page.evaluate(async () => {
    const { recommender } = document.querySelector('attune-shop') as unknown as { recommender: Recommender };
    await recommender.observe(Array.from({ length: 300 }, (_, i) => ({ kind: 'search', item: { id: `search:${i}`, title: `a tale of ${i} ships and a storm` } })));
    while ((await recommender.status()).encoder.waiting > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  }));
  test.info().annotations.push({ type: 'longest task', description: `${longest} ms` });
  expect(longest).toBeLessThan(50);
  const busy = () => page.evaluate(() => {
    for (const start = performance.now(); performance.now() - start < 300; );
  });
  expect(await longestTask(page, busy)).toBeGreaterThan(50);
});
