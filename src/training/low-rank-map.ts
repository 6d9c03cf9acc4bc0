import { type Matrix, rowOf } from '../domain/matrix.ts';
import type { Products } from '../kernels/kernels.ts';

/**
 * A change of vectors of low rank, which leaves them in their space's unit sphere:
 *
 *   x = unit(v + (v·down)·up)        down [D, R], up [R, D]; with up = 0 nothing changes
 */
export interface LowRankMap {
  rank: number;
  down: Float32Array;
  up: Float32Array;
}

/** What a pass forward leaves for the pass back; shapes with N rows. */
export interface MappedRows {
  /** [N, D] v */
  rows: Float32Array;
  /** [N, R] v·down, as it went on: with dropout. */
  inner: Float32Array;
  /** [N, R] factors of dropout, 0 or 1/(1 − p); null without. */
  kept: Float32Array | null;
  /** [N] 1 / ‖v + …‖ */
  scales: Float64Array;
  /** [N, D] x */
  mapped: Float32Array;
}

/** @param kept factors of dropout [N, R] */
export function mapRows(products: Products, { rank, down, up }: LowRankMap, rows: Float32Array, dimension: number, kept: Float32Array | null = null): MappedRows {
  const count = rows.length / dimension;
  const inner = products.multiply(rows, down, count, dimension, rank);
  if (kept) for (let i = 0; i < inner.length; i++) inner[i] *= kept[i];
  const mapped = products.multiply(inner, up, count, rank, dimension);
  const scales = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    let squares = 0;
    for (let d = 0, at = row * dimension; d < dimension; d++, at++) {
      mapped[at] += rows[at];
      squares += mapped[at] ** 2;
    }
    // A row that could not be encoded is all zero, and stays so.
    scales[row] = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let d = 0, at = row * dimension; d < dimension; d++, at++) mapped[at] *= scales[row];
  }
  return { rows, inner, kept, scales, mapped };
}

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

/** All rows of `vectors` in the space of its first row, changed; others as they are. */
export function mapMatrix(products: Products, map: LowRankMap, vectors: Matrix): Matrix {
  const { mapped } = mapRows(products, map, vectors.data, vectors.dimension);
  const other = (row: number): boolean => vectors.spaceOf[row] !== 0;
  for (let row = 0; row < vectors.rows; row++) if (other(row)) mapped.set(rowOf(vectors, row), row * vectors.dimension);
  return { ...vectors, data: mapped };
}

/** [rows, columns] → [columns, rows] */
export function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(matrix.length);
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) result[column * rows + row] = matrix[row * columns + column];
  return result;
}
