import { expect, it } from 'vitest';
import { matrixOf, pickRows, quantise } from '../domain/matrix.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { explainRow } from './explain.ts';
import { DEFAULT_BLEND } from './blend.ts';
import { freshnessPrior, popularityPrior } from './item-priors.ts';
import { rankCatalog } from './rank.ts';
import { rankedCatalog } from './ranked-catalog.ts';

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

it('freshness falls with the age in days; what is dated ahead is as new as today’s, what has no date is left alone', () => {
  const day = Date.parse(NOW) / 86_400_000;
  const ages = [0, 1, 10, 365];
  const published = Float64Array.of(...ages.map((age) => (day - age) * 86_400_000), Number.NaN, (day + 9) * 86_400_000);
  const { prior, readouts, mean } = freshnessPrior(published, NOW, 2)!;
  ages.forEach((age, row) => expect(readouts[row]).toBeCloseTo(-Math.log1p(age), 6));
  expect([prior[4], readouts[5], prior[5]]).toEqual([0, readouts[0], prior[0]]);
  expect(mean).toBeCloseTo(-ages.reduce((sum, age) => sum + Math.log1p(age), 0) / 5, 5);
  expect(prior[0]).toBeGreaterThan(prior[1]);
  expect(freshnessPrior(published, NOW, 2)).toBe(freshnessPrior(published, '2026-02-01T23:00:00.000Z', 2));
});

it('is explained as any head: log count, deviations above the mean, blend weight', async () => {
  const vectors = quantise(matrixOf(Float32Array.of(1, 0, 0.8, 0.6, 0.6, 0.8, 0, 1, 0.6, -0.8, -1, 0), 2, 'two'));
  const items = Array.from({ length: 6 }, (_, row) => ({ id: `i${row}`, title: '' }));
  const catalog = { ...rankedCatalog({ items, vectors, popularity: COUNTS, coVisitation: null, blend: DEFAULT_BLEND }), resident: await openPlainKernels().load(vectors) };
  const history = { events: [{ id: 'e', kind: 'like' as const, item: 'i0', at: NOW }], rows: Int32Array.of(0), met: [{ row: 0, item: items[0] }], keys: pickRows(vectors, [0]) };
  const options = { k: 5, diversity: 0, now: NOW };
  const told = (await explainRow(catalog, history, options, 5)).heads.find(({ head }) => head === 'popularity')!;
  expect(told.blendWeight).toBe(0.1);
  expect(told.readout).toBeCloseTo(Math.log(1001), 5);
  expect(told.z).toBeCloseTo((Math.log(1001) - MEAN) / DEVIATION, 5);
  expect((await explainRow(catalog, history, options, 4)).heads.map(({ head }) => head)).toEqual(['content']);
  const { ranked, heads } = await rankCatalog(catalog, history, options);
  expect(heads.map(({ head }) => head)).toEqual(['content', 'popularity']);
  expect(ranked.map(({ row, readouts }) => [row, readouts[1] === null])).toContainEqual([4, true]);
});
