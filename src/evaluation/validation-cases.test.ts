import { expect, it } from 'vitest';
import { matrixOf } from '../domain/matrix.ts';
import type { EvaluationRanker } from './evaluation-ranker.ts';
import { createRankers } from './rankers.ts';
import { SimilarityRows } from './similarity-rows.ts';
import { validationOf } from './validation-cases.ts';

const items = Array.from({ length: 6 }, (_, row) => ({ id: `i${row}`, title: `item ${row}`, brand: `brand ${row}` }));
const vectors = matrixOf(Float32Array.from(items.flatMap((_, row) => items.map((__, at) => Number(at === row)))), 6, 'space');

async function fitted(name: string, sequences: number[][], histories: number[][] = []): Promise<EvaluationRanker> {
  const [ranker] = createRankers([name]);
  await ranker.fit({ items, rowOf: new Map(), sequences, histories, similarities: new SimilarityRows(vectors), allowRepeats: false, seed: 0, breathe: () => undefined });
  return ranker;
}

it('takes the last items out of train, and only what is new for a case', () => {
  const of = (sequences: number[][], histories: number[][] = [], most = 9) => validationOf({ sequences, histories, seed: 0 }, most);
  expect(of([[0, 1, 2], [3], [1, 2, 1]], [[4, 5]])).toEqual({ cases: [{ history: [0, 1], target: 2 }], left: [[0, 1], [3], [1, 2, 1]] });
  expect(of([], [[4, 5]])).toEqual({ cases: [{ history: [4], target: 5 }], left: [] });
  const { cases, left } = of([[0, 1], [0, 2], [0, 3]], [], 2);
  expect([cases.length, left.filter(({ length }) => length === 1).length]).toEqual([2, 2]);
});

it('knn is chosen by neighbours that have not seen the cases', async () => {
  // One sequence: without its last step nothing leads to 2, so every window is as good and the usual one stays.
  expect((await fitted('knn', [[0, 1, 2]])).chosen!()).toEqual({ window: 5, decay: 0.3 });
  expect((await fitted('knn', [], [[0, 1, 2]])).chosen!()).toBeNull();
});

it('without train, parameters are chosen by the histories that are asked about', async () => {
  for (const name of ['mean', 'mean-decay', 'max', 'tfidf', 'source', 'attention-relu']) {
    expect((await fitted(name, [], [[0, 1, 2]])).chosen!()).not.toBeNull();
    expect((await fitted(name, [])).chosen!()).toBeNull();
  }
});
