import { expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import { matrixOf, quantise } from '../domain/matrix.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { plainProducts } from '../kernels/plain-products.ts';
import { historyOfRows, PRESENT } from '../ranker/history-of-rows.ts';
import { rankedCatalog } from '../ranker/ranked-catalog.ts';
import { DEFAULT_BLEND } from '../ranker/blend.ts';
import type { Explainable } from './evaluation-ranker.ts';
import { type FaithfulnessReport, measureFaithfulness, REMOVALS } from './faithfulness.ts';
import { productRankers } from './product-ranker.ts';
import { createRankers } from './rankers.ts';
import { readCases } from './read-cases.ts';
import { readSequences } from './read-sequences.ts';
import { runEvaluation } from './run-evaluation.ts';
import { evaluationTable } from './table.ts';

const TOPICS = 12;
const ROWS = 120;
const items: Item[] = Array.from({ length: ROWS }, (_, row) => ({ id: `i${row}`, title: `item ${row}` }));

/** Rows near one of twelve axes. */
function vectors() {
  const random = seededRandom(3);
  const data = new Float32Array(ROWS * TOPICS);
  for (let row = 0; row < ROWS; row++) {
    const vector = data.subarray(row * TOPICS, (row + 1) * TOPICS);
    for (let d = 0; d < TOPICS; d++) vector[d] = 0.3 * (random() - 0.5) + (d === row % TOPICS ? 1 : 0);
    const norm = Math.hypot(...vector);
    for (let d = 0; d < TOPICS; d++) vector[d] /= norm;
  }
  return matrixOf(data, TOPICS, 'space');
}

async function explainable(): Promise<Explainable> {
  const keys = quantise(vectors());
  const resident = await openPlainKernels().load(keys);
  return { catalog: { ...rankedCatalog({ items, vectors: keys, popularity: null, coVisitation: null, blend: DEFAULT_BLEND }), resident }, historyOf: (rows) => historyOfRows(rows, items, keys), now: PRESENT };
}

const measured = async (histories: number[][], sample = 100): Promise<FaithfulnessReport> =>
  measureFaithfulness(await explainable(), histories.map((history, user) => ({ user: `u${user}`, history, target: 0 })), { sample, seed: 0, breathe: () => undefined });

it('what the explanation names moves the item farther than what was met last or anything else', async () => {
  // Two events of the topic that carries the list, then others of other topics.
  const { cases, removals, comparisons } = await measured(Array.from({ length: 12 }, (_, n) => [n, n + TOPICS, (n + 3) % TOPICS, (n + 5) % TOPICS, (n + 7) % TOPICS]));
  expect(cases).toBe(12);
  expect(removals.map(({ by, removed }) => `${by} ${removed}`)).toEqual([1, 3].flatMap((removed) => REMOVALS.map((by) => `${by} ${removed}`)));
  const of = (by: string, removed: number) => removals.find((each) => each.by === by && each.removed === removed)!;
  for (const removed of [1, 3]) {
    expect(of('explained', removed).logRank).toBeGreaterThan(of('random', removed).logRank);
    expect(of('explained', removed).places).toBeGreaterThan(0);
    const { interval: [low, high], logRank } = of('explained', removed);
    expect(low).toBeLessThanOrEqual(logRank);
    expect(high).toBeGreaterThanOrEqual(logRank);
  }
  for (const { difference, against, removed } of comparisons) expect(difference).toBeCloseTo(of('explained', removed).logRank - of(against, removed).logRank, 10);
  const { p, holm } = comparisons.find(({ against, removed }) => against === 'random' && removed === 1)!;
  expect(p).toBeLessThan(0.05);
  expect(holm).toBeGreaterThanOrEqual(p);
});

it('counts repeated items once, and leaves out histories that would be gone', async () => {
  expect(await measured([[], [1], [1, 2, 3], [1, 1, 2, 2, 3, 3]])).toMatchObject({ cases: 0, removals: [], comparisons: [] });
  expect((await measured([[1, 1, 2, 3, 4]])).cases).toBe(1);
  // Nothing is left to recommend.
  expect((await measured([Array.from({ length: ROWS }, (_, row) => row), [1, 2, 3, 4]])).cases).toBe(1);
  expect((await measured(Array.from({ length: 9 }, (_, n) => [n, n + 1, n + 2, n + 3]), 4)).cases).toBe(4);
});

it('comes with an evaluation where it is asked for, in its table too', async () => {
  const kernels = openPlainKernels();
  const rankers = () => createRankers(['attune-plain', 'attention'], new Map([...productRankers(kernels, plainProducts), ['attention', () => createRankers(['attention'])[0]]]));
  const test = readCases(['{"user":"a","history":["i0","i1","i2","i3"],"target":"i12"}', '{"user":"b","history":["i5"],"target":"i17"}']);
  const options = { dataset: 'axes', items, vectors: vectors(), train: readSequences([]), test };
  const result = await runEvaluation({ ...options, rankers: rankers(), faithfulness: 10 });
  expect(Object.keys(result.faithfulness!)).toEqual(['attune-plain']);
  expect(result.faithfulness!['attune-plain'].cases).toBe(1);
  expect(evaluationTable(result)).toMatch(/attune-plain: the first 3 of 1 lists, re-ranked without events\nremoved +log rank +95 % +places\nexplained 1 /);
  expect((await runEvaluation({ ...options, rankers: rankers() })).faithfulness).toBeUndefined();
  const none = await runEvaluation({ ...options, test: readCases(['{"history":["i5"],"target":"i17"}']), rankers: rankers(), faithfulness: 10 });
  expect(evaluationTable(none)).toContain('no history is long enough');
  kernels.close();
});
