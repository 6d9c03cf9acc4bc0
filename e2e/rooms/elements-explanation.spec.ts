import { expect, test } from '@playwright/test';
import type { Locator } from '@playwright/test';
import { expectAccessible, expectNoSideways, stage } from './elements-stage.ts';

const NAME = 'attune-explanation';
const texts = (cells: Locator): Promise<string[]> => cells.evaluateAll((all) => all.map((cell) => cell.textContent!.trim()));

test('the table holds the very numbers of the grid, and they sum to a hundred', async ({ page }) => {
  const map = await stage(page, NAME, { history: 30, attributes: { columns: '12' } });
  await expect(map.locator('.map tbody tr')).toHaveCount(8);
  const grid = await map.locator('.map tbody tr').evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent!.trim())));
  const columns = await texts(map.locator('.map thead th'));
  const rows = await texts(map.locator('.map tbody th'));
  expect(columns).toHaveLength(13);
  expect(columns.at(-1)).toBe('18 others');
  await map.getByRole('button', { name: 'As a table' }).click();
  const table = await map.locator('.plain tbody tr').evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent!.trim())));
  expect(grid[0].map((_, column) => grid.map((row) => row[column]))).toEqual(table);
  expect((await texts(map.locator('.plain thead th'))).slice(1)).toEqual(rows);
  for (const row of grid) expect(Math.abs(row.reduce((sum, cell) => sum + Number(cell), 0) - 100)).toBeLessThan(6);
});

test('the bars of steps and of interests sum to a hundred with the item itself', async ({ page }) => {
  const map = await stage(page, NAME, { history: 10 });
  const bars = map.locator('.chosen .bars');
  await expect(bars).toHaveCount(3);
  for (const list of await bars.all()) {
    const widths = await list.locator('.fill').evaluateAll((fills) => fills.map((fill) => Number.parseFloat((fill as HTMLElement).style.inlineSize)));
    expect(Math.abs(widths.reduce((sum, width) => sum + width, 0) - 100)).toBeLessThan(0.5);
  }
  await expect(bars.nth(1).getByText('The item itself')).toBeVisible();
});

test('the grid is one tab stop and the arrows walk it', async ({ page }) => {
  const map = await stage(page, NAME, { history: 10 });
  await expect(map.locator('td[tabindex="0"]')).toHaveCount(1);
  await map.locator('td[tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(map.locator('td[data-row="1"][data-column="1"]')).toBeFocused();
  await expect(map.locator('td.here')).toHaveCount(1);
  await expect(map.locator('.map tr.on')).toHaveCount(1);
  await expect(map.locator('.map thead th.on')).toHaveCount(1);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  await expect(map.locator('td[data-row="0"][data-column="9"]')).toBeFocused();
  await page.keyboard.press('Control+End');
  await expect(map.locator('td[data-row="7"][data-column="9"]')).toBeFocused();
  const row = await map.locator('.map tbody th').nth(7).textContent();
  await expect(map.locator('.sentence')).toContainText(row!.trim());
  await page.keyboard.press('Enter');
  await expect(map.locator('.chosen .title')).toHaveText(row!.trim());
  await expect(map.locator('td[data-row="7"][data-column="9"]')).toBeFocused();
  await expect(map.locator('td[tabindex="0"]')).toHaveCount(1);
});

test('the sentence beside the map says what the pointer is at', async ({ page }) => {
  const map = await stage(page, NAME, { history: 10 });
  await map.locator('td[data-row="2"][data-column="3"]').hover();
  const event = await map.locator('.map thead th').nth(3).textContent();
  const value = await map.locator('td[data-row="2"][data-column="3"] .value').textContent();
  await expect(map.locator('.sentence')).toContainText(event!.trim());
  await expect(map.locator('.sentence')).toContainText(`${value!.trim()}%`);
});

test('a history of 5,000 draws 24 columns and the sum of the others', async ({ page }) => {
  const map = await stage(page, NAME, { history: 5000, attributes: { limit: '4' } });
  await expect(map.locator('.map thead th')).toHaveCount(25);
  await expect(map.locator('.map thead th').last()).toHaveText('4,976 others');
  await map.locator('td.sum').first().hover();
  await expect(map.locator('.sentence')).toContainText('4,976 events that have no column');
  await expect(map.locator('.chosen')).toContainText('4,994 others');
});

test('empty and failed say so, and trying again works', async ({ page }) => {
  const empty = await stage(page, NAME, { history: 0 });
  await expect(empty).toContainText('Nothing to show yet');
  const failed = await stage(page, NAME, { fail: { name: 'Error', message: 'no' } });
  await expect(failed.getByRole('alert')).toContainText('could not be computed');
  await expectAccessible(page);
  await page.evaluate(() => (window.fake.failure = null));
  await failed.getByRole('button', { name: 'Try again' }).click();
  await expect(failed.locator('.map tbody tr')).toHaveCount(8);
});

test('a new event in the history appears as a column', async ({ page }) => {
  const map = await stage(page, NAME, { history: 3 });
  await expect(map.locator('.map thead th')).toHaveCount(3);
  await page.evaluate(() => window.fake.observe([{ kind: 'like', item: 'odyssey' }]));
  await expect(map.locator('.map thead th')).toHaveCount(4);
  await expect(map.locator('.map thead th').last()).toHaveText('The Odyssey');
});

for (const media of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
  test(`accessible, and no wider than 320 px: ${Object.values(media)[0]}`, async ({ page }) => {
    await page.emulateMedia(media);
    for (const lang of ['en', 'zh-CN']) {
      for (const view of ['map', 'table']) {
        for (const width of [1120, 320]) {
          await page.setViewportSize({ width, height: 900 });
          const map = await stage(page, NAME, { lang, history: 16, attributes: { view } });
          await expect(map.locator('.chosen .bar').first()).toBeVisible();
          await expectNoSideways(page);
          await expectAccessible(page);
        }
      }
    }
  });
}

test('a short history leaves room beside the map for the words, a narrow page puts them under it', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  const boxes = async (history: number): Promise<{ x: number; y: number; width: number; height: number }[]> => {
    const panel = await stage(page, 'attune-explanation', { history, attributes: { heading: '' } });
    await expect(panel.locator('.chosen .detail')).toBeVisible();
    await expect(panel.getByRole('heading')).toHaveCount(0);
    return Promise.all(['.scroll', '.beside'].map(async (part) => (await panel.locator(part).boundingBox())!));
  };
  const [map, words] = await boxes(3);
  expect(words.x).toBeGreaterThan(map.x + map.width);
  expect(words.y).toBeLessThan(map.y + map.height / 4);
  await page.setViewportSize({ width: 360, height: 900 });
  const [narrow, under] = await boxes(3);
  expect(under.y).toBeGreaterThanOrEqual(narrow.y + narrow.height);
  await expectNoSideways(page);
});

test('Han titles over the columns are written downwards, whole, whatever the font knows of that', async ({ page }) => {
  const map = await stage(page, 'attune-explanation', { history: 2, lang: 'zh-CN' });
  await page.evaluate(() => window.fake.observe(window.WORKS.filter(({ language }) => language === 'zh').map(({ id }) => ({ kind: 'open', item: id }))));
  await expect(map.locator('.upright').first()).toBeVisible();
  const heads = map.locator('.map thead');
  const drawn = await heads.screenshot();
  // What a box would cut off is seen once it may stick out.
  const count = await map.locator('.upright').evaluateAll((titles) => titles.map((title) => ((title as HTMLElement).style.overflow = 'visible')).length);
  expect(count).toBeGreaterThan(3);
  expect((await heads.screenshot()).equals(drawn)).toBe(true);
  const [first, second] = await map.locator('.upright').first().evaluate((title) => [0, 1].map((at) => {
    const range = document.createRange();
    const text = document.createTreeWalker(title, NodeFilter.SHOW_TEXT).nextNode()!;
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect();
  }));
  expect(second.y).toBeGreaterThan(first.y + 8);
  expect(second.x).toBeCloseTo(first.x, 0);
});

test('“what if I had not?” shows the list before and after, and forgets nothing', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 900 });
  const map = await stage(page, NAME, { history: 6, attributes: { limit: '6' } });
  const question = map.getByRole('button', { name: /^What if I had not\?/ }).first();
  await question.focus();
  await page.keyboard.press('Enter');
  await expect(question).toHaveAttribute('aria-expanded', 'true');
  await expect(map.locator('.chosen[aria-live="polite"] .verdict')).toContainText('Nothing has been forgotten');
  const [before, after] = await Promise.all([0, 1].map((n) => map.locator('.lists ol').nth(n).locator('li').evaluateAll((lines) => lines.map((line) => (line as HTMLElement).dataset.id!))));
  const without = await page.evaluate(async () => {
    const [strongest] = (await window.fake.explain((await window.fake.recommend({ limit: 6 })).recommendations[0].id)).events;
    const ids = (await window.fake.history({ items: [strongest.itemId] })).map(({ id }) => id);
    const lists = [await window.fake.recommend({ limit: 6 }), await window.fake.recommend({ limit: 6, without: ids })];
    return { lists: lists.map(({ recommendations }) => recommendations.map(({ id }) => id)), events: (await window.fake.history()).length };
  });
  expect([before, after]).toEqual(without.lists);
  expect(without.events).toBe(6);
  await expect(map.locator('.lists .new .move')).toHaveText('new');
  await expect(map.locator('.lists .gone .move')).toHaveText('gone');
  await expect(map.locator('.lists .moved .move').first()).toHaveText(/^\d → \d$/);
  await expectNoSideways(page);
  await expectAccessible(page);
  await question.click();
  await expect(map.locator('.lists')).toHaveCount(0);
});

test('“which words?” says what it takes, loads it on request, and tells each word as a tint and as a number', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const map = await stage(page, NAME, { history: 6, attributes: { limit: '6' } });
  await map.getByRole('button', { name: /^Which words\?/ }).first().click();
  await expect(map.locator('.inquiry')).toContainText('It is not loaded yet');
  await map.getByRole('button', { name: 'Load the reading model' }).click();
  await expect(map.locator('.inquiry mark').first()).toBeVisible();
  await expect(map.locator('.inquiry .verdict')).toHaveText(/^Without “.+” its similarity to .+ goes from \d\.\d\d to \d\.\d\d\.$/);
  await expectAccessible(page);
  await map.getByRole('button', { name: 'As numbers' }).click();
  await expect(map.locator('.figures tbody tr').first()).toContainText(/[-−]0\.\d\d$/);
  await expectAccessible(page);
  await page.evaluate(() => (window.fake.failure = new Error('no')));
  await map.getByRole('button', { name: /^Which words\?/ }).nth(1).click();
  await expect(map.locator('.inquiry')).toContainText('could not be worked out');
  await page.evaluate(() => (window.fake.failure = null));
  await map.locator('.inquiry').getByRole('button', { name: 'Try again' }).click();
  await expect(map.locator('.inquiry .verdict')).toBeVisible();
});

test('an answer stays while the list is made anew, and goes with its item', async ({ page }) => {
  const map = await stage(page, NAME, { history: 6, attributes: { limit: '6' } });
  await map.getByRole('button', { name: /^What if I had not\?/ }).first().click();
  await expect(map.locator('.lists')).toBeVisible();
  const first = await map.locator('.chosen .title').textContent();
  await page.evaluate(() => window.fake.observe([{ kind: 'view', item: 'odyssey' }]));
  await expect(map.locator('.map thead th')).toHaveCount(7);
  await expect(map.locator('.chosen .title')).toHaveText(first!);
  await expect(map.locator('.lists')).toBeVisible();
  await map.locator('.map tbody td').nth(20).click();
  await expect(map.locator('.chosen .title')).not.toHaveText(first!);
  await expect(map.locator('.lists')).toHaveCount(0);
});
