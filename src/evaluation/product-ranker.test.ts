import { expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import { matrixOf } from '../domain/matrix.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { plainProducts } from '../kernels/plain-products.ts';
import { diverseName, productRankers } from './product-ranker.ts';
import { createRankers } from './rankers.ts';
import { readCases } from './read-cases.ts';
import { readImpressions } from './read-impressions.ts';
import { readSequences } from './read-sequences.ts';
import { type EvaluationResult, runEvaluation } from './run-evaluation.ts';
import type { TradeOffPlan } from './trade-off.ts';
import { evaluationTable } from './table.ts';

/** Two near twins of the target at 60°, and items far from all. */
const DEGREES = [60, 0, 1, 70, 180, 200];

async function evaluate(trainLines: string[], testLines: string[], allowRepeats = false, diversities: number[] = [], { tradeOff, shown = [] }: { tradeOff?: TradeOffPlan; shown?: string[] } = {}): Promise<EvaluationResult> {
  const kernels = openPlainKernels();
  const items: Item[] = DEGREES.map((degrees) => ({ id: String(degrees), title: `at ${degrees}`, brand: degrees < 90 ? 'near' : 'far', categories: [degrees < 90 ? 'near' : 'far'] }));
  const vectors = matrixOf(Float32Array.from(DEGREES.flatMap((degrees) => [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)])), 2, 'space');
  const rankers = createRankers(['attune', 'attune-plain', 'attention', ...diversities.map(diverseName)], new Map([...productRankers(kernels, plainProducts, diversities), ['attention', () => createRankers(['attention'])[0]]]));
  const result = await runEvaluation({ dataset: 'circle', items, vectors, train: readSequences(trainLines), test: readCases(testLines), rankers, k: 2, allowRepeats, tradeOff, impressions: shown.length > 0 ? await readImpressions(shown) : undefined });
  kernels.close();
  return result;
}

it('without diversity and train, the product ranks as content attention does', async () => {
  const { rankers } = await evaluate([], DEGREES.flatMap((degrees) => DEGREES.filter((other) => other !== degrees).map((other) => JSON.stringify({ history: [degrees], target: other }))));
  expect(rankers['attune-plain'].recall).toBeCloseTo(rankers.attention.recall, 12);
  expect(rankers['attune-plain'].percentile).toBeCloseTo(rankers.attention.percentile, 12);
  expect(rankers.attune.diversity).toBeGreaterThan(rankers['attune-plain'].diversity);
});

it('lists the history again only where repeats are allowed, and train has them', async () => {
  // What is met comes back at once, mostly.
  const repeating = Array.from({ length: 40 }, (_, n) => JSON.stringify({ items: ['70', '180', '200'].flatMap((_, at, all) => Array.from({ length: 4 }, () => all[(at + n) % 3])) }));
  const { rankers: back } = await evaluate(repeating, ['{"history":["0","70"],"target":"70"}'], true);
  expect([back['attune-plain'].mrr, back.attune.mrr]).toEqual([1, 1]);
  const { rankers: never } = await evaluate([], ['{"history":["70"],"target":"70"}'], true);
  expect([never['attune-plain'].mrr, never.attune.mrr]).toEqual([0, 0]);
  expect((await evaluate([], ['{"history":["0"],"target":"1"}'], true)).rankers['attune-plain'].mrr).toBe(1);
});

it('a cold user gets what train knows as popular, and an empty train is no trouble', async () => {
  const testLines = ['{"history":[],"target":"180"}'];
  const popular = await evaluate(['{"items":["180","180","200","180"]}'], testLines);
  expect(popular.rankers['attune-plain'].mrr).toBe(1);
  expect(popular.rankers.attune.mrr).toBe(1);
  expect((await evaluate([], testLines)).cases).toBe(1);
});

it('is measured at other diversities: none is the plain order, all looks at variety alone, and a chart shows what it costs', async () => {
  const result = await evaluate([], ['{"history":["0"],"target":"1"}', '{"history":["0"],"target":"60"}'], false, [0, 1]);
  const { 'attune@0': none, 'attune@1': all, 'attune-plain': plain } = result.rankers;
  expect([none.ndcg, none.diversity]).toEqual([plain.ndcg, plain.diversity]);
  expect(all.diversity).toBeGreaterThan(none.diversity);
  expect(all.ndcg).toBeLessThan(none.ndcg);
  expect(result.comparisons.every(({ against }) => !against.startsWith('attune'))).toBe(true);
  const chart = evaluationTable(result).split('\n\n').find((section) => section.startsWith('trade-off'))!.split('\n');
  expect(chart).toHaveLength(5);
  expect(chart.at(-1)).toMatch(/^attune@1 .*█+·+ .*█{24}/);
});

it('measures every method at every diversity, at 0 as by score alone, and within caps', async () => {
  const cases = ['{"history":["0"],"target":"1"}', '{"history":["0"],"target":"60"}', '{"history":["180"],"target":"200"}'];
  const { byDiversity, rankers } = await evaluate([], cases, false, [], { tradeOff: { methods: ['mmr', 'dpp', 'calibrated'], diversities: [0, 1] } });
  const { 'attune-plain': plain } = rankers;
  for (const points of Object.values(byDiversity!)) {
    expect(points.map(({ diversity }) => diversity)).toEqual([0, 1]);
    expect(points[0]).toEqual({ diversity: 0, ndcg: plain.ndcg, interval: plain.interval, recall: plain.recall, intraListDiversity: plain.diversity, coverage: plain.coverage, gini: plain.gini, miscalibration: plain.miscalibration });
  }
  const { mmr, dpp, calibrated } = byDiversity!;
  // Beside what comes first, the farthest: 1 and 180 (or 200) are met, 60 is not.
  expect(mmr![1].intraListDiversity).toBeGreaterThan(plain.diversity);
  expect(dpp![1].intraListDiversity).toBeGreaterThan(plain.diversity);
  // Who met what is near alone gets nothing else, and who met what is far gets the only other far one first.
  expect(calibrated![1].miscalibration!).toBeLessThanOrEqual(plain.miscalibration!);
  const capped = await evaluate([], cases, false, [], { tradeOff: { methods: ['mmr'], diversities: [0], caps: { brand: 1 } } });
  // One near and one far in each list: q = (½, ½) against p = 1, so log(1 / (0.495 + 0.01)).
  expect(capped.byDiversity!.mmr![0].miscalibration).toBeCloseTo(Math.log(1 / 0.505), 12);
});

it('varies what is new alone where repeats are allowed', async () => {
  const repeating = Array.from({ length: 40 }, (_, n) => JSON.stringify({ items: ['70', '180', '200'].flatMap((_, at, all) => Array.from({ length: 4 }, () => all[(at + n) % 3])) }));
  const { byDiversity } = await evaluate(repeating, ['{"history":["0","70"],"target":"70"}'], true, [], { tradeOff: { methods: ['mmr', 'dpp'], diversities: [0, 1] } });
  expect(Object.values(byDiversity!).flat().map(({ recall, ndcg }) => [recall, ndcg])).toEqual(Array.from({ length: 4 }, () => [1, 1]));
});

it('orders what was shown by the same scores, with what comes back and without', async () => {
  // After 0 and 70: 60 is nearer than 180; 70 itself, which train brings back at once, is likelier than both.
  const repeating = Array.from({ length: 40 }, () => JSON.stringify({ items: ['70', '70', '180', '180', '200', '200'] }));
  const shown = [['60', '180'], ['70', '180', '200']].map((ids) => JSON.stringify({ history: ['0', '70'], shown: ids, clicked: [ids[0]] }));
  for (const allowRepeats of [false, true]) {
    const { impressions } = await evaluate(allowRepeats ? repeating : [], ['{"history":["0"],"target":"1"}'], allowRepeats, [], { shown });
    expect(impressions!.rankers['attune-plain']).toMatchObject({ auc: 1, gauc: 1, mrr: 1 });
    expect(impressions!.rankers.attune.auc).toBe(1);
  }
});
