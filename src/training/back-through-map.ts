import type { LowRankMap } from '../domain/learned-transform.ts';
import type { Products } from '../kernels/kernels.ts';
import type { MappedRows } from '../ranker/low-rank-map.ts';

/**
 * Gradients by `down` and `up`, from the gradient by x. Through the length, ∂/∂u = (g − (g·x)·x) / ‖u‖.
 *
 * @param gradient [N, D] by `mapped`; it is overwritten
 */
export function backThroughMap(products: Products, { rank, up }: LowRankMap, { rows, inner, kept, scales, mapped }: MappedRows, gradient: Float32Array, dimension: number): { down: Float32Array; up: Float32Array } {
  const count = scales.length;
  for (let row = 0; row < count; row++) {
    let along = 0;
    for (let d = 0, at = row * dimension; d < dimension; d++, at++) along += gradient[at] * mapped[at];
    for (let d = 0, at = row * dimension; d < dimension; d++, at++) gradient[at] = scales[row] * (gradient[at] - along * mapped[at]);
  }
  const byInner = products.multiply(gradient, transposed(up, rank, dimension), count, dimension, rank);
  if (kept) for (let i = 0; i < byInner.length; i++) byInner[i] *= kept[i];
  return {
    down: products.multiply(transposed(rows, count, dimension), byInner, dimension, count, rank),
    up: products.multiply(transposed(inner, count, rank), gradient, rank, count, dimension),
  };
}

/** [rows, columns] → [columns, rows] */
export function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(matrix.length);
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) result[column * rows + row] = matrix[row * columns + column];
  return result;
}
