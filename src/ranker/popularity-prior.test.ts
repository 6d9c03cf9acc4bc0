import { expect, it } from 'vitest';
import { matrixOf, pickRows, quantise } from '../domain/matrix.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { explainRow } from './explain.ts';
import { popularityPrior } from './popularity-prior.ts';
import { rankCatalog } from './rank.ts';

const NOW = '2026-02-01T00:00:00.000Z';
const COUNTS = Float32Array.of(0, 1, 10, 100, Number.NaN, 1000);
const LOGS = [...COUNTS].filter((count) => !Number.isNaN(count)).map((count) => Math.log1p(count));
const MEAN = LOGS.reduce((sum, log) => sum + log) / LOGS.length;
const DEVIATION = Math.sqrt(LOGS.reduce((sum, log) => sum + (log - MEAN) ** 2, 0) / LOGS.length);

it('is the standardised log count by its weight, and 0 where the count is unknown', () => {
  const { prior, mean, deviation } = popularityPrior(COUNTS, 0.1)!;
  expect(mean).toBeCloseTo(MEAN, 5);
  expect(deviation).toBeCloseTo(DEVIATION, 5);
  expect(prior[5]).toBeCloseTo((0.1 * (Math.log(1001) - MEAN)) / DEVIATION, 5);
  expect(prior[4]).toBe(0);
});

it('says nothing when no two counts differ', () => {
  expect(popularityPrior(Float32Array.of(5, 5, Number.NaN), 0.1)).toBeNull();
});

it('is explained as any head: log count, deviations above the mean, blend weight', async () => {
  const vectors = quantise(matrixOf(Float32Array.of(1, 0, 0.8, 0.6, 0.6, 0.8, 0, 1, 0.6, -0.8, -1, 0), 2, 'two'));
  const catalog = { vectors, resident: await openPlainKernels().load(vectors), popularity: COUNTS, groups: null };
  const history = { events: [{ id: 'e', kind: 'like' as const, item: 'i0', at: NOW }], rows: Int32Array.of(0), keys: pickRows(vectors, [0]) };
  const options = { k: 5, diversity: 0, now: NOW };
  const told = (await explainRow(catalog, history, options, 5)).heads.find(({ head }) => head === 'popularity')!;
  expect(told.blendWeight).toBe(0.1);
  expect(told.readout).toBeCloseTo(Math.log(1001), 5);
  expect(told.z).toBeCloseTo((Math.log(1001) - MEAN) / DEVIATION, 5);
  expect((await explainRow(catalog, history, options, 4)).heads.map(({ head }) => head)).toEqual(['content']);
  const { ranked } = await rankCatalog(catalog, history, options);
  expect(ranked.map(({ row, popularity }) => [row, popularity === null])).toContainEqual([4, true]);
});
