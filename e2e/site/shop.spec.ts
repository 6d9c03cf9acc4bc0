import { expect, test } from '@playwright/test';
import { faultsOf, ids, list, open, read, strangers, titles, visit } from './shop-pages.ts';

test.use({ locale: 'en-GB' });

for (const [name, width, height] of [['a desk', 1280, 900], ['a phone', 360, 800]] as const) test(`the guide: three picks change the list in sight, with a reason, within 20 seconds, on ${name}`, async ({ page, context }) => {
  await page.setViewportSize({ width, height });
  const [faults, asked] = [faultsOf(page), strangers(context)];
  const started = Date.now();
  await open(page, '#/', { guide: true });
  await expect(page).toHaveTitle('For you · Attune Books');
  const forYou = list(page, 'for-you');
  await expect(forYou.locator('li.card[data-id]').first()).toBeVisible();
  for (const name of [/Sherlock Holmes/, /Time Machine/, /Dracula/]) {
    const before = await ids(forYou);
    await page.getByRole('button', { name }).first().click();
    await expect.poll(() => ids(forYou)).not.toEqual(before);
  }
  await expect(page.getByText('That is enough.')).toBeVisible();
  const reason = forYou.locator('.reason').first();
  await expect(reason).toHaveText(/Because you like /);
  await expect(reason).toBeInViewport();
  expect(Date.now() - started).toBeLessThan(20_000);
  const shown = await ids(forYou);
  expect(shown).not.toContain('dracula');
  // The front of the list is what is seen, not wherever its first card went.
  expect(await forYou.locator('ul.carousel').evaluate((row) => row.scrollLeft)).toBe(0);
  await page.getByRole('button', { name: 'On to the shop' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Chosen for you' })).toBeVisible();
  expect(await ids(forYou)).toEqual(shown);
  expect(asked).toEqual([]);
  expect(faults).toEqual([]);
});

test('the guide by keyboard, taken back, skipped, and asked for again', async ({ page }) => {
  await open(page, '#/', { guide: true });
  const pick = page.getByRole('button', { name: /Moby Dick|Meditations/ }).first();
  await pick.focus();
  await page.keyboard.press('Space');
  await expect(pick).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Enter');
  await expect(pick).toHaveAttribute('aria-pressed', 'false');
  await page.getByRole('button', { name: 'Skip this' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'A bookshop that learns, and keeps it to itself' })).toBeFocused();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'A bookshop that learns, and keeps it to itself' })).toBeVisible();
  await page.getByRole('link', { name: 'Pick three' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Pick three you like' })).toBeFocused();
});

test('popularity is told as what it is: downloads elsewhere, not the choice of others', async ({ page }) => {
  for (const [language, reason, words] of [['en', 'Popular at Project Gutenberg', 'Most downloaded from Project Gutenberg.'], ['zh-Hans', '在古登堡计划很受欢迎', '在古登堡计划下载最多的作品。']]) {
    await page.addInitScript((chosen) => localStorage.setItem('attune-shop-language', chosen), language);
    await page.goto('./#/about');
    await page.reload();
    await visit(page, '#/');
    await expect(list(page, 'for-you').locator('.reason').first()).toHaveText(reason);
    await page.evaluate(() => (document.querySelector('attune-shop') as unknown as { recommender: { observe(events: unknown[]): Promise<unknown> } }).recommender.observe([{ id: 'one', kind: 'like', item: 'emma' }]));
    await expect(list(page, 'trending').locator('.notice')).toHaveText(words);
    await page.evaluate(() => (document.querySelector('attune-shop') as unknown as { recommender: { forget(filter: object): Promise<unknown> } }).recommender.forget({}));
  }
});

test('who came by way of a book is not shown the guide, not for one frame', async ({ page }) => {
  await page.addInitScript(() => {
    const guides: number[] = ((window as unknown as { guides: number[] }).guides = []);
    const look = (at: number): void => {
      const guide = document.querySelector('attune-shop')?.shadowRoot?.querySelector('shop-home')?.shadowRoot?.querySelector('shop-pick-guide');
      if (guide?.checkVisibility({ visibilityProperty: true })) guides.push(at);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const guides = (): Promise<number[]> => page.evaluate(() => (window as unknown as { guides: number[] }).guides);
  await open(page, '#/book/emma', { guide: true });
  await expect(page.locator('shop-book .facts')).toBeVisible();
  await page.getByRole('link', { name: 'Attune' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Chosen for you' })).toBeFocused();
  await expect(list(page, 'recently-viewed').locator('.title').first()).toHaveText('Emma');
  expect(await guides()).toEqual([]);
  // Nor is who has a history but never finished the guide.
  await page.evaluate(() => localStorage.removeItem('attune-shop-guide'));
  await page.reload();
  await expect(list(page, 'for-you').locator('.reason').first()).toContainText('Emma');
  expect(await guides()).toEqual([]);
});

test('a history made by clicking is remembered, explained and taken back', async ({ page }) => {
  await open(page);
  await expect(list(page, 'for-you').locator('li.card[data-id]').first()).toBeVisible();
  const before = await ids(list(page, 'for-you'));
  await page.getByRole('link', { name: 'Browse', exact: true }).click();
  await page.getByRole('link', { name: /^Philosophy/ }).click();
  await page.getByRole('link', { name: /The Republic/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'The Republic' })).toBeFocused();
  await page.getByRole('button', { name: 'Like', exact: true }).click();
  await expect(page.getByText('Liked. Your list leans towards it now.')).toBeVisible();
  await page.getByRole('link', { name: 'For you' }).click();
  await expect.poll(() => ids(list(page, 'for-you'))).not.toEqual(before);
  await expect(list(page, 'for-you').locator('.reason').first()).toContainText('The Republic');
  await expect(list(page, 'recently-viewed').locator('.title').first()).toHaveText('The Republic');

  const chosen = await titles(list(page, 'for-you'));
  await page.reload();
  await expect.poll(() => titles(list(page, 'for-you'))).toEqual(chosen);

  await page.getByRole('link', { name: 'Attention' }).click();
  await expect(page.locator('attune-explanation')).toContainText('The Republic');
  await page.getByRole('link', { name: 'What is known' }).click();
  await expect(page.locator('attune-privacy-panel')).toContainText('The Republic');

  await visit(page, '#/book/the-republic');
  await expect(page.getByRole('button', { name: 'Like', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Not for me', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Like', exact: true })).toHaveAttribute('aria-pressed', 'false');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByText('Taken back, as if it had not been said.')).toBeVisible();
});

test('a card leads to its page, which says why it was recommended', async ({ page }) => {
  await open(page);
  await read(page, ['dracula', 'carmilla']);
  await expect(list(page, 'for-you').locator('.reason').first()).toContainText(/Dracula|Carmilla/);
  const [first] = await titles(list(page, 'for-you'));
  await list(page, 'for-you').locator('li.card[data-id] a').first().click();
  await expect(page.getByRole('heading', { level: 1, name: first })).toBeFocused();
  await page.getByRole('button', { name: 'Why is this recommended to me?' }).click();
  await expect(page.locator('shop-book .answer')).toContainText(/Dracula|Carmilla/);
  await expect(list(page, 'related').locator('li.card[data-id]').first()).toBeVisible();
});

test('a book that was only opened counts, even when the page is torn down on it', async ({ page }) => {
  await open(page, '#/book/walden');
  await expect(page.locator('shop-book .facts')).toBeVisible();
  await page.reload();
  await expect(page.locator('shop-book .facts')).toBeVisible();
  await page.goto('./#/memory');
  await page.reload();
  const rows = page.locator('attune-privacy-panel').getByText('Walden', { exact: true });
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBe(2);
});

test('notes nothing while remembering is switched off, and says so', async ({ page }) => {
  await open(page, '#/', { guide: true });
  await page.evaluate(() => (document.querySelector('attune-shop') as unknown as { recommender: { pause(paused: boolean): Promise<void> } }).recommender.pause(true));
  const pick = page.getByRole('button', { name: /Dracula/ }).first();
  await pick.click();
  await expect(page.getByText('Remembering is switched off')).toBeVisible();
  await expect(pick).toHaveAttribute('aria-pressed', 'false');
  await visit(page, '#/book/dracula');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Remembering is switched off')).toBeVisible();
  await visit(page, '#/memory');
  await expect(page.locator('attune-privacy-panel')).not.toContainText('Dracula');
});

test('works without a network once it is loaded', async ({ page, context }) => {
  await open(page);
  await expect(list(page, 'for-you').locator('li.card[data-id]').first()).toBeVisible();
  await context.setOffline(true);
  await read(page, ['the-iliad', 'the-odyssey', 'the-divine-comedy']);
  await expect(list(page, 'for-you').locator('.reason').first()).toContainText(/The Iliad|The Odyssey|The Divine Comedy/);
  await page.getByRole('searchbox').fill('whale');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: /Moby Dick/ })).toBeVisible();
  await visit(page, '#/attention');
  await expect(page.locator('attune-explanation')).toContainText('The Iliad');
});

test('searching finds words of title, author and description in both languages, and is remembered', async ({ page }) => {
  await open(page);
  await page.getByRole('searchbox').fill('李白');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: /李太白集/ })).toBeVisible();
  await expect(page).toHaveTitle('Search: 李白 · Attune Books');
  await page.getByRole('searchbox').fill('zzzz nothing');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No book holds the words')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('searchbox')).toHaveValue('李白');
  await visit(page, '#/memory');
  await expect(page.locator('attune-privacy-panel')).toContainText('李白');
});

test('speaks Chinese, and a history of Chinese works alone gets Chinese works', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.getByRole('link', { name: '书架', exact: true })).toBeVisible();
  await read(page, ['tang-shi-san-bai-shou', 'li-tai-bai-ji', 'du-gong-bu-ji']);
  await expect(list(page, 'for-you').locator('.reason').first()).toContainText(/《(唐诗三百首|李太白集|杜工部集)》/);
  const shown = await titles(list(page, 'for-you'));
  expect(shown.length).toBe(12);
  expect(shown.filter((title) => !/\p{Script=Han}/u.test(title))).toEqual([]);
  await page.reload();
  await expect(page).toHaveTitle('为你推荐 · Attune Books');
});

test('runs its shaders when the graphics processor is forced', async ({ page }) => {
  await open(page, '#/', { query: '?kernels=gpu' });
  await read(page, ['dracula', 'carmilla']);
  await expect(list(page, 'for-you').locator('.reason').first()).toContainText(/Dracula|Carmilla/);
  await visit(page, '#/speed');
  const status = await page.evaluate(async () => (document.querySelector('attune-shop') as unknown as { recommender: { status(): Promise<{ kernels: { name: string; choice: string; dispatches: number } }> } }).recommender.status());
  expect(status.kernels.name).toBe('gpu');
  expect(status.kernels.choice).toBe('gpu');
  expect(status.kernels.dispatches).toBeGreaterThan(0);
});

test('measures this device by everything that ranks here, and stops when told', async ({ page }) => {
  const faults = faultsOf(page);
  await open(page, '#/speed');
  const panel = page.locator('shop-benchmark');
  await panel.getByRole('button', { name: 'Measure' }).click();
  const table = panel.getByRole('table', { name: '1,000 items, 64 events' });
  await expect(table).toBeVisible({ timeout: 90_000 });
  for (const what of ['Processor, SIMD', 'Processor', 'Products alone in plain JavaScript', 'Graphics processor, tiled', 'Graphics processor, registers', 'Graphics processor, packed', 'Graphics processor, packed, subgroups']) {
    await expect(table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: what, exact: true }) }).getByRole('cell').first()).toHaveText(/^[\d.,]+ ms$/);
  }
  await panel.getByRole('button', { name: 'Stop' }).click();
  await expect(panel.getByRole('button', { name: 'Measure again' })).toBeVisible();
  expect(faults).toEqual([]);
});
