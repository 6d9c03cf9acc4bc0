import { expect, type Page, type Route, test } from '@playwright/test';
import { list, open, read, visit } from './shop-pages.ts';

test.use({ locale: 'en-GB' });

const LISTS_STILL_WORK = async (page: Page): Promise<void> => {
  await visit(page, '#/');
  await expect(list(page, 'for-you').locator('li.card[data-id]').first()).toBeVisible();
};

/** Lets the worker start as if the browser lacked something. */
async function withoutInWorker(page: Page, code: string): Promise<void> {
  await page.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${code};\n${await response.text()}` });
  });
}

async function loadEncoder(page: Page): Promise<void> {
  await visit(page, '#/speed');
  await page.locator('attune-status-panel').getByRole('button', { name: /encoder/i }).click();
}

const abort = (route: Route): Promise<void> => route.abort();
/** Every place a model could come from. */
const MODEL = /\/(models|Xenova|resolve)\//;

test.describe('the encoder', () => {
  test('unreachable: a sentence, and the lists still work', async ({ page }) => {
    await page.route(MODEL, abort);
    await open(page);
    await loadEncoder(page);
    await expect(page.locator('attune-status-panel')).toContainText('The encoder could not be fetched: there is no connection.');
    await LISTS_STILL_WORK(page);
  });

  test('nowhere to be found: a sentence', async ({ page }) => {
    await page.route(MODEL, (route) => route.fulfill({ status: 404, body: 'no' }));
    await open(page);
    await loadEncoder(page);
    await expect(page.locator('attune-status-panel')).toContainText('The encoder’s files are not where they should be.');
    await LISTS_STILL_WORK(page);
  });

  test('a corrupt file: a sentence, nothing of it is kept, and loading again helps', async ({ page }) => {
    await page.route('**/onnx/*.onnx', async (route) => {
      const response = await route.fetch();
      const bytes = await response.body();
      bytes.fill(7, 1000, bytes.length - 1000);
      await route.fulfill({ response, body: bytes });
    });
    await open(page);
    await loadEncoder(page);
    await expect(page.locator('attune-status-panel')).toContainText('The encoder’s files arrived damaged and were not used.', { timeout: 60_000 });
    await page.unroute('**/onnx/*.onnx');
    await LISTS_STILL_WORK(page);
    await visit(page, '#/speed');
    await page.locator('attune-status-panel').getByRole('button', { name: /again/i }).click();
    await expect.poll(() => encoderState(page), { timeout: 90_000 }).toBe('ready');
  });

  test('of another dimension: a sentence', async ({ page }) => {
    await page.route('**/models/**/config.json', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ json: { ...((await response.json()) as object), hidden_size: 768 } });
    });
    await open(page);
    await loadEncoder(page);
    await expect(page.locator('attune-status-panel')).toContainText('This encoder does not fit the catalog');
    await LISTS_STILL_WORK(page);
  });
});

test('no IndexedDB: kept in memory, and the page says so', async ({ page }) => {
  await withoutInWorker(page, "Object.defineProperty(globalThis, 'indexedDB', { value: undefined })");
  await open(page);
  await read(page, ['dracula']);
  await expect(list(page, 'for-you').locator('.reason').first()).toContainText('Dracula');
  await visit(page, '#/memory');
  await expect(page.locator('attune-privacy-panel')).toContainText('Kept in memory until this page closes. This browser offers no IndexedDB');
});

test('no WebGPU: the processor ranks, and the page says why', async ({ page }) => {
  await withoutInWorker(page, "Object.defineProperty(Object.getPrototypeOf(navigator), 'gpu', { value: undefined })");
  await open(page, '#/', { query: '?kernels=gpu' });
  await LISTS_STILL_WORK(page);
  await visit(page, '#/speed');
  await expect(page.locator('attune-status-panel')).toContainText('This browser has no WebGPU, so the processor does the ranking.');
});

test('a catalog that arrives damaged: a sentence and a way on', async ({ page }) => {
  await page.route('**/demo/books/vectors-*.bin', async (route) => {
    const response = await route.fetch();
    const bytes = await response.body();
    bytes[1000] ^= 1;
    await route.fulfill({ response, body: bytes });
  });
  await open(page);
  await expect(page.locator('body')).toContainText(/catalog.*(damaged|changed|incomplete|cannot be used)/i);
  await page.unroute('**/demo/books/vectors-*.bin');
  await page.reload();
  await LISTS_STILL_WORK(page);
});

for (const [name, text] of [['10,000 characters', 'a long sentence about whales '.repeat(345)], ['emoji', '🐋🌊 🧛‍♀️'], ['right-to-left', 'ספר על לוויתנים مغامرات في البحر'], ['markup', '<img src=x onerror=alert(1)>']] as const) {
  test(`a search of ${name} does no harm and is remembered`, async ({ page }) => {
    const alerts: string[] = [];
    page.on('dialog', (dialog) => {
      alerts.push(dialog.message());
      void dialog.dismiss();
    });
    await page.route(MODEL, abort);
    await open(page);
    await page.getByRole('searchbox').fill(text);
    await page.keyboard.press('Enter');
    await expect(page.locator('main h1')).toBeVisible();
    await expect.poll(async () => (await history(page)).length).toBe(1);
    expect((await history(page))[0].item).toMatchObject({ title: expect.stringContaining(text.trim().slice(0, 20)) });
    await LISTS_STILL_WORK(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(alerts).toEqual([]);
  });
}

test('a history of 5,000 events: listed, explained and deleted', async ({ page }) => {
  await open(page);
  await page.evaluate(async () => {
    const { recommender } = document.querySelector('attune-shop') as unknown as { recommender: { items(query: object): Promise<{ items: { id: string }[] }>; observe(events: object[]): Promise<string[]> } };
    const { items } = await recommender.items({ limit: 600 });
    await recommender.observe(Array.from({ length: 5000 }, (_, i) => ({ kind: 'open', item: items[i % 500].id, at: new Date(Date.now() - (5000 - i) * 60_000).toISOString() })));
  });
  await LISTS_STILL_WORK(page);
  await visit(page, '#/attention');
  await expect(page.locator('attune-explanation')).toContainText(/4,9\d\d others/);
  await visit(page, '#/memory');
  await expect(page.locator('attune-privacy-panel')).toContainText('5,000');
  expect((await history(page)).length).toBe(5000);
});

function encoderState(page: Page): Promise<string> {
  return page.evaluate(async () => (await (document.querySelector('attune-shop') as unknown as { recommender: { status(): Promise<{ encoder: { state: string } }> } }).recommender.status()).encoder.state);
}

function history(page: Page): Promise<{ item: unknown }[]> {
  return page.evaluate(() => (document.querySelector('attune-shop') as unknown as { recommender: { history(): Promise<{ item: unknown }[]> } }).recommender.history());
}
