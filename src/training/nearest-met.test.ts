import { expect, it } from 'vitest';
import type { Matrix } from '../domain/matrix.ts';
import { valueAt } from '../domain/sparse-rows.ts';
import { openProducts } from '../kernels/open-products.ts';
import { nearestMet } from './nearest-met.ts';

/** Unit vectors of the plane by their angles, in degrees. */
function atAngles(angles: readonly number[], spaceOf = new Uint8Array(angles.length)): Matrix {
  const data = Float32Array.from(angles.flatMap((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]));
  return { data, rows: angles.length, dimension: 2, spaces: ['first', 'second'], spaceOf };
}

it('what nobody met borrows from the five nearest, the nearer the more, in parts of 1', async () => {
  // The last is at 0°; six were met, at 10° to 60°.
  const lenders = (await nearestMet(await openProducts(), atAngles([60, 10, 20, 30, 40, 50, 0]), Float32Array.of(1, 2, 1, 1, 1, 9, NaN)))!;
  expect([...lenders.starts]).toEqual([0, 0, 0, 0, 0, 0, 0, 5]);
  expect([...lenders.columns]).toEqual([1, 2, 3, 4, 5]);
  expect(lenders.values.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 12);
  const cosine = (angle: number): number => Math.cos((angle * Math.PI) / 180);
  expect(valueAt(lenders, 6, 2) / valueAt(lenders, 6, 1)).toBeCloseTo(Math.exp((cosine(20) - cosine(10)) / 0.05), 4);
});

it('no item borrows across spaces, and none where nothing or everything was met', async () => {
  const products = await openProducts();
  const lenders = (await nearestMet(products, atAngles([0, 5, 1, 2], Uint8Array.of(0, 1, 1, 0)), Float32Array.of(3, 3, NaN, 0)))!;
  expect([...lenders.columns]).toEqual([1, 0]);
  expect([...lenders.values]).toEqual([1, 1]);
  expect(await nearestMet(products, atAngles([0, 5]), Float32Array.of(1, 1))).toBeNull();
  expect(await nearestMet(products, atAngles([0, 5]), Float32Array.of(NaN, NaN))).toBeNull();
});
