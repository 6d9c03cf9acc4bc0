import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Recommender } from '../../src/domain/recommender.ts';
import { writePack } from '../../src/catalog/write-pack.ts';
import { matrixOf, quantise } from '../../src/domain/matrix.ts';
import { longestTask } from './longest-task.ts';
import { watchShifts, type Shifts } from './shop-pages.ts';
import { serveFolders } from './static-server.ts';

const PIXEL = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="5"/>';
const COUNT = 60;

test('the widget asks the pack’s host, and the images’ for those of items shown; what is off the screen waits', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'attune-pictured-'));
  const images = await serveFolders({}, Object.fromEntries(Array.from({ length: COUNT }, (_, n) => [`/${n}.svg`, PIXEL])), { 'content-type': 'image/svg+xml' });
  const cdn = await serveFolders({ widget: 'dist/widget' });
  const packs = await serveFolders({ attune: folder });
  const element = (strategy: string, more = ''): string => `<attune-recommendations catalog="${packs.origin}/attune/" strategy="${strategy}" limit="3" ${more}></attune-recommendations>`;
  const shop = await serveFolders({}, {
    '/shop.html': `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,"><style>attune-recommendations { display: block; min-block-size: 400px }</style>
      <script type="module" src="${cdn.origin}/widget/attune.js"></script>
      ${element('trending')}<p style="height: 4000px">Much else.</p>${element('for-you', 'id="far"')}</html>`,
    '/bare.html': `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">
      <script type="module" src="${cdn.origin}/widget/attune.js"></script>${element('trending', 'images="none"')}${element('trending', 'images="pack"')}</html>`,
    '/reading.html': `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">
      <script type="module" src="${cdn.origin}/widget/attune.js"></script>${element('trending', 'images="none" encoder="embedded"')}</html>`,
  });
  const items = Array.from({ length: COUNT }, (_, n) => ({ id: `${n}`, title: `Lamp ${n}`, url: `${shop.origin}/lamp-${n}`, image: `${images.origin}/${n}.svg`, popularity: n }));
  const vectors = quantise(matrixOf(Float32Array.from({ length: COUNT * 32 }, (_, at) => Math.sin(at * at)), 32, 'space'));
  for (const [file, bytes] of (await writePack({ items, vectors, encoder: 'e' })).files) writeFileSync(join(folder, file), bytes);
  const hosts = new Set<string>();
  page.context().on('request', (request) => hosts.add(new URL(request.url()).origin));
  await watchShifts(page);

  await page.goto(`${shop.origin}/bare.html`);
  await expect(page.locator('li.card[data-id]')).toHaveCount(6);
  await expect(page.locator('.placeholder')).toHaveCount(6);
  expect(images.asked).toEqual([]);

  const near = page.locator('attune-recommendations').first();
  const far = page.locator('#far');
  const longest = await longestTask(page, async () => {
    await page.goto(`${shop.origin}/shop.html`);
    await expect(near.locator('li.card[data-id]')).toHaveCount(3);
  });
  expect(longest).toBeLessThan(50);
  await expect(near.locator('img')).toHaveCount(3);
  await page.waitForLoadState('networkidle');
  const shownIn = (list: typeof near): Promise<string[]> => list.locator('li.card').evaluateAll((cards) => cards.map((card) => `/${(card as HTMLElement).dataset.id}.svg`));
  expect(new Set(images.asked)).toEqual(new Set(await shownIn(near)));
  await expect(far.locator('li.card[data-id]')).toHaveCount(0);

  await far.scrollIntoViewIfNeeded();
  await expect(far.locator('li.card[data-id]')).toHaveCount(3);
  await page.waitForLoadState('networkidle');
  expect(images.asked.filter((path) => !path.endsWith('.svg'))).toEqual([]);
  const shown = new Set([...(await shownIn(near)), ...(await shownIn(far))]);
  expect(images.asked.filter((path) => !shown.has(path))).toEqual([]);
  expect(shop.asked).toEqual(['/bare.html', '/shop.html']);
  expect(packs.asked.filter((path) => !path.startsWith('/attune/'))).toEqual([]);
  expect(cdn.asked.filter((path) => /models|ort\/|encoder/.test(path))).toEqual([]);
  expect([...hosts].filter((host) => ![cdn, packs, images, shop].some(({ origin }) => origin === host) && host !== 'null')).toEqual([]);

  const moves = await page.evaluate(() => (window as unknown as { shifts: Shifts }).shifts);
  expect(moves.sum, moves.moved.join('\n')).toBe(0);

  // Only a page that says so has an encoder, and only texts of other places ask for it.
  await page.goto(`${shop.origin}/reading.html`);
  await expect(page.locator('li.card[data-id]')).toHaveCount(3);
  expect(cdn.asked.filter((path) => path.includes('/models/'))).toEqual([]);
  await page.locator('attune-recommendations').evaluate((list) => (list as HTMLElement & { recommender: Recommender }).recommender.observe([{ kind: 'search', item: { id: 'search', title: 'a light to read by' } }]));
  await expect.poll(() => cdn.asked.some((path) => path.startsWith('/widget/models/'))).toBe(true);
  await Promise.all([images, cdn, packs, shop].map((server) => server.close()));
  rmSync(folder, { recursive: true });
});
