import { expect, it } from 'vitest';
import { momentsOf } from './moments.ts';

it('are those of the sampled rows', () => {
  expect(momentsOf([1, 100, 3, 5], Uint32Array.of(0, 2, 3))).toEqual({ mean: 3, deviation: Math.sqrt(8 / 3) });
});

it('a deviation that is rounding reads 0', () => {
  expect(momentsOf([0.1, 0.1000001, 0.0999999], Uint32Array.of(0, 1, 2)).deviation).toBe(0);
});

it('without a sample standardising changes nothing', () => {
  expect(momentsOf([0.37, 2], new Uint32Array())).toEqual({ mean: 0, deviation: 1 });
});
