import { expect, it } from 'vitest';
import { reachOfMet } from './reach-of-met.ts';

it('what was met goes all the way, what never was or is unknown less far', () => {
  expect([...reachOfMet(Float32Array.of(1, 250, 0, NaN))].map((reach) => Math.round(100 * reach))).toEqual([100, 100, 85, 85]);
});
