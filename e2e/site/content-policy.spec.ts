import { expect, test } from '@playwright/test';
import type { Locator } from '@playwright/test';
import { serveFolders } from './static-server.ts';

/** What the README asks of a page, under a policy that forbids everything else. */
const policy = (cdn: string): string => `default-src 'none'; script-src ${cdn} 'wasm-unsafe-eval'; worker-src blob: ${cdn}; connect-src 'self' ${cdn}; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types attune lit-html`;

/** How much of its track each fill takes, from 0 to 1. */
function shares(fills: Locator): Promise<number[]> {
  return fills.evaluateAll((all) => all.map((fill) => fill.getBoundingClientRect().width / fill.parentElement!.getBoundingClientRect().width));
}

test('under the policy that the README documents, every element draws what it draws elsewhere', async ({ page }) => {
  const cdn = await serveFolders({ widget: 'dist/widget' });
  const shop = await serveFolders({ attune: 'public/demo/books' }, {
    '/shop.html': `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">
      <script type="module" src="${cdn.origin}/widget/attune.js"></script>
      <attune-recommendations catalog="/attune/" limit="8"></attune-recommendations>
      <attune-explanation catalog="/attune/"></attune-explanation>
      <attune-privacy-panel catalog="/attune/"></attune-privacy-panel>
      <attune-status-panel catalog="/attune/"></attune-status-panel></html>`,
  }, { 'content-security-policy': policy(cdn.origin) });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.goto(`${shop.origin}/shop.html`);

  const cards = page.locator('attune-recommendations li.card[data-id]');
  await expect(cards).toHaveCount(8);
  await expect(page.locator('attune-recommendations ul.carousel')).toHaveCSS('display', 'grid');
  for (const place of [1, 4]) {
    await cards.nth(place).hover();
    await cards.nth(place).getByRole('button', { name: /more like/i }).click();
    await expect(page.locator('attune-recommendations .gone')).toHaveCount(1);
    await expect(page.locator('attune-privacy-panel .event')).toHaveCount(place === 1 ? 1 : 2);
  }

  const map = page.locator('attune-explanation');
  await expect(map.locator('td[data-column="1"]').first()).toBeVisible();
  const marks = await map.locator('.mark').evaluateAll((all) => all.map((mark) => Math.round(mark.getBoundingClientRect().width)));
  expect(Math.max(...marks)).toBeGreaterThan(20);
  expect(new Set(marks).size).toBeGreaterThan(3);

  const bars = map.locator('.bar .fill');
  await expect(bars.first()).toBeVisible();
  expect((await shares(bars)).filter((share) => share > 0.99)).toEqual([]);

  const lanes = await shares(page.locator('attune-status-panel .lane .fill'));
  expect(lanes.length).toBeGreaterThan(1);
  expect(lanes.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 1);

  expect(faults).toEqual([]);
  await Promise.all([cdn.close(), shop.close()]);
});
