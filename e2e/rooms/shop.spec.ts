import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

test.use({ locale: 'en-GB' });

const SHOP = 'e2e/rooms/shop.html';

async function seen(page: Page): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('attune-shop-guide', 'seen'));
}

test('a catalog that does not arrive: what happened, what still works, one action', async ({ page }) => {
  await seen(page);
  await page.goto(`${SHOP}?broken#/browse`);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The books could not be fetched');
  await alert.getByText('For a report').click();
  await expect(alert).toContainText('expected demo/books/manifest.json, got 404');
  await page.getByRole('link', { name: 'What is known' }).click();
  await expect(page.locator('attune-privacy-panel')).toBeVisible();
  await page.evaluate(() => ((document.querySelector('attune-shop') as unknown as { recommender: { itemsFailure: unknown } }).recommender.itemsFailure = null));
  await alert.getByRole('button', { name: 'Fetch them again' }).click();
  await expect(alert).toHaveCount(0);
  await page.getByRole('link', { name: 'Browse', exact: true }).click();
  await expect(page.getByText('140 works')).toBeVisible();
});

test('lists on their way have their size, so nothing moves when they arrive', async ({ page }) => {
  await seen(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${SHOP}?waiting#/book/moby-dick`);
  await expect(page.locator('shop-book .facts')).toBeVisible();
  const height = (): Promise<number> => page.locator('attune-recommendations').evaluate((list) => list.getBoundingClientRect().height);
  await expect(page.locator('attune-recommendations ul.skeleton')).toBeVisible();
  const before = await height();
  await page.evaluate(() => (document.querySelector('attune-shop') as unknown as { recommender: { release(): void } }).recommender.release());
  await expect(page.locator('attune-recommendations li.card[data-id]').first()).toBeVisible();
  expect(Math.abs((await height()) - before)).toBeLessThanOrEqual(1);
});

test('a book that the shop does not have, and a page that it does not have', async ({ page }) => {
  await seen(page);
  await page.goto(`${SHOP}#/book/the-book-of-sand`);
  await expect(page.getByRole('heading', { level: 1, name: 'No such book' })).toBeVisible();
  await page.goto(`${SHOP}#/far/away`);
  await expect(page.getByRole('heading', { level: 1, name: 'No such page' })).toBeVisible();
  await page.getByRole('link', { name: 'To the front of the shop' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'A bookshop that learns, and keeps it to itself' })).toBeVisible();
});

test('a search that does not get through can be made again', async ({ page }) => {
  await seen(page);
  await page.goto(`${SHOP}#/about`);
  await expect(page.getByText('691 real works')).toBeVisible();
  const fail = (failing: boolean): Promise<void> => page.evaluate((on) => {
    (document.querySelector('attune-shop') as unknown as { recommender: { itemsFailure: unknown } }).recommender.itemsFailure = on ? new Error('closed') : null;
  }, failing);
  await fail(true);
  await page.getByRole('searchbox').fill('whale');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('The search did not get through');
  await fail(false);
  await page.getByRole('button', { name: 'Search again' }).click();
  await expect(page.getByRole('link', { name: /Moby Dick/ }).first()).toBeVisible();
});

test('covers are drawn and readable as images', async ({ page }) => {
  await seen(page);
  await page.goto(`${SHOP}#/shelf/all`);
  const covers = page.locator('shop-shelf img.cover');
  await expect(covers).toHaveCount(36);
  for (const cover of (await covers.all()).slice(0, 12)) {
    await cover.scrollIntoViewIfNeeded();
    await expect.poll(() => cover.evaluate((image: HTMLImageElement) => [image.complete, image.naturalWidth, image.naturalHeight])).toEqual([true, 400, 600]);
  }
});

test('a stay that goes on is observed once, with its time', async ({ page }) => {
  await page.clock.install();
  await seen(page);
  await page.goto(`${SHOP}#/book/walden`);
  await expect(page.locator('shop-book .facts')).toBeVisible();
  const opens = (): Promise<{ kind: string; item: string; dwellMs?: number }[]> => page.evaluate(() => (document.querySelector('attune-shop') as unknown as { recommender: { history(): Promise<{ kind: string; item: string; dwellMs?: number }[]> } }).recommender.history());
  // The clock goes on by itself as well, as long as the test takes.
  await page.clock.runFor(20_000);
  expect(await opens()).toEqual([]);
  await page.clock.runFor(11_000);
  expect(await opens()).toEqual([expect.objectContaining({ kind: 'open', item: 'walden' })]);
  expect((await opens())[0].dwellMs).toBeGreaterThanOrEqual(29_000);
  await page.evaluate(() => (location.hash = '#/about'));
  await expect(page.getByRole('heading', { level: 1, name: 'About this shop' })).toBeVisible();
  expect(await opens()).toHaveLength(1);
});

test('the benchmark: a table by size, fastest first, what cannot run last, and a file', async ({ page }) => {
  await seen(page);
  await page.goto(`${SHOP}#/speed`);
  const panel = page.locator('shop-benchmark');
  await panel.getByRole('button', { name: 'Measure' }).click();
  await expect(panel.getByRole('table', { name: '10,000 items, 64 events' })).toBeVisible();
  expect(await panel.locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent!.trim())))).toEqual([
    ['Processor, SIMD', '10 ms', '1.5 ms'], ['Processor', '125 ms', '–'], ['Graphics processor, packed', 'cannot run'],
  ]);
  await expect(panel.getByRole('status')).toHaveText('The measurement is complete.');
  const download = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Save as JSON' }).click();
  expect((await download).suggestedFilename()).toBe('attune-benchmark-2026-11-25.json');
  const report = JSON.parse(await readFile((await (await download).path()), 'utf8')) as { times: { contender: string }[]; cores: number };
  expect(report).toMatchObject({ cores: 4, adapter: null });
  expect(report.times.map(({ contender }) => contender)).toEqual(['plain', 'simd', 'gpu, packed']);
});

test('the benchmark can be stopped, and says when it fails; what was measured stays', async ({ page }) => {
  await seen(page);
  await page.goto(`${SHOP}?slow#/speed`);
  const panel = page.locator('shop-benchmark');
  await panel.getByRole('button', { name: 'Measure' }).click();
  await expect(panel.getByRole('progressbar', { name: 'Measuring' })).toHaveJSProperty('value', 0.5);
  await panel.getByRole('button', { name: 'Stop' }).click();
  await expect(panel.getByRole('button', { name: 'Measure again' })).toBeVisible();
  await expect(panel.getByRole('table')).toHaveCount(1);
  await expect(panel.getByRole('alert')).toHaveCount(0);
  await page.goto('about:blank');
  await page.goto(`${SHOP}?failing#/speed`);
  await panel.getByRole('button', { name: 'Measure' }).click();
  await expect(panel.getByRole('alert')).toContainText('could not be finished');
  await expect(panel.getByRole('table')).toHaveCount(1);
});
