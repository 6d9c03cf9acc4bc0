import type { BenchmarkTimes } from '../src/domain/benchmark.ts';
import type { Found } from '../src/kernels/benchmark.ts';
import type { Figures } from './figures.ts';
import { percentile } from './median.ts';

/** Rates and times of full lists, and of a list after one more event; ratios are to the fastest loop over typed arrays. */
export function kernelTable(found: readonly Found[], products: number): Figures {
  const rateOf = ({ full }: BenchmarkTimes) => products / percentile(full, 0.5) / 1e6;
  const typed = found.find(({ contender, full }) => contender === 'typed arrays' && full.length > 0);
  return Object.fromEntries(found.map((figures) => {
    const { contender: name, full, next, refusal, strangers, error } = figures;
    if (full.length === 0) return [name, { 'cannot run': refusal ?? 'no answer' }];
    return [name, {
      'GMAC/s': round(rateOf(figures)),
      ...(typed && { ratio: round(rateOf(figures) / rateOf(typed)) }),
      'list p50 (ms)': round(percentile(full, 0.5)), 'p95': round(percentile(full, 0.95)),
      ...(next.length > 0 && { 'one more event p50 (ms)': round(percentile(next, 0.5)), 'its p95': round(percentile(next, 0.95)) }),
      ...(error !== undefined && { 'largest error': Number(error.toExponential(1)) }),
      ...(strangers ? { 'other results': strangers } : {}),
    }];
  }));
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
