import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { serveFolders } from './static-server.ts';

/** The build without onnxruntime, with one byte more in the scripts whose paths begin with `spoiled`. */
function copyOf(spoiled: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'attune-cdn-'));
  cpSync('dist/widget', folder, { recursive: true, filter: (file) => !file.includes('/ort') });
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => spoiled.some((start) => file.startsWith(start)));
  expect(files).toHaveLength(spoiled.length);
  for (const file of files) appendFileSync(join(folder, file), ' ');
  return folder;
}

test('the licences of what the widget is made of stand beside it', () => {
  const notice = readFileSync('dist/widget/NOTICE.txt', 'utf8');
  for (const name of ['lit', 'comlink', 'idb', '@xenova/transformers']) expect(notice).toContain(`\n${name}\n\n`);
  expect(notice).toContain('Copyright (c) 2017 Google LLC');
});

test('the entry’s own hash stands beside it, and a script of the build that is another is never run', async ({ page }) => {
  const stated = readFileSync('dist/widget/attune.js.integrity', 'utf8').trim();
  expect(stated).toBe(`sha384-${createHash('sha384').update(readFileSync('dist/widget/attune.js')).digest('base64')}`);
  const shopFor = (cdn: string) => serveFolders({ attune: 'public/demo/books' }, {
    '/shop.html': `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">
      <script type="module" src="${cdn}/widget/attune.js" integrity="${stated}" crossorigin></script>
      <attune-recommendations catalog="/attune/" strategy="trending" limit="4"></attune-recommendations>
      <attune-status-panel catalog="/attune/"></attune-status-panel></html>`,
  });
  const list = page.locator('attune-recommendations');
  for (const [spoiled, look] of [
    [[], async () => {
      await expect(list.locator('li.card[data-id]')).toHaveCount(4);
      await expect(page.locator('attune-status-panel')).toContainText(/691|kernels|processor/i);
    }],
    [['widget-'], async () => {
      await page.waitForEvent('pageerror', { predicate: ({ message }) => /expected .*widget-.* as it was built/.test(message) });
      expect(await page.evaluate(() => customElements.get('attune-recommendations') === undefined)).toBe(true);
    }],
    [['assets/worker-'], async () => {
      await expect(list.getByRole('alert')).toBeVisible();
      expect(page.workers()).toHaveLength(0);
    }],
    // What is not needed yet may be spoiled: the list is there, the panel is not.
    [['status-panel-'], async () => {
      await expect(list.locator('li.card[data-id]')).toHaveCount(4);
      expect(await page.evaluate(() => customElements.get('attune-status-panel') === undefined)).toBe(true);
    }],
  ] as const) {
    const folder = copyOf([...spoiled]);
    const cdn = await serveFolders({ widget: folder });
    const shop = await shopFor(cdn.origin);
    await Promise.all([look(), page.goto(`${shop.origin}/shop.html`)]);
    await Promise.all([cdn.close(), shop.close()]);
    rmSync(folder, { recursive: true });
  }
});
