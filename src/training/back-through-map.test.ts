import { expect, it } from 'vitest';
import type { LowRankMap } from '../domain/learned-transform.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { plainProducts } from '../kernels/plain-products.ts';
import { mapRows } from '../ranker/low-rank-map.ts';
import { backThroughMap } from './back-through-map.ts';

const N = 3, D = 6, R = 2;
const random = seededRandom(5);
const numbers = (length: number) => Float32Array.from({ length }, () => random() - 0.5);
const map: LowRankMap = { rank: R, down: numbers(D * R), up: numbers(R * D) };
const rows = numbers(N * D);
const kept = Float32Array.from({ length: N * R }, (_, i) => (i % 3 === 0 ? 0 : 1.25));
const weights = numbers(N * D);

it.each(['down', 'up'] as const)('the gradient by %s is that of small steps', (half) => {
  const loss = (changed: LowRankMap) => mapRows(plainProducts, changed, rows, D, kept).mapped.reduce((sum, x, at) => sum + x * weights[at], 0);
  const gradient = backThroughMap(plainProducts, map, mapRows(plainProducts, map, rows, D, kept), weights.slice(), D)[half];
  for (let at = 0; at < map[half].length; at++) {
    const moved = (step: number) => loss({ ...map, [half]: map[half].with(at, map[half][at] + step) });
    expect(gradient[at]).toBeCloseTo((moved(0.01) - moved(-0.01)) / 0.02, 2);
  }
});
