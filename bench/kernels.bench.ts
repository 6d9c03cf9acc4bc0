import { test } from '@playwright/test';
import { type Figures, report } from './figures.ts';
import type { KernelFigures } from './kernels-page.ts';

/** Candidates × events × dimensions. */
const SIZES: [number, number, number][] = [[1000, 64, 384], [10_000, 64, 384], [10_000, 512, 384], [100_000, 1, 384], [100_000, 64, 384], [100_000, 512, 384], [100_000, 512, 256]];

test('kernels in Chromium', async ({ page }) => {
  await page.goto('/e2e/rooms/blank.html');
  for (const size of SIZES) {
    const found = await page.evaluate(async ({ size: [rows, events, dimension] }) => {
      const path = '/bench/kernels-page.ts';
      const { measure } = (await import(path)) as typeof import('./kernels-page.ts');
      return measure(rows, events, dimension);
    }, { size });
    report(`kernels in Chromium, ${size.join(' × ')}`, table(found));
  }
});

/** Rates of the full ranking, and of a list after one more event; ratios are to the fastest loop over typed arrays. */
function table(found: KernelFigures[]): Figures {
  const peer = found.find(({ name }) => name === 'typed arrays')!.rate;
  return Object.fromEntries(found.map(({ name, rate, fullMs, nextMs }) => [name, {
    'GMAC/s': round(rate), ratio: round(rate / peer), ...(fullMs !== undefined && { 'list (ms)': round(fullMs) }), ...(nextMs !== undefined && { 'one more event (ms)': round(nextMs) }),
  }]));
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
