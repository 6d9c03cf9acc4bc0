import { expect, it } from 'vitest';
import { matrixOf, quantise } from '../../domain/matrix.ts';
import { RowCosines } from './row-cosines.ts';
import { plane } from './testing/plane.ts';

it('are those of the int8 rows, and 0 across spaces', () => {
  const vectors = plane(0, 60);
  expect(new RowCosines(vectors).of(0, 1)).toBeCloseTo(0.5, 2);
  expect(new RowCosines({ ...vectors, spaces: ['a', 'b'], spaceOf: Uint8Array.of(0, 1) }).of(0, 1)).toBe(0);
});

it('read all of a row, whatever its length', () => {
  for (const dimension of [1, 4, 7, 16, 33]) {
    const unit = new Float32Array(2 * dimension).fill(1 / Math.sqrt(dimension));
    expect(new RowCosines(quantise(matrixOf(unit, dimension, 'space'))).of(0, 1)).toBeCloseTo(1, 6);
  }
});
