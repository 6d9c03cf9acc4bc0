import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { Item } from '../../src/domain/item.ts';
import { matrixOf, quantise } from '../../src/domain/matrix.ts';
import { writePack } from '../../src/catalog/write-pack.ts';

/** A host of packs inside the browser context: what lies in `files` is what it answers with. */
async function hostPack(page: Page): Promise<{ files: Map<string, Uint8Array>; asked: string[] }> {
  const host = { files: new Map<string, Uint8Array>(), asked: [] as string[] };
  await page.route('**/pack-under-test/**', (route) => {
    const file = new URL(route.request().url()).pathname.split('/').at(-1)!;
    host.asked.push(file);
    const body = host.files.get(file);
    return body ? route.fulfill({ body: Buffer.from(body) }) : route.fulfill({ body: '<!doctype html><title>Start page</title>', contentType: 'text/html' });
  });
  await page.goto('/e2e/rooms/blank.html');
  // Both modules before the network is cut: it is the pack that must work without it.
  await page.evaluate(() => import('/src/catalog/cached-pack.ts' as string));
  return host;
}

async function packOf(title: string, rows = 200): Promise<Map<string, Uint8Array>> {
  const items = Array.from({ length: rows }, (_, row): Item => ({ id: `id-${row}`, title: `${title} ${row}`, popularity: row }));
  const vectors = quantise(matrixOf(Float32Array.from({ length: rows * 384 }, (_, i) => Math.sin(i)), 384, 'space'));
  return (await writePack({ items, vectors, encoder: 'e', shards: 2 })).files;
}

/** Opens the pack in the page: its first title, or the error's code and message. */
function open(page: Page) {
  return page.evaluate(async () => {
    const { cachedPack } = await import('/src/catalog/cached-pack.ts' as string);
    let done = 0, total = 0;
    try {
      const { items, vectors, sizeBytes } = await cachedPack('/pack-under-test', { onProgress: (progress: { done: number; total: number }) => ({ done, total } = progress) });
      return { title: items[0].title as string, rows: vectors.rows as number, sum: (vectors.blocks as Int8Array).reduce((sum, x) => sum + x, 0), done, total, sizeBytes: sizeBytes as number };
    } catch (error) {
      return { name: (error as Error).name, code: (error as { code: string }).code, message: (error as Error).message };
    }
  });
}

test('a pack is opened from a host, and again with the network cut', async ({ page, context }) => {
  const host = await hostPack(page);
  host.files = await packOf('one');
  const first = await open(page);
  expect(first).toMatchObject({ title: 'one 0', rows: 200 });
  expect(first.done).toBe(first.total);
  await page.unroute('**/pack-under-test/**');
  await context.setOffline(true);
  expect(await open(page)).toEqual(first);
});

test('only the changed parts are asked for when the pack changes', async ({ page }) => {
  const host = await hostPack(page);
  host.files = await packOf('one');
  await open(page);
  host.asked.length = 0;
  host.files = await packOf('two');
  expect(await open(page)).toMatchObject({ title: 'two 0' });
  expect(host.asked.map((file) => file.split('.')[0])).toEqual(['manifest', 'items']);
});

test('a host that answers every path with its start page is told', async ({ page }) => {
  await hostPack(page);
  expect(await open(page)).toEqual({ name: 'CatalogError', code: 'not-a-pack', message: expect.stringContaining('/pack-under-test/manifest.json: expected a file of a pack, got an HTML page') });
});

test('the pack opens, and says its faults, where neither Cache Storage nor WebCrypto is there', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'caches', { value: undefined });
    Object.defineProperty(crypto, 'subtle', { value: undefined });
  });
  const host = await hostPack(page);
  host.files = await packOf('plain');
  expect(await open(page)).toMatchObject({ title: 'plain 0' });
  const file = [...host.files.keys()].find((name) => name.startsWith('items.'))!;
  host.files.set(file, host.files.get(file)!.with(20, 0));
  expect(await open(page)).toMatchObject({ code: 'corrupt', message: expect.stringContaining(`items (${file}): expected SHA-256`) });
});
