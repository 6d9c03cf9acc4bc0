import { expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import { matrixOf } from '../domain/matrix.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { openSimdProducts } from '../kernels/simd/simd-products.ts';
import { makeTopics, makeWalks } from '../training/make-walks.ts';
import type { EvaluationRanker } from './evaluation-ranker.ts';
import { HYBRID, hybridRanker, hybridRankers } from './hybrid-ranker.ts';
import { BASELINES, createRankers } from './rankers.ts';
import { readCases } from './read-cases.ts';
import { readSequences } from './read-sequences.ts';
import { runEvaluation } from './run-evaluation.ts';

const ROWS = 200;
const vectors = matrixOf(Float32Array.from({ length: ROWS * 2 }, (_, at) => (at % 2 === 0 ? 1 : 0)), 2, 'space');
const items: Item[] = Array.from({ length: ROWS }, (_, row) => ({ id: `i${row}`, title: `item ${row}` }));
const numberOf = (item: Item): number => Number(item.id.slice(1));

/** Knows in so large a share of its histories which item comes next, the one after in number; else it points anywhere. */
function guesser(name: string, share: number, seen: number[][] = []): EvaluationRanker {
  let numbers: number[];
  const random = seededRandom(name.length);
  return {
    name,
    fit({ items: known, sequences }) {
      numbers = known.map(numberOf);
      seen.push(sequences.map(({ length }) => length));
    },
    score(history, out) {
      const next = (numbers[history[history.length - 1]] + 1) % ROWS;
      const pointed = random() < share ? next : Math.floor(random() * ROWS);
      for (let c = 0; c < out.length; c++) out[c] = numbers[c] === pointed ? 1 : 0.01 * random();
    },
  };
}

const steps = (count: number, from: number): number[][] => Array.from({ length: count }, (_, n) => [0, 1, 2].map((step) => (from + 7 * n + step) % ROWS));
const idsOf = (rows: readonly number[]) => rows.map((row) => `i${row}`);

async function evaluate(rankers: EvaluationRanker[], train: number[][], test: number[][]) {
  return runEvaluation({
    dataset: 'steps', items, vectors, rankers,
    train: readSequences(train.map((walk) => JSON.stringify({ items: idsOf(walk) }))),
    test: readCases(test.map((walk, user) => JSON.stringify({ user: `u${user}`, history: idsOf(walk.slice(0, -1)), target: `i${walk.at(-1)}` }))),
  });
}

it('listens to the head that knows and is not led astray by the one that does not', async () => {
  const { rankers } = await evaluate([guesser('knows', 0.6), hybridRanker('both', () => [guesser('knows', 0.6), guesser('points anywhere', 0)])], steps(300, 1), steps(100, 3));
  expect(rankers.knows.recall).toBeGreaterThan(0.5);
  expect(rankers.both.recall).toBeGreaterThan(0.5);
  const { rankers: alone } = await evaluate([guesser('points anywhere', 0)], steps(300, 1), steps(100, 3));
  expect(alone['points anywhere'].recall).toBeLessThan(0.2);
});

it('fits the weights on what its heads have not seen, and then lets them see all', async () => {
  const seen: number[][] = [];
  await evaluate([hybridRanker('hybrid', () => [guesser('knows', 0.6, seen)])], steps(20, 1), steps(5, 3));
  expect(seen).toEqual([Array.from({ length: 20 }, () => 2), Array.from({ length: 20 }, () => 3)]);
});

it('without train learns its weights from the histories asked about, and its heads see none of them', async () => {
  const seen: number[][] = [];
  const { rankers } = await evaluate([hybridRanker('hybrid', () => [guesser('knows', 0.6, seen), guesser('points anywhere', 0)])], [], steps(150, 3));
  expect(seen).toEqual([[], []]);
  expect(rankers.hybrid.recall).toBeGreaterThan(0.5);
});

it('ranks by equal weights where nothing tells them', async () => {
  const { rankers } = await evaluate([hybridRanker('hybrid', () => [guesser('knows', 1)])], [], [[4, 5]]);
  expect(rankers.hybrid.recall).toBe(1);
});

it('beats its parts where each knows something of its own', async () => {
  const topics = makeTopics();
  const known = new Map([...BASELINES, ...hybridRankers(await openSimdProducts())]);
  const result = await runEvaluation({
    dataset: 'walks', vectors: topics, items: Array.from({ length: topics.rows }, (_, row) => ({ id: `i${row}`, title: `item ${row}` })),
    train: readSequences(makeWalks(300).map((walk) => JSON.stringify({ items: idsOf(walk) }))),
    test: readCases(makeWalks(100, 9).map((walk) => JSON.stringify({ history: idsOf(walk.slice(0, -1)), target: `i${walk.at(-1)}` }))),
    rankers: createRankers(['attention', 'popularity', HYBRID], known),
  });
  expect(result.rankers[HYBRID].ndcg).toBeGreaterThan(2 * result.rankers.attention.ndcg);
  expect(result.comparisons.some(({ ranker, against, difference }) => ranker === HYBRID && against === 'popularity' && difference > 0)).toBe(true);
});
