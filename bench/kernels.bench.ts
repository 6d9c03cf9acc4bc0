import { test } from '@playwright/test';
import type { BenchmarkTimes } from '../src/domain/benchmark.ts';
import { type Figures, report } from './figures.ts';
import { percentile } from './median.ts';

/** Candidates × events × dimensions, and who can be waited for: what computes on a software adapter is slow. */
const SIZES: [number, number, number][] = [
  [1000, 1, 384], [1000, 64, 384], [1000, 512, 384], [10_000, 1, 384], [10_000, 64, 384], [10_000, 512, 384], [10_000, 512, 256],
  [100_000, 1, 384], [100_000, 64, 384], [100_000, 512, 384], [100_000, 512, 256], [1_000_000, 1, 256], [1_000_000, 64, 256],
];
const CPU = ['ours, simd', 'ours, simd in two workers', 'ours, plain', 'typed arrays', 'onnxruntime-web, wasm'];
const GPU = ['ours, gpu tiled', 'ours, gpu registers', 'ours, gpu packed', 'onnxruntime-web, webgpu'];
/** What searches for one query alone, over catalogs whose index is built within a minute. */
const SEARCHES = ['transformers.js, cos_sim', 'edgevec, flat', 'hnswlib-wasm, flat', 'hnswlib-wasm, hnsw', 'voy-search'];
const MOST_SEARCHED = 10_000;
/** Multiplications beyond which the slow are left out. */
const MOST = { 'ours, plain': 5e9, 'typed arrays': 20e9, gpu: 2e9 };

test('kernels in Chromium', async ({ page }) => {
  test.setTimeout(3_600_000);
  for (const [rows, events, dimension] of SIZES) {
    const products = rows * events * dimension;
    const searches = events === 1 && rows <= MOST_SEARCHED ? SEARCHES : [];
    const names = [...CPU, ...GPU].filter((name) => products <= (name.includes('gpu') ? MOST.gpu : (MOST[name as 'typed arrays'] ?? Infinity))).concat(searches);
    // A page of its own for each size: nothing stays of the one before.
    await page.goto('/e2e/rooms/blank.html');
    const found = await page.evaluate(async ({ size, names }) => {
      const path = '/bench/kernels-page.ts';
      const { measure } = (await import(path)) as typeof import('./kernels-page.ts');
      return measure(size, names);
    }, { size: { rows, events, dimension }, names });
    report(`kernels in Chromium, ${rows} × ${events} × ${dimension}`, table(found, products));
  }
});

/** Rates and times of full lists, and of a list after one more event; ratios are to the fastest loop over typed arrays. */
function table(found: (BenchmarkTimes & { strangers: number })[], products: number): Figures {
  const rateOf = ({ full }: BenchmarkTimes) => products / percentile(full, 0.5) / 1e6;
  const typed = found.find(({ contender, full }) => contender === 'typed arrays' && full.length > 0);
  return Object.fromEntries(found.map((figures) => {
    const { contender: name, full, next, refusal, strangers } = figures;
    if (full.length === 0) return [name, { 'cannot run': refusal ?? 'no answer' }];
    return [name, {
      'GMAC/s': round(rateOf(figures)),
      ...(typed && { ratio: round(rateOf(figures) / rateOf(typed)) }),
      'list p50 (ms)': round(percentile(full, 0.5)), 'p95': round(percentile(full, 0.95)),
      ...(next.length > 0 && { 'one more event p50 (ms)': round(percentile(next, 0.5)), 'its p95': round(percentile(next, 0.95)) }),
      ...(strangers ? { 'other results': strangers } : {}),
    }];
  }));
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
