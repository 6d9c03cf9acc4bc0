import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { writePack } from '../../src/catalog/write-pack.ts';
import { matrixOf, quantise } from '../../src/domain/matrix.ts';
import type { Recommender } from '../../src/domain/recommender.ts';
import { serveFolders } from '../site/static-server.ts';

// Programs are not watched, so this one does not say that it is one.
test.use({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36' });

for (const privacy of [false, true]) {
  test(`a page is watched for the widget’s recommender, which ${privacy ? 'keeps nothing under Global Privacy Control' : 'keeps what it saw'}`, async ({ page }) => {
    const folder = mkdtempSync(join(tmpdir(), 'attune-watched-'));
    const vectors = quantise(matrixOf(Float32Array.from({ length: 8 * 32 }, (_, at) => Math.sin(at * at)), 32, 'space'));
    const items = Array.from({ length: 8 }, (_, n) => ({ id: `${n}`, title: `Lamp ${n}`, popularity: n }));
    for (const [file, bytes] of (await writePack({ items, vectors, encoder: 'e' })).files) writeFileSync(join(folder, file), bytes);
    const packs = await serveFolders({ attune: folder });
    await page.addInitScript((privacy) => {
      Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false });
      Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => privacy });
    }, privacy);
    await page.goto('/e2e/rooms/blank.html');
    await page.evaluate((catalog) => {
      window.dataLayer = [{ event: 'add_to_cart', ecommerce: { items: [{ item_id: '3', item_name: 'Lamp 3' }] } }];
      document.body.innerHTML = `<attune-recommendations catalog="${catalog}" strategy="trending"></attune-recommendations>`.repeat(2);
      document.head.append(Object.assign(document.createElement('script'), { type: 'module', src: '/src/entrypoints/widget.ts' }));
    }, `${packs.origin}/attune/`);
    const list = page.locator('attune-recommendations').first();
    const seen = () => list.evaluate(async (element) => {
      const { recommender } = element as HTMLElement & { recommender: Recommender | null };
      return (await recommender?.history())?.map(({ kind, item }) => `${kind} ${typeof item === 'string' ? item : item.id}`);
    });
    await expect.poll(seen).toEqual([]);
    await list.evaluate(async (element) => {
      const { watchFor } = await import('/src/sources/page/watch-for.ts' as string) as typeof import('../../src/sources/page/watch-for.ts');
      await watchFor((element as HTMLElement & { recommender: Recommender }).recommender);
    });
    await expect.poll(seen).toEqual(['cart 3']);

    await list.evaluate((element) => (element as HTMLElement & { recommender: Recommender }).recommender.pause(true));
    await page.evaluate(() => window.dataLayer!.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: '4' }] } }));
    await list.evaluate((element) => (element as HTMLElement & { recommender: Recommender }).recommender.pause(false));
    await page.evaluate(() => window.dataLayer!.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: '5' }] } }));
    await expect.poll(seen).toEqual(['cart 5', 'cart 3']);

    const { kind, databases, written } = await list.evaluate(async (element) => ({
      kind: (await (element as HTMLElement & { recommender: Recommender }).recommender.status()).store.kind,
      databases: (await indexedDB.databases()).map(({ name }) => name),
      written: Object.keys(localStorage),
    }));
    expect({ kind, databases, written }).toEqual({ kind: privacy ? 'memory' : 'indexeddb', databases: privacy ? [] : [`attune ${packs.origin}/attune/`], written: [] });
    await packs.close();
    rmSync(folder, { recursive: true });
  });
}
