import { expect, it } from 'vitest';
import { shrunkenFactors } from './shrunken-factors.ts';

it('are 1 where nothing was expected and nothing came, and near the truth where much did', () => {
  const [many, none, unseen] = shrunkenFactors(Float64Array.of(400, 0, 0), Float64Array.of(100, 300, 0));
  expect(many).toBeGreaterThan(3.9);
  expect(many).toBeLessThan(4);
  expect(none).toBeLessThan(0.01);
  expect(unseen).toBe(1);
});

it('take the strength under which the observed is most likely', () => {
  // Groups as alike as Poisson makes them are drawn to 1 wholly: (observed + 1024)/(expected + 1024).
  const alike = shrunkenFactors(Float64Array.of(9, 10, 11, 10), Float64Array.of(10, 10, 10, 10));
  expect([...alike]).toEqual([9, 10, 11, 10].map((times) => (times + 1024) / 1034));
  // One group of two, each expected once, came twice. By hand: L(κ) = log κ(κ+1) + 2κ log κ − (2κ+2) log(κ+1) rises with κ.
  const [twice, never] = shrunkenFactors(Float64Array.of(2, 0), Float64Array.of(1, 1));
  expect([twice, never]).toEqual([1026 / 1025, 1024 / 1025]);
});
