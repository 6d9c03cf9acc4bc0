import { expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import { checkTargets } from './check-targets.ts';

const ITEMS: Item[] = ['a', 'b', 'c', 'd'].map((id) => ({ id, title: id }));

it('counts answers that train knows, and what it knows nothing of', () => {
  const train = [{ user: 'u', items: ['a', 'b'] }, { user: 'u', items: ['c'] }, { user: null, items: ['a'] }];
  const cases = [
    { user: 'u', history: [0], target: 2 },
    // A repeat: history says so as well as train.
    { user: 'u', history: [1, 0], target: 1 },
    // Somebody else's, and nobody's.
    { user: 'v', history: [], target: 2 },
    { user: null, history: [1], target: 0 },
    { user: 'u', history: [0], target: 3 },
  ];
  expect(checkTargets(cases, ITEMS, train, 'per-user-time')).toEqual({ 'target-in-train': 1, 'cold-target': 1 });
});

it('counts what train has of after the earliest case, where all were parted at one time', () => {
  const train = [{ user: 'u', items: ['a', 'b'], times: [5, 20] }, { user: 'v', items: ['a'] }];
  const cases = [{ user: 'v', history: [0], target: 1, atMs: 10 }, { user: 'w', history: [0], target: 1, atMs: 30 }];
  expect(checkTargets(cases, ITEMS, train, 'global-time')).toEqual({ 'train-after-case': 1 });
  expect(checkTargets(cases, ITEMS, train, 'per-user-time')).toEqual({});
});
