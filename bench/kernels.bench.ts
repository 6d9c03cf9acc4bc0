import { test } from '@playwright/test';
import { report } from './figures.ts';
import { kernelTable } from './kernel-table.ts';

/** Candidates × events × dimensions, and who can be waited for: what computes on a software adapter is slow. */
const SIZES: [number, number, number][] = [
  [1000, 1, 384], [1000, 64, 384], [1000, 512, 384], [10_000, 1, 384], [10_000, 64, 384], [10_000, 512, 384], [10_000, 512, 256],
  [100_000, 1, 384], [100_000, 64, 384], [100_000, 512, 384], [100_000, 512, 256], [1_000_000, 1, 256], [1_000_000, 64, 256],
];
const CPU = ['ours, simd', 'ours, simd in two workers', 'ours, plain', 'typed arrays', 'onnxruntime-web, wasm'];
const GPU = ['ours, gpu tiled', 'ours, gpu registers', 'ours, gpu packed', 'onnxruntime-web, webgpu'];
/** What searches for one query alone, over catalogs whose index is built within a minute. */
const SEARCHES = ['transformers.js, cos_sim', 'edgevec, hnsw', 'hnswlib-wasm, flat', 'hnswlib-wasm, hnsw', 'voy-search'];
const MOST_SEARCHED = 10_000;
/** Multiplications beyond which the slow are left out. */
const MOST = { 'ours, plain': 5e9, 'typed arrays': 20e9, gpu: 2e9 };

// Vite bundles the peers when they are first asked for, and reloads the page then.
test.beforeAll(async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL });
  for (let visit = 0; visit < 2; visit++) {
    await page.goto('/e2e/rooms/blank.html');
    await page.evaluate(() => import('/bench/warm-up.ts' as string).then(() => null).catch(() => null)).catch(() => null);
    await page.waitForTimeout(3000);
  }
  await page.close();
});

for (const [rows, events, dimension] of SIZES) {
  const name = `kernels in Chromium, ${rows} × ${events} × ${dimension}`;
  // A page of its own for each size: nothing stays of the one before.
  test(name, async ({ page }) => {
    const products = rows * events * dimension;
    const searches = events === 1 && rows <= MOST_SEARCHED ? SEARCHES : [];
    const names = [...CPU, ...GPU].filter((each) => products <= (each.includes('gpu') ? MOST.gpu : (MOST[each as 'typed arrays'] ?? Infinity))).concat(searches);
    await page.goto('/e2e/rooms/blank.html');
    const found = await page.evaluate(async ({ size, names }) => {
      const path = '/bench/kernels-page.ts';
      const { measure } = (await import(path)) as typeof import('./kernels-page.ts');
      return measure(size, names);
    }, { size: { rows, events, dimension }, names });
    report(name, kernelTable(found, products));
  });
}
