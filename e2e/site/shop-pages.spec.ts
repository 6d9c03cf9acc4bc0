import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';
import { expect, test } from '@playwright/test';
import { faultsOf, list, open, PAGES, read, shiftsOf, visit, watchShifts } from './shop-pages.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.wasm': 'application/wasm' };

test.use({ locale: 'en-GB' });

test('every page has one heading, a title of its own, and puts the focus on the heading', async ({ page }) => {
  const faults = faultsOf(page);
  await open(page, '#/about');
  const seen = new Set<string>();
  for (const hash of PAGES) {
    await visit(page, hash);
    await expect(page.locator('main h1')).toHaveCount(1);
    await expect(page.locator('main h1')).toBeFocused();
    await expect(page).toHaveTitle(/ · Attune Books$/);
    seen.add(await page.title());
  }
  expect(seen.size).toBe(PAGES.length);
  expect(faults).toEqual([]);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`no page has a fault that axe can find, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await open(page, '#/', { guide: true });
    await page.getByRole('button', { name: /Dracula/ }).first().click();
    await expect(list(page, 'for-you').locator('.reason').first()).toContainText('Dracula');
    await page.addScriptTag({ path: AXE });
    for (const hash of PAGES) {
      await visit(page, hash);
      await page.waitForTimeout(400);
      const found = await page.evaluate(async () => {
        const axe = (window as unknown as { axe: { run(root: Document): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary: string }[] }[] }> } }).axe;
        const { violations } = await axe.run(document);
        return violations.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes[0].target)} ${nodes[0].failureSummary}`);
      });
      expect(found, hash).toEqual([]);
    }
  });
}

for (const width of [360, 768, 1440]) {
  test(`no page is wider than ${width} px, in either language`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page, '#/', { guide: true });
    await page.locator('shop-pick-guide button.pick').first().click();
    for (const language of ['en', 'zh-Hans']) {
      await page.evaluate((lang) => (document.documentElement.lang = lang), language);
      for (const hash of PAGES) {
        await visit(page, hash);
        await page.waitForTimeout(150);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide, `${hash} in ${language}`).toBeLessThanOrEqual(width);
      }
    }
  });
}

for (const [name, width, height] of [['a phone', 360, 800], ['a desk', 1280, 900]] as const) {
  test(`nothing moves while the first page arrives on ${name}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await watchShifts(page);
    await open(page, '#/', { guide: true });
    await expect(list(page, 'for-you').locator('li.card[data-id]').first()).toBeVisible();
    await expect(page.locator('.shelf-count').first()).toHaveText(/\d+ works?/);
    // The list for a stranger is the most read one already; it is not shown twice.
    await expect(list(page, 'trending')).toHaveCount(0);
    const { sum, moved } = await shiftsOf(page);
    expect(sum, moved.join('\n')).toBeLessThan(0.01);
  });

  test(`nothing moves while any page arrives on ${name}, for who comes first and for who comes back`, async ({ browser, baseURL }) => {
    const settings = { baseURL, locale: 'en-GB', viewport: { width, height } };
    const back = await browser.newContext(settings);
    const before = await back.newPage();
    await open(before, '#/', { guide: true });
    await read(before, ['dracula', 'emma', 'walden']);
    await expect(list(before, 'recently-viewed').locator('li.card[data-id]')).toHaveCount(3);
    await before.close();
    for (const hash of PAGES) {
      const first = await browser.newContext(settings);
      for (const [who, context] of [['first', first], ['back', back]] as const) {
        const page = await context.newPage();
        await watchShifts(page);
        await open(page, hash, { guide: true });
        const { sum, moved } = await shiftsOf(page);
        expect(sum, `${hash} for who comes ${who}: ${moved.join('\n')}`).toBeLessThan(0.01);
        await page.close();
      }
      await first.close();
    }
    await back.close();
  });
}

test('twelve recommendations as a table fit a wide page', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page);
  await read(page, ['the-iliad', 'the-odyssey', 'hamlet']);
  await visit(page, '#/attention');
  await page.getByRole('button', { name: 'As a table' }).click();
  const table = page.locator('attune-explanation .scroll');
  await expect(table.locator('thead th')).toHaveCount(13);
  expect(await table.evaluate((each) => each.scrollWidth - each.clientWidth)).toBeLessThanOrEqual(0);
});

test('the way back leads to where one was, in a shelf that was made longer', async ({ page }) => {
  await open(page, '#/shelf/novels');
  await expect(page.locator('a.book')).toHaveCount(36);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.locator('a.book')).toHaveCount(72);
  const book = page.locator('a.book').nth(60);
  await book.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  expect(before).toBeGreaterThan(500);
  await book.click();
  await expect(page.locator('shop-book .facts')).toBeVisible();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await expect(page.locator('a.book')).toHaveCount(72);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(before);
  await page.goForward();
  await expect(page.locator('shop-book .facts')).toBeVisible();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
});

test('a shelf is narrowed by language and put in order, by the recommender too', async ({ page }) => {
  await open(page, '#/shelf/poetry');
  await page.getByRole('link', { name: '中文' }).click();
  await expect(page.getByText('18 works')).toBeVisible();
  await page.getByRole('link', { name: 'All languages' }).click();
  await page.getByRole('link', { name: 'Oldest' }).click();
  await expect(page.locator('a.book .name').first()).toHaveText('The Iliad');
  await visit(page, '#/book/li-tai-bai-ji');
  await page.getByRole('button', { name: 'Like', exact: true }).click();
  await expect(page.getByText('Liked.')).toBeVisible();
  await visit(page, '#/shelf/poetry?order=for-you');
  await expect(page.locator('a.book .name').first()).toHaveText(/\p{Script=Han}/u);
});

test('language and colours are chosen once', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page, '#/about');
  await page.getByRole('button', { name: 'Colours: as the system' }).click();
  await page.getByRole('button', { name: 'Colours: light' }).click();
  const surface = (): Promise<string> => page.locator('attune-shop').evaluate((shop) => getComputedStyle(shop).backgroundColor);
  const dark = await surface();
  await page.getByRole('button', { name: '中文' }).click();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: '关于这家书店' })).toBeVisible();
  expect(await surface()).toBe(dark);
  await expect(page.getByRole('button', { name: '颜色：深色' })).toBeVisible();
});

test('a catalog that could not be fetched is fetched again', async ({ page, context }) => {
  let cut = true;
  await context.route('**/manifest.json', (route) => (cut ? route.abort() : route.continue()));
  await open(page, '#/browse');
  await expect(page.getByRole('alert')).toContainText('The books could not be fetched');
  cut = false;
  await page.getByRole('button', { name: 'Fetch them again' }).click();
  await expect(page.getByText('140 works')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('lives in any folder of any host', async ({ page }) => {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname);
    const inside = path.startsWith('/some/where/') ? normalize(path.slice('/some/where/'.length) || 'index.html') : '..';
    readFile(join('dist/site', inside.startsWith('..') ? 'nothing' : inside)).then(
      (body) => response.writeHead(200, { 'content-type': TYPES[extname(inside)] ?? 'application/octet-stream' }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((ready) => server.listen(0, ready));
  try {
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/some/where/#/book/dracula`);
    await expect(page.getByRole('heading', { level: 1, name: 'Dracula' })).toBeVisible();
    await expect(list(page, 'related').locator('li.card[data-id]').first()).toBeVisible();
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
