import { expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import { openSimdProducts } from '../kernels/simd/simd-products.ts';
import { makeTopics, makeWalks } from '../training/make-walks.ts';
import { LEARNED_RANKERS, learnedRankers } from './learned-rankers.ts';
import { BASELINES, createRankers } from './rankers.ts';
import { readCases } from './read-cases.ts';
import { readSequences } from './read-sequences.ts';
import { type EvaluationResult, runEvaluation } from './run-evaluation.ts';

const vectors = makeTopics();
const items: Item[] = Array.from({ length: vectors.rows }, (_, row) => ({ id: `i${row}`, title: `item ${row}` }));
const ids = (rows: readonly number[]) => rows.map((row) => `i${row}`);

async function evaluate(walks: number[][]): Promise<EvaluationResult> {
  const known = new Map([...BASELINES, ...learnedRankers(await openSimdProducts())]);
  return runEvaluation({
    dataset: 'walks', items, vectors,
    train: readSequences(walks.map((walk) => JSON.stringify({ items: ids(walk) }))),
    test: readCases(makeWalks(100, 9).map((walk) => JSON.stringify({ history: ids(walk.slice(0, -1)), target: `i${walk.at(-1)}` }))),
    rankers: createRankers(['attention', 'mean-decay', ...LEARNED_RANKERS], known),
  });
}

it('rank by what followed what in train', async () => {
  const { rankers } = await evaluate(makeWalks(300));
  expect(rankers['attention-w'].ndcg).toBeGreaterThan(2 * rankers.attention.ndcg);
  expect(rankers['mean-w'].ndcg).toBeGreaterThan(2 * rankers['mean-decay'].ndcg);
});

it('rank as those without W do where train has nothing to learn from', async () => {
  const { rankers } = await evaluate([]);
  expect(rankers['attention-w'].ndcg).toBe(rankers.attention.ndcg);
  expect(rankers['mean-w'].ndcg).toBe(rankers['mean-decay'].ndcg);
});
