import { expect, it } from 'vitest';
import { areVariants, withVariants } from './variants.ts';

const GROUPS = Int32Array.of(0, -1, 1, 0, -1, 0);

it('variants share a group, and items of none share nothing', () => {
  expect(areVariants(0, 3, GROUPS)).toBe(true);
  expect(areVariants(0, 2, GROUPS)).toBe(false);
  expect(areVariants(1, 4, GROUPS)).toBe(false);
  expect(areVariants(0, 3, null)).toBe(false);
});

it('a row stands for all variants of its product, and one of no group for itself', () => {
  expect([...withVariants([-1, 4, 3], GROUPS)].toSorted((a, b) => a - b)).toEqual([-1, 0, 3, 4, 5]);
  expect([...withVariants([1], GROUPS)]).toEqual([1]);
  expect([...withVariants([0, 2], null)]).toEqual([0, 2]);
});
