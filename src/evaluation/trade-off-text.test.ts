import { expect, it } from 'vitest';
import { curveSections } from './trade-off-text.ts';
import { tradeOffResult } from './testing/trade-off-result.ts';

it('puts each point where its figures are, and tells what it costs beside the order by score', () => {
  const [chart, points] = curveSections(tradeOffResult());
  expect(chart[0]).toBe('ndcg by intra-list diversity: m mmr, d dpp, o attune-plain, x attune, + several');
  // Rows from nDCG .2 down to .1, columns from diversity .4 to .8.
  expect(chart[1].slice(0, 9)).toBe('0.2000 │+');
  expect(chart[17]).toBe(`0.1000 │${' '.repeat(64)}m`);
  expect(chart[9]).toBe(`       │${' '.repeat(32)}d`);
  expect(chart[19]).toBe(`        0.4000${'0.8000'.padStart(59)}`);
  expect(points[0].split(/ {2,}/)).toEqual(['variety', 'at', 'ndcg', 'diversity', 'recall', 'coverage', 'gini']);
  expect(points.map((line) => line.trim().split(/ {2,}/)).slice(1)).toEqual([
    ['mmr', '0', '0.2000', '+0.0 %', '0.4000', '+0.0 %', '0.3000', '0.5000', '0.9000'],
    ['1', '0.1000', '−50.0 %', '0.8000', '+100.0 %', '0.3000', '0.5000', '0.9000'],
    ['dpp', '0.5', '0.1500', '−25.0 %', '0.6000', '+50.0 %', '0.3000', '0.5000', '0.9000'],
  ]);
});

it('is nothing where variety was not measured', () => {
  expect(curveSections({ ...tradeOffResult(), byDiversity: undefined })).toEqual([]);
});
