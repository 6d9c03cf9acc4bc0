import { expect, it } from 'vitest';
import { momentsOf, standardise } from './moments.ts';

it('are those of the sampled rows', () => {
  expect(momentsOf([1, 100, 3, 5], Uint32Array.of(0, 2, 3))).toEqual({ mean: 3, deviation: Math.sqrt(8 / 3) });
});

it('a deviation that is rounding reads 0, and then everything standardises to 0', () => {
  const moments = momentsOf([0.1, 0.1000001, 0.0999999], Uint32Array.of(0, 1, 2));
  expect(moments.deviation).toBe(0);
  expect(standardise(0.5, moments)).toBe(0);
});

it('without a sample standardising changes nothing', () => {
  expect(standardise(0.37, momentsOf([0.37, 2], new Uint32Array()))).toBe(0.37);
});
