import { expect, it } from 'vitest';
import { resolveCases, resolveSequences, withoutRows } from './resolve-cases.ts';

const ROW_OF = new Map([['a', 0], ['b', 1], ['c', 2]]);

const CASES = [
  { user: 'u', history: ['a', 'gone', 'b'], target: 'c' },
  { user: 'u', history: ['a'], target: null },
  { user: 'u', history: ['a'], target: 'gone' },
  { user: 'u', history: ['a', 'c'], target: 'c' },
  { user: 'u', history: [], target: 'a' },
  { user: 'u', history: ['gone'], target: 'a' },
];

it('leaves out what cannot be ranked, and counts why', () => {
  expect(resolveCases(CASES, ROW_OF, false)).toEqual({
    cases: [{ user: 'u', history: [0, 1], target: 2 }, { user: 'u', history: [], target: 0 }, { user: 'u', history: [], target: 0 }],
    skipped: { 'missing-target': 1, 'unknown-target': 1, 'target-in-history': 1 },
    remarks: { 'unknown-history-id': 2, 'empty-history': 2 },
  });
});

it('keeps a target of the history where repeats are allowed', () => {
  const { cases, skipped } = resolveCases(CASES, ROW_OF, true);
  expect(cases).toContainEqual({ user: 'u', history: [0, 2], target: 2 });
  expect(skipped).toEqual({ 'missing-target': 1, 'unknown-target': 1 });
});

it('drops unknown ids of train, and sequences that nothing is left of', () => {
  const sequences = [{ user: 'u', items: ['b', 'gone', 'a'] }, { user: 'v', items: ['gone'] }];
  expect(resolveSequences(sequences, ROW_OF)).toEqual({ sequences: [[1, 0]], people: [0], remarks: { 'unknown-train-id': 2 } });
});

it('keeps the time of each item that is kept, here and without cold items', () => {
  const sequences = [{ user: 'u', items: ['b', 'gone', 'a', 'c'], times: [1, 2, 3, 4] }, { user: 'v', items: ['c', 'a'] }, { user: 'w', items: ['gone'], times: [5] }, { user: 'x', items: ['b'], times: [6] }];
  const resolved = resolveSequences(sequences, ROW_OF);
  expect(resolved).toEqual({ sequences: [[1, 0, 2], [2, 0], [1]], people: [0, 1, 3], times: [[1, 3, 4], null, [6]], remarks: { 'unknown-train-id': 2 } });
  expect(withoutRows(resolved, new Set([1]))).toEqual({ sequences: [[0, 2], [2, 0]], people: [0, 1], times: [[3, 4], null] });
  expect(withoutRows(resolved, new Set([0, 1]))).toEqual({ sequences: [[2], [2]], people: [0, 1], times: [[4], null] });
  expect(withoutRows({ sequences: [[1, 2], [2]], people: [7, 7] }, new Set([2]))).toEqual({ sequences: [[1]], people: [7] });
});

it('knows one person by the user, and takes a sequence without one for another person', () => {
  const sequences = [{ user: 'u', items: ['a'] }, { user: null, items: ['b'] }, { user: 'v', items: ['gone'] }, { user: 'u', items: ['c'] }, { user: null, items: ['a'] }];
  const { people } = resolveSequences(sequences, ROW_OF);
  expect(people[2]).toBe(people[0]);
  expect(new Set(people).size).toBe(3);
});

it('keeps the time of a case', () => {
  expect(resolveCases([{ user: null, history: [], target: 'a', atMs: 7 }], ROW_OF, false).cases).toEqual([{ user: null, history: [], target: 0, atMs: 7 }]);
});
