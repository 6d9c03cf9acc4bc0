import { expect, it } from 'vitest';
import { seededRandom } from '../domain/seeded-random.ts';
import { plainProducts } from './plain-products.ts';
import { openSimdProducts } from './simd/simd-products.ts';

it.each([[1, 1, 1], [4, 8, 8], [5, 3, 7], [3, 17, 9], [64, 384, 100], [7, 64, 13], [129, 33, 31], [2, 5, 4], [6, 2, 12]])('%i × %i × %i: SIMD multiplies as TypeScript does', async (m, k, n) => {
  const random = seededRandom(m * 31 + k * 7 + n);
  const [a, b] = [Float32Array.from({ length: m * k }, () => random() - 0.5), Float32Array.from({ length: k * n }, () => random() - 0.5)];
  const [want, got] = [plainProducts.multiply(a, b, m, k, n), (await openSimdProducts()).multiply(a, b, m, k, n)];
  expect(got).toHaveLength(m * n);
  for (const [at, value] of want.entries()) expect(Math.abs(got[at] - value)).toBeLessThan(1e-5);
});

it('calls of several sizes leave nothing to each other', async () => {
  const products = await openSimdProducts();
  products.multiply(new Float32Array(64 * 64).fill(3), new Float32Array(64 * 64).fill(2), 64, 64, 64);
  expect([...products.multiply(Float32Array.of(1, 2), Float32Array.of(3, 4), 1, 2, 1)]).toEqual([11]);
});
