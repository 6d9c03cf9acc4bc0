import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseItem } from '../domain/item.ts';
import { matrixOf } from '../domain/matrix.ts';
import { createRankers } from './rankers.ts';
import { readCases } from './read-cases.ts';
import { readSequences } from './read-sequences.ts';
import { type EvaluationResult, runEvaluation } from './run-evaluation.ts';

const SETS = new URL('../../../shared/datasets/', import.meta.url);

/** Without vectors: only rankers that need none can be measured here. */
async function evaluate(dataset: string, names: string[]): Promise<EvaluationResult> {
  const lines = (file: string): string[] => readFileSync(new URL(`${dataset}/${file}.jsonl`, SETS), 'utf8').split('\n');
  const items = lines('items').filter(Boolean).map((line) => parseItem(JSON.parse(line)));
  const vectors = matrixOf(new Float32Array(items.length), 1, 'none');
  return runEvaluation({ dataset, items, vectors, train: readSequences(lines('train')), test: readCases(lines('test')), rankers: createRankers(names) });
}

/** The sketch's figures (ALGORITHM 3), and how far a tie or another stop word list may move them; what validation cases choose may be better. */
describe.skipIf(!existsSync(SETS))('baselines without vectors on the development sets (not run: ../shared/datasets is absent)', { timeout: 120_000 }, () => {
  it('office', async () => {
    const { cases, skipped, rankers } = await evaluate('office', ['random', 'popularity', 'tfidf', 'knn']);
    expect([cases, skipped]).toEqual([4747, {}]);
    expect(rankers.random.percentile).toBeCloseTo(0.5, 1);
    expect(Math.abs(rankers.popularity.recall - 0.04)).toBeLessThan(0.007);
    expect(Math.abs(rankers.tfidf.ndcg - 0.081)).toBeLessThan(0.004);
    expect(rankers.tfidf.chosen).toEqual({ items: 5, decay: 0.3 });
    expect(rankers.knn.recall).toBeCloseTo(0.133, 2);
    expect(rankers.knn.ndcg).toBeCloseTo(0.106, 2);
  });

  it('movielens', async () => {
    const { cases, skipped, rankers } = await evaluate('movielens', ['popularity', 'knn']);
    expect([cases, skipped]).toEqual([599, {}]);
    expect(Math.abs(rankers.popularity.recall - 0.038)).toBeLessThan(0.002);
    expect(Math.abs(rankers.knn.recall - 0.107)).toBeLessThan(0.003);
    expect(Math.abs(rankers.knn.ndcg - 0.055)).toBeLessThan(0.002);
  });

  it('hackernews, which has no train', async () => {
    const { cases, skipped, rankers } = await evaluate('hackernews', ['source', 'tfidf', 'knn']);
    expect([cases, skipped]).toEqual([1353, {}]);
    expect(Math.abs(rankers.source.recall - 0.087)).toBeLessThan(0.005);
    expect(Math.abs(rankers.source.ndcg - 0.068)).toBeLessThan(0.004);
    expect(Math.abs(rankers.tfidf.ndcg - 0.024)).toBeLessThan(0.004);
    expect(rankers.knn.recall).toBeLessThan(0.003);
  });
});
