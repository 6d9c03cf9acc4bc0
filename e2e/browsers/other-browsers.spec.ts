import { expect, test } from '@playwright/test';
import type { Recommender } from '../../src/domain/recommender.ts';
import { serveFolders, type StaticServer } from '../site/static-server';
import { FIREFOX, openFirefox } from './open-firefox';
import { openWebKit, WEBKIT } from './open-webkit';
import type { OtherBrowser } from './other-browser';

const BROWSERS: { name: string; open: (() => Promise<OtherBrowser>) | null }[] = [
  { name: 'Firefox', open: FIREFOX === null ? null : () => openFirefox(FIREFOX!) },
  { name: 'WebKitGTK', open: WEBKIT === null ? null : () => openWebKit(WEBKIT!) },
];

for (const { name, open } of BROWSERS) {
  test.describe(name, () => {
    // One browser after the other, and one page of it: it takes seconds to start.
    test.describe.configure({ mode: 'serial' });
    test.skip(open === null, `not run: ${name}, its driver or a screen is not installed here`);
    let browser: OtherBrowser;
    let shop: StaticServer;
    test.beforeAll(async () => {
      if (!open) return;
      browser = await open();
      shop = await serveFolders({ widget: 'dist/widget', attune: 'public/demo/books' }, {
        '/shop.html': `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">
          <script type="module" src="/widget/attune.js"></script>
          <attune-recommendations catalog="/attune/" strategy="for-you" limit="8"></attune-recommendations>
          <attune-privacy-panel catalog="/attune/"></attune-privacy-panel></html>`,
      });
    });
    test.afterAll(async () => {
      await browser?.close();
      await shop?.close();
    });

    test('WebAssembly kernels agree with the plain ones on every case and 200 generated ones', async ({ baseURL }) => {
      test.setTimeout(300_000);
      await browser.goto(new URL('e2e/rooms/blank.html', baseURL).href);
      const report = await browser.evaluate(async () => {
        const path = '/e2e/rooms/kernels-cases.ts';
        const { runSimdCases } = (await import(/* @vite-ignore */ path)) as typeof import('../rooms/kernels-cases.ts');
        return runSimdCases();
      });
      expect(report.faults).toEqual([]);
      expect(report.cases).toBeGreaterThan(240);
    });

    test('what is remembered lasts over a reload, and what is forgotten is gone', async ({ baseURL }) => {
      const blank = new URL('e2e/rooms/blank.html', baseURL).href;
      const reopened = async (change: 'fill' | 'forget' | 'read'): Promise<{ kind: string; events: string[] }> => {
        await browser.goto(blank);
        return browser.evaluate(async (what) => {
          const path = '/src/store/open-store.ts';
          const { openStore } = (await import(/* @vite-ignore */ path)) as typeof import('../../src/store/open-store.ts');
          const store = await openStore({ name: 'other' });
          if (what === 'fill') {
            await store.addEvents([1, 2, 3].map((n) => ({ id: `e${n}`, kind: 'open', at: `2026-01-0${n}T00:00:00.000Z`, item: `item ${n}` })));
            await store.putVectors(['item 1'], { data: Float32Array.of(0.6, 0.8), rows: 1, dimension: 2, spaces: ['s'], spaceOf: Uint8Array.of(0) });
          }
          if (what === 'forget') await store.forget({ ids: ['e2'] });
          const events = (await store.events()).map(({ id }) => id);
          store.close();
          return { kind: store.kind, events };
        }, change);
      };
      expect(await reopened('fill')).toEqual({ kind: 'indexeddb', events: ['e1', 'e2', 'e3'] });
      expect(await reopened('forget')).toEqual({ kind: 'indexeddb', events: ['e1', 'e3'] });
      expect(await reopened('read')).toEqual({ kind: 'indexeddb', events: ['e1', 'e3'] });
    });

    test('the widget draws, follows what is liked, explains, and remembers it', async () => {
      /** The eight cards, once the first says a reason of this kind. */
      const cards = (reason: string): Promise<string[]> => browser.evaluate(async (begins) => {
        const root = (): ShadowRoot | null | undefined => document.querySelector('attune-recommendations')?.shadowRoot;
        for (let tries = 0; tries < 600; tries++) {
          const drawn = [...(root()?.querySelectorAll<HTMLElement>('li.card[data-id]') ?? [])];
          if (drawn.length === 8 && drawn[0].querySelector('.reason')?.textContent?.trim().startsWith(begins)) return drawn.map(({ dataset }) => dataset.id!);
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        throw new Error(`expected eight cards and a reason, got ${root()?.textContent}`);
      }, reason);
      await browser.goto(`${shop.origin}/shop.html`);
      const before = await cards('');
      await browser.evaluate(() => {
        const root = document.querySelector('attune-recommendations')!.shadowRoot!;
        root.querySelectorAll('li.card[data-id]')[2].querySelector<HTMLButtonElement>('[part~="more"]')!.click();
      });
      await cards('Because');
      await browser.goto(`${shop.origin}/shop.html`);
      const again = await cards('Because');
      expect(again).not.toEqual(before);
      expect(again).not.toContain(before[2]);
      const { kernels, store, problems } = await browser.evaluate(async () => {
        const { connection } = document.querySelector('attune-recommendations') as unknown as { connection: { recommender: Recommender } };
        await connection.recommender.recommend();
        return connection.recommender.status();
      });
      expect(kernels?.name).toBe('simd');
      expect(store).toMatchObject({ kind: 'indexeddb', events: 1 });
      expect(problems).toEqual([]);
    });
  });
}
