import { expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import { matrixOf } from '../domain/matrix.ts';
import { byCold } from './by-cold.ts';
import { createRankers } from './rankers.ts';
import { readCases } from './read-cases.ts';
import { readSequences } from './read-sequences.ts';
import { runEvaluation } from './run-evaluation.ts';
import { evaluationTable } from './table.ts';

it('the curve is what each share gives alone: overall, and over the targets that train lacks', async () => {
  const items: Item[] = Array.from({ length: 8 }, (_, row) => ({ id: `i${row}`, title: `${row}` }));
  const vectors = matrixOf(Float32Array.from(items.flatMap((_, row) => [Math.cos(row), Math.sin(row)])), 2, 'space');
  const train = readSequences(items.map((_, row) => JSON.stringify({ items: [`i${row}`, `i${(row + 4) % 8}`] })));
  const test = readCases(items.map((_, row) => JSON.stringify({ user: `u${row}`, history: [`i${row}`], target: `i${(row + 4) % 8}` })));
  const shares = [0, 0.5, 1 - 1 / 8];
  const results = [];
  for (const cold of shares) results.push(await runEvaluation({ dataset: 'ring', items, vectors, train, test, rankers: createRankers(['knn', 'last']), k: 3, cold }));
  const curve = byCold(shares, results);
  expect(curve.shares).toEqual(shares);
  expect(curve.ndcg.knn).toEqual(results.map(({ rankers }) => rankers.knn.ndcg));
  expect([curve.coldNdcg.knn[0], curve.coldIntervals.knn[0]]).toEqual([null, null]);
  expect(curve.intervals.knn).toEqual(results.map(({ rankers }) => rankers.knn.interval));
  // All targets are cold where nearly all items are, or the same number for each.
  const { cold } = results[2].rankers.last;
  expect(curve.coldIntervals.last[2]).toEqual(cold!.interval);
  expect(cold!.interval[0]).toBeLessThanOrEqual(cold!.ndcg);
  expect(cold!.interval[1]).toBeGreaterThanOrEqual(cold!.ndcg);
  expect(curve.ndcg.knn[0]).toBe(1);
  expect(curve.ndcg.knn[2]).toBeLessThan(curve.ndcg.knn[0]);
  // What needs no train does not care how much of it there is.
  expect(new Set(curve.ndcg.last).size).toBe(1);
  const chart = evaluationTable(results[0], undefined, curve).split('\n\n').find((section) => section.startsWith('out of train'))!.split('\n');
  expect(chart).toHaveLength(1 + 2 * shares.length);
  expect(chart[1]).toMatch(/^knn +0 % +1\.0000 +– +·+$/);
  expect(evaluationTable(results[0])).not.toContain('out of train');
});
