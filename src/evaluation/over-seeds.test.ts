import { expect, it } from 'vitest';
import { clustersOf } from './compare-rankers.ts';
import { overSeeds, type SeedResult } from './over-seeds.ts';
import { evaluationTable } from './table.ts';
import { tradeOffResult } from './testing/trade-off-result.ts';

/** `attune` and a baseline, as one seed measures them: nDCG by case. */
function seedOf(seed: number, own: number[], baseline: number[]): SeedResult {
  const { rankers: { attune }, ...result } = tradeOffResult();
  const reportOf = (gains: number[]) => ({ ...attune, ndcg: gains.reduce((sum, gain) => sum + gain, 0) / gains.length });
  return { seed, result: { ...result, byDiversity: undefined, rankers: { attune: reportOf(own), last: reportOf(baseline) } }, gains: new Map([['attune', Float64Array.from(own)], ['last', Float64Array.from(baseline)]]) };
}

it('tells mean and sample deviation, and compares the mean of each case', async () => {
  const measured = [seedOf(3, [0.4, 0.2], [0, 0]), seedOf(4, [0, 0.2], [0, 0]), seedOf(5, [0.2, 0.2], [0.3, 0])];
  const spread = await overSeeds(measured, clustersOf(['u', 'v']));
  expect(spread.seeds).toEqual([3, 4, 5]);
  // .3, .1 and .2; hit and the others do not differ.
  expect(spread.rankers.attune.ndcg.mean).toBeCloseTo(0.2, 9);
  expect(spread.rankers.attune.ndcg.deviation).toBeCloseTo(0.1, 9);
  expect(spread.rankers.attune.hit).toEqual({ mean: expect.closeTo(0.3, 9), deviation: expect.closeTo(0, 9) });
  // By case .2 and .2 against .1 and 0: of the four signs of .1 and .2 two are as far from 0.
  const [{ difference, p, holm }] = spread.comparisons;
  expect(difference).toBeCloseTo(0.15, 9);
  expect(p).toBeCloseTo(0.5, 1);
  expect(holm).toBe(p);
  const table = evaluationTable(measured[0].result, spread);
  expect(table).toMatch(/over 3 seeds +hit +recall +ndcg +mrr +percentile\nattune .* 0\.2000 ± 0\.1000 /);
  expect(table).toMatch(/attune: \+0\.1500 ndcg over 3 seeds .* to last, the best baseline, .*; not surely better than last, of 1 measured/);
});
