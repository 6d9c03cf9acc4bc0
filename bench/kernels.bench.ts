import { existsSync, readFileSync } from 'node:fs';
import { type Page, test } from '@playwright/test';
import type { BenchmarkSize } from '../src/domain/benchmark.ts';
import type { Found } from '../src/kernels/benchmark.ts';
import { report } from './figures.ts';
import { kernelTable } from './kernel-table.ts';

/** Candidates × events × dimensions. */
const SIZES = [1000, 10_000, 100_000, 1_000_000].flatMap((rows) => [1, 64, 512].flatMap((events) => [256, 384].map((dimension) => ({ rows, events, dimension }))));
const CPU = ['ours, simd', 'ours, simd128 dots', 'ours, relaxed dots', 'ours, simd in two workers', 'ours, plain', 'typed arrays', 'onnxruntime-web, wasm'];
/** What pays only where there is much to leave out. */
const IN_STAGES = 'ours, simd in two stages', LARGE = 100_000, LONG = 512;
/** The GPU reads events by the tile of 64: in software a list of a million rows takes a minute, however few the events. */
const MOST_GPU_ROWS = 100_000;
const GPU = ['ours, gpu tiled', 'ours, gpu registers', 'ours, gpu packed', 'ours, gpu registers, subgroups', 'onnxruntime-web, webgpu'];
/** What searches for one query alone, over catalogs whose index is built within a minute. */
const SEARCHES = ['transformers.js, cos_sim', 'edgevec, hnsw', 'hnswlib-wasm, flat', 'hnswlib-wasm, hnsw', 'voy-search'];
const MOST_SEARCHED = 10_000;
/** Multiplications beyond which the slow are left out; a software adapter is slow, and there one of our ways is enough to compare. */
const MOST: Record<string, number> = { 'ours, plain': 5e9, 'typed arrays': 20e9, 'ours, gpu tiled': 2e9, 'ours, gpu packed': 2e9, 'ours, gpu registers': 20e9, 'ours, gpu registers, subgroups': 20e9, 'onnxruntime-web, webgpu': 20e9 };

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

for (const size of SIZES) {
  const { rows, events, dimension } = size;
  const products = rows * events * dimension;
  const name = `kernels in Chromium, ${rows} × ${events} × ${dimension}`;
  // A page of its own for each size: nothing stays of the one before.
  test(name, async ({ page }) => {
    const searches = events === 1 && rows <= MOST_SEARCHED ? SEARCHES : [];
    const stages = rows >= LARGE && events >= LONG ? [IN_STAGES] : [];
    const able = [...CPU, ...stages, ...GPU];
    const names = able.filter((each) => products <= (MOST[each] ?? Infinity) && (rows <= MOST_GPU_ROWS || !GPU.includes(each))).concat(searches);
    const leftOut = Object.fromEntries(able.filter((each) => !names.includes(each)).map((each) => [each, { 'left out': 'its lists would take minutes' }]));
    report(name, { ...kernelTable(await measureIn(page, size, names), products), ...leftOut });
  });
  if (rows <= MOST_GPU_ROWS) continue;
  const longName = `kernels on the GPU in Chromium, ${rows} × ${events} × ${dimension}`;
  test(longName, async ({ page }) => {
    test.skip(process.env.BENCH_LONG !== '1', 'not run: its lists take a software GPU minutes; --long waits for them');
    test.setTimeout(3_600_000);
    report(longName, kernelTable(await measureIn(page, size, ['ours, gpu registers', 'onnxruntime-web, webgpu']), products));
  });
}

async function measureIn(page: Page, size: BenchmarkSize, names: string[]): Promise<Found[]> {
  await page.goto('/e2e/rooms/blank.html');
  return page.evaluate(async ({ size, names }) => {
    const path = '/bench/kernels-page.ts';
    const { measure } = (await import(path)) as typeof import('./kernels-page.ts');
    return measure(size, names);
  }, { size, names });
}

/** Memory is the renderer's at its highest, as the operating system counts it: code, catalog, its copy for the kernels, states. */
test('memory of a million items in Chromium, 1000000 × 512 × 256', async ({ page, browser }) => {
  test.skip(!existsSync('/proc/self/status'), 'not run: this system does not tell the memory of a process');
  const found = await measureIn(page, { rows: 1_000_000, events: 512, dimension: 256 }, ['ours, simd in two stages']);
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as { processInfo: { type: string; id: number }[] };
  const peaks = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))![1]));
  report('memory of a million items in Chromium, 1000000 × 512 × 256', { 'ours, simd in two stages': { 'peak (MiB)': Math.round(Math.max(...peaks) / 1024), refusal: found[0].refusal ?? 'none' } });
});
