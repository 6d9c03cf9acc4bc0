import { expect, it } from 'vitest';
import type { LowRankMap } from '../domain/learned-transform.ts';
import { dequantise, matrixOf, quantise } from '../domain/matrix.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { plainProducts } from '../kernels/plain-products.ts';
import { mapMatrix, mapQuantised } from './low-rank-map.ts';

const N = 3, D = 6, R = 2;
const random = seededRandom(5);
const numbers = (length: number) => Float32Array.from({ length }, () => random() - 0.5);
const map: LowRankMap = { rank: R, down: numbers(D * R), up: numbers(R * D) };
const rows = numbers(N * D);

it('rows stay of unit length, zero rows zero, and rows of other spaces as they are', () => {
  const data = Float32Array.of(...rows.subarray(0, D), ...new Float32Array(D), ...rows.subarray(D, 2 * D));
  const vectors = { ...matrixOf(data, D, 'a'), spaces: ['a', 'b'], spaceOf: Uint8Array.of(0, 0, 1) };
  const { data: mapped } = mapMatrix(plainProducts, map, vectors);
  expect(Math.hypot(...mapped.subarray(0, D))).toBeCloseTo(1, 5);
  expect([...mapped.subarray(D, 2 * D)]).toEqual(Array.from({ length: D }, () => 0));
  expect(mapped.subarray(2 * D)).toEqual(data.subarray(2 * D));
});

it('a row that takes a part of the change goes that part of the way', () => {
  const vectors = matrixOf(rows, D, 'a');
  const part = { ...map, up: map.up.map((x) => 0.25 * x) };
  const { data } = mapMatrix(plainProducts, map, vectors, Float32Array.of(1, 0.25, 0));
  const row = (of: Float32Array, n: number) => [...of.subarray(n * D, (n + 1) * D)];
  const close = (a: number[], b: number[]) => a.forEach((x, d) => expect(x).toBeCloseTo(b[d], 6));
  close(row(data, 0), row(mapMatrix(plainProducts, map, vectors).data, 0));
  close(row(data, 1), row(mapMatrix(plainProducts, part, vectors).data, 1));
  const last = row(rows, 2);
  close(row(data, 2), last.map((x) => x / Math.hypot(...last)));
});

it('quantised rows become what the rows they stand for become', () => {
  const many = { ...matrixOf(numbers(5000 * D), D, 'a'), spaces: ['a', 'b'], spaceOf: Uint8Array.from({ length: 5000 }, (_, row) => row % 7 === 3 ? 1 : 0) };
  const quantised = quantise(many);
  const reach = Float32Array.from({ length: 5000 }, (_, row) => (row % 3) / 2);
  const { data } = mapMatrix(plainProducts, map, dequantise(quantised), reach);
  const mapped = mapQuantised(plainProducts, map, quantised, reach);
  expect([mapped.rows, mapped.spaces, mapped.spaceOf]).toEqual([5000, many.spaces, many.spaceOf]);
  const largest = dequantise(mapped).data.reduce((most, x, at) => Math.max(most, Math.abs(x - data[at])), 0);
  expect(largest).toBeLessThan(0.5 / 127);
});
