import { expect, it } from 'vitest';
import { valueAt } from '../domain/sparse-rows.ts';
import { coVisitation } from './co-visitation.ts';

it('tells of no pair that fewer people met than asked, however often one of them did', () => {
  const sequences = [[0, 1], [1, 0], [0, 2, 0, 2, 0, 2], [2, 1], [1, 3]];
  const pairsOf = (least: number) => [[0, 1], [0, 2], [1, 2], [1, 3]].filter(([i, j]) => valueAt(coVisitation(sequences, 4, { minSupport: least }), i, j) > 0 && valueAt(coVisitation(sequences, 4, { minSupport: least }), j, i) > 0);
  expect(pairsOf(1)).toEqual([[0, 1], [0, 2], [1, 2], [1, 3]]);
  expect(pairsOf(2)).toEqual([[0, 1]]);
  expect(pairsOf(3)).toEqual([]);
  // What is left is worth what it was.
  expect(valueAt(coVisitation(sequences, 4, { minSupport: 2 }), 0, 1)).toBe(valueAt(coVisitation(sequences, 4), 0, 1));
});

it('counts people, not sequences', () => {
  const sequences = [[0, 1], [2, 3], [1, 0], [0, 1], [3, 2]];
  const { starts } = coVisitation(sequences, 4, { minSupport: 2, people: [7, 1, 7, 7, 2] });
  expect([...starts]).toEqual([0, 0, 0, 1, 2]);
  expect(coVisitation(sequences, 4, { people: [7, 1, 7, 7, 2] })).toEqual(coVisitation(sequences, 4));
});

it('keeps the hundred strongest companions of a row', () => {
  const sequences = Array.from({ length: 150 }, (_, j) => Array.from({ length: 1 + (j % 5) }, () => [0, j + 1]).flat());
  const { starts, columns } = coVisitation(sequences, 151);
  const kept = [...columns.subarray(0, starts[1])];
  expect(kept).toHaveLength(100);
  // Those that came once or twice gave way to those that came more often.
  expect(kept.every((column) => (column - 1) % 5 >= 1)).toBe(true);
});
