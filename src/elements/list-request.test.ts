import { expect, it } from 'vitest';
import type { Strategy } from '../domain/recommendation.ts';
import { usableDiversity, usableLimit, usableStrategy } from './list-request.ts';

it('makes of any attribute a request that the recommender takes', () => {
  expect(['trending', 'nonsense', ''].map((strategy) => usableStrategy(strategy as Strategy))).toEqual(['trending', 'for-you', 'for-you']);
  expect([3, 0, -1, 2.5, Number.NaN].map(usableLimit)).toEqual([3, 8, 8, 8, 8]);
  expect([0.3, -1, 5].map(usableDiversity)).toEqual([0.3, 0, 1]);
});
