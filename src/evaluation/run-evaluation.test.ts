import { describe, expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import { matrixOf } from '../domain/matrix.ts';
import type { EvaluationRanker } from './evaluation-ranker.ts';
import { createRankers } from './rankers.ts';
import { readCases } from './read-cases.ts';
import { readSequences } from './read-sequences.ts';
import { type EvaluationOptions, type EvaluationProgress, runEvaluation } from './run-evaluation.ts';
import { evaluationTable } from './table.ts';

const IDS = ['a', 'b', 'c', 'd'];
const VECTORS = Float32Array.of(1, 0, 0, 1, 0.6, 0.8, -1, 0);

function options(changes: Partial<EvaluationOptions> & { ids?: string[]; trainLines?: string[]; testLines?: string[] } = {}): EvaluationOptions {
  const { ids = IDS, trainLines = [], testLines = ['{"user":"u","history":["b"],"target":"c"}'], ...rest } = changes;
  const items: Item[] = ids.map((id) => ({ id, title: `item ${id}` }));
  const data = Float32Array.from({ length: ids.length * 2 }, (_, at) => VECTORS[at % 8]);
  return { dataset: 'tiny', items, vectors: matrixOf(data, 2, 'space'), train: readSequences(trainLines), test: readCases(testLines), rankers: createRankers(['last']), k: 2, ...rest };
}

describe('runEvaluation', () => {
  it('gives the figures that a hand gives', async () => {
    const result = await runEvaluation(
      options({
        rankers: createRankers(['last', 'popularity']),
        trainLines: ['{"user":"u","items":["d","d","d","a"]}'],
        // last: b → c (.8), then a and d tied at 0: rank 1. a → c (.6), b (0), d (−1): rank 3 of d.
        testLines: ['{"history":["b"],"target":"c"}', '{"history":["a"],"target":"d"}'],
      }),
    );
    expect(result).toMatchObject({ dataset: 'tiny', k: 2, cases: 2, skipped: {}, remarks: {} });
    const { last, popularity } = result.rankers;
    expect(last).toMatchObject({ hit: 0.5, recall: 0.5, ndcg: 0.5, mrr: 0.5 });
    expect(last.percentile).toBeCloseTo((2 / 3 + 0) / 2, 12);
    // popularity: d 3, a 1, b and c 0. Case 1 lists d, a; case 2 lists d and one of b, c.
    expect(popularity).toMatchObject({ recall: 0.5, ndcg: 0.5, mrr: 0.5, coverage: 0.75 });
    // N = 4, C = 4: d 1 bit, a 2 bits, b or c 3 bits.
    expect(popularity.novelty).toBeCloseTo((1 + 2 + 1 + 3) / 4, 12);
    expect(popularity.seconds.fit).toBeGreaterThanOrEqual(0);
  });

  it('takes a history as another encoder reads it, and lists by the catalog’s vectors', async () => {
    // Read so, b lies where a lies in the catalog: d, opposite to it, comes last and a first.
    const keys = matrixOf(Float32Array.of(1, 0, 1, 0, 1, 0, 1, 0), 2, 'space');
    for (const ranker of ['last', 'mean', 'attention']) {
      const { rankers } = await runEvaluation(options({ keys, rankers: createRankers([ranker]), testLines: ['{"history":["b"],"target":"a"}', '{"history":["b"],"target":"d"}'], k: 1 }));
      expect(rankers[ranker].recall).toBe(0.5);
      expect(rankers[ranker].percentile).toBeCloseTo((2 / 3 + 0) / 2, 12);
    }
    await expect(runEvaluation(options({ keys: matrixOf(new Float32Array(4), 1, 'space') }))).rejects.toThrow('expected history vectors of 2 numbers, got 1');
  });

  it('lets items of the history come back only where allowed', async () => {
    const testLines = ['{"history":["b"],"target":"c"}'];
    expect((await runEvaluation(options({ testLines, k: 1 }))).rankers.last.recall).toBe(1);
    expect((await runEvaluation(options({ testLines, k: 1, allowRepeats: true }))).rankers.last.recall).toBe(0);
    const repeat = await runEvaluation(options({ testLines: ['{"history":["b"],"target":"b"}'], k: 1, allowRepeats: true }));
    expect(repeat.rankers.last.recall).toBe(1);
  });

  it('counts and keeps going on bad input', async () => {
    const result = await runEvaluation(
      options({
        ids: ['a', 'b', 'c', 'd', 'b'],
        trainLines: ['{"items":["a","gone"]}', 'oops', '{"user":"u","item":"a","kind":"dismiss"}', '{"user":"u","item":"a","kind":"rate","rating":-1}'],
        testLines: ['{"history":["gone","b"],"target":"c"}', '{"history":[],"target":"a"}', '{"history":["b"],"target":"gone"}', '{"history":["b"]}', '{"history":["b"],"target":"b"}', '{'],
      }),
    );
    expect(result.cases).toBe(2);
    expect(result.skipped).toEqual({ 'unknown-target': 1, 'missing-target': 1, 'target-in-history': 1, 'bad-line': 1 });
    expect(result.remarks).toEqual({ 'unknown-history-id': 1, 'empty-history': 1, 'unknown-train-id': 1, 'duplicate-item': 1, 'bad-train-line': 1, 'dismissed-train-event': 1, 'disliked-train-event': 1 });
  });

  it('ranks a catalog of one item', async () => {
    const result = await runEvaluation(options({ ids: ['a'], testLines: ['{"history":[],"target":"a"}'] }));
    expect(result.rankers.last).toMatchObject({ recall: 1, ndcg: 1, coverage: 1, diversity: 0, gini: 0 });
  });

  it.each([
    ['an unknown target', ['{"history":[],"target":"z"}'], /got none \(1 unknown-target\)/],
    ['no line at all', [], /expected at least one case with a target in the catalog, got none$/],
  ])('says so when there is nothing to rank: %s', async (_, testLines, message) => {
    const run = runEvaluation(options({ testLines }));
    await expect(run).rejects.toThrow(message);
    await expect(run).rejects.toHaveProperty('name', 'EvaluationError');
  });

  it.each([
    [{ k: 0 }, /expected k to be a whole number of at least 1, got 0/],
    [{ cold: 2 }, /expected a share of cold items from 0 to 1, got 2/],
    [{ vectors: matrixOf(new Float32Array(6), 2, 'space') }, /expected a vector for each of 4 items, got 3/],
  ])('refuses wrong use: %j', async (changes, message) => {
    await expect(runEvaluation(options(changes))).rejects.toThrow(message);
  });

  it('cold items are taken out of train, not of test', async () => {
    const trainLines = ['{"items":["a","b","c","d"]}'];
    const rankers = (): EvaluationRanker[] => createRankers(['popularity']);
    const seen: number[] = [];
    const spy: EvaluationRanker = { name: 'spy', fit: ({ sequences }) => void seen.push(sequences.flat().length), score: (_history, out) => void out.fill(0) };
    for (const cold of [0, 0.5, 1]) expect((await runEvaluation(options({ trainLines, cold, rankers: [...rankers(), spy] }))).cases).toBe(1);
    expect(seen).toEqual([4, 2, 0]);
  });

  it('is the same for the same seed, and does not depend on the order of the file', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `i${index}`);
    const testLines = ids.map((id) => JSON.stringify({ history: [], target: id }));
    const recall = async (seed: number, order: string[]): Promise<number> => (await runEvaluation(options({ ids: order, testLines, seed, k: 20, rankers: createRankers(['random']) }))).rankers.random.recall;
    expect(await recall(1, ids)).toBe(await recall(1, ids));
    expect(new Set([await recall(1, ids), await recall(2, ids), await recall(3, ids)]).size).toBeGreaterThan(1);
    for (const order of [ids, ids.toReversed()]) expect(Math.abs((await recall(5, order)) - 0.1)).toBeLessThan(0.07);
  });
});

describe('a ranker of the caller', () => {
  const listing = (list: (k: number) => number[]): EvaluationRanker => ({ name: 'mine', fit: () => {}, score: async (_history, out) => void out.fill(0), list: async (_history, k) => list(k) });

  it('is measured on its own list', async () => {
    let targetRow = -1;
    const mine: EvaluationRanker = {
      name: 'mine',
      fit: ({ rowOf }) => void (targetRow = rowOf.get('c')!),
      score: (_history, out) => void out.fill(0).fill(1, targetRow, targetRow + 1),
      list: (_history, _k, excluded) => [[...excluded.keys()].find((row) => row !== targetRow && !excluded[row])!, targetRow],
    };
    const { rankers } = await runEvaluation(options({ rankers: [mine] }));
    expect(rankers.mine).toMatchObject({ recall: 1, mrr: 0.5 });
    expect(rankers.mine.percentile).toBeCloseTo(2 / 3, 12);
    expect((await runEvaluation(options({ rankers: [listing(() => [])] }))).rankers.mine).toMatchObject({ recall: 0, coverage: 0, diversity: 0 });
  });

  it.each([
    ['too long', (k: number) => Array.from({ length: k + 1 }, (_, row) => row)],
    ['repeating', () => [1, 1]],
    ['outside the catalog', () => [4]],
    ['not rows', () => [0.5]],
  ])('is refused a list that is %s', async (_, list) => {
    await expect(runEvaluation(options({ rankers: [listing(list)], testLines: ['{"history":[],"target":"a"}'] }))).rejects.toThrow(/mine: expected a list of at most 2 distinct rows/);
  });
});

it('reports progress and can be given up', async () => {
  const steps: EvaluationProgress[] = [];
  await runEvaluation(options({ onProgress: (progress) => void steps.push(progress) }));
  expect(steps).toEqual([{ step: 'fit', ranker: 'last', done: 0, total: 1 }, { step: 'rank', done: 1, total: 1 }]);
  const controller = new AbortController();
  const run = runEvaluation(options({ signal: controller.signal, onProgress: ({ step }) => step === 'fit' && controller.abort() }));
  await expect(run).rejects.toHaveProperty('name', 'AbortError');
});

it('gives way to the host, so that a long run can be given up from outside', async () => {
  const testLines = Array.from({ length: 1000 }, () => '{"history":["b"],"target":"c"}');
  const slow: EvaluationRanker = {
    name: 'slow',
    fit: () => {},
    score(_history, out) {
      out.fill(0);
      for (const start = performance.now(); performance.now() - start < 5; );
    },
  };
  const run = runEvaluation(options({ testLines, rankers: [slow], signal: AbortSignal.timeout(20) }));
  await expect(run).rejects.toHaveProperty('name', 'TimeoutError');
});

it('tells apart the cases whose target was taken out of train', async () => {
  const testLines = IDS.flatMap((id) => IDS.filter((other) => other !== id).map((other) => JSON.stringify({ user: id, history: [id], target: other })));
  const trainLines = ['{"items":["a","b","c","d","a"]}'];
  const { rankers } = await runEvaluation(options({ rankers: createRankers(['popularity']), testLines, trainLines, cold: 0.5 }));
  // Two items of four are cold, each the target of three cases; both rank behind the others, of which one is the history in two thirds.
  expect(rankers.popularity.cold!.cases).toBe(6);
  expect(rankers.popularity.cold!.ndcg).toBeLessThan(rankers.popularity.ndcg);
  expect((await runEvaluation(options({ testLines, trainLines }))).rankers.last.cold).toBeUndefined();
});

it('the table aligns its columns and names what was left out', async () => {
  const result = await runEvaluation(options({ rankers: createRankers(['last', 'attention-mean']), testLines: ['{"history":["b"],"target":"c"}', '{"history":["b"]}'] }));
  const lines = evaluationTable(result).split('\n');
  expect(lines[0]).toBe('tiny: 1 cases, lists of 2; how it was split is not said (--order)');
  expect(evaluationTable(await runEvaluation(options({ order: 'global-time' }))).split('\n')[0]).toBe('tiny: 1 cases, lists of 2; split at one point in time');
  expect(lines[2]).toMatch(/^ranker {13}hit {2}recall {4}ndcg {5}mrr {2}percentile/);
  expect(lines[3]).toMatch(/^last {12}1\.0000 {2}1\.0000 {2}1\.0000/);
  expect(new Set(lines.slice(2, 5).map(({ length }) => length)).size).toBe(1);
  expect(lines[6]).toMatch(/^lists clicked {3}on the item {2}at all +95 %$/);
  // The first place holds the item, the second something else: 1 − (1 − .68·.995)(1 − .61·.005).
  expect(lines[7]).toBe('last                 0.6766  0.6776  0.6776–0.6776');
  expect(lines.slice(9)).toEqual(['', 'attention-mean: +0.0000 ndcg [+0.0000, +0.0000] to last, the best baseline, p 1.0; not surely better than last, of 1 measured', '', 'skipped 1 missing-target']);
});

it('a table of whom the lists show stands under it where items name brands or train tells what is popular', async () => {
  const given = options({ trainLines: ['{"user":"u","items":["d","d","d","a"]}'], k: 1 });
  const result = await runEvaluation({ ...given, items: given.items.map((item, n) => ({ ...item, brand: n < 3 ? 'one' : 'two' })) });
  const lines = evaluationTable(result).split('\n');
  const at = lines.findIndex((line) => line.startsWith('exposure'));
  // The only place is c's, of brand one: ½(|1 − ¾| + |0 − ¼|). It was never met, and one of four items is a fifth.
  expect(lines[at]).toMatch(/^exposure {2}of 2 sources {2}of 2 brands {2}head 25 % {2}middle 50 % {2}tail 25 %$/);
  expect(lines[at + 1]).toMatch(/^last +0\.25 +0\.25 +0\.0 % +(100\.0 % +0\.0|0\.0 % +100\.0) %$/);
});

it('cuts histories to their newest, and still lists nothing of the rest', async () => {
  // After d, b is nearest; a history of d and b excludes both, and what it is cut to says what is near.
  const testLines = ['{"user":"u","history":["a","b"],"target":"c"}', '{"user":"v","history":["b","a"],"target":"d"}'];
  const { byLength, rankers } = await runEvaluation(options({ testLines, historyLengths: [0, 1, 9], rankers: createRankers(['last', 'mean']), k: 1 }));
  expect(byLength!.lengths).toEqual([0, 1, 9]);
  for (const name of ['last', 'mean']) expect([byLength!.ndcg[name][2], byLength!.intervals[name][2]]).toEqual([rankers[name].ndcg, rankers[name].interval]);
  expect(byLength!.ndcg.mean[1]).toBe(byLength!.ndcg.last[1]);
  expect(evaluationTable(await runEvaluation(options({ testLines, historyLengths: [1], k: 1 })))).toMatch(/ndcg by history +1 +all\nlast +0\.\d{4} \(100 %\)/);
  await expect(runEvaluation(options({ testLines, historyLengths: [1.5] }))).rejects.toThrow('expected lengths of histories to be whole numbers of at least 0, got 1.5');
});
