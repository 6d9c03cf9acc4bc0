import { dequantise, gatherRows, type Matrix, quantise, type QuantisedMatrix, rowOf } from '../domain/matrix.ts';
import type { LowRankMap } from '../domain/learned-transform.ts';
import type { Products } from '../kernels/kernels.ts';

/** Rows that are unpacked at once: f32 takes four times as much. */
const ROWS_AT_ONCE = 4096;

/** What a pass forward leaves for the pass back; shapes with N rows. */
export interface MappedRows {
  /** [N, D] v */
  rows: Float32Array;
  /** [N, R] v·down, as it went on: times its factors. */
  inner: Float32Array;
  /** [N, R] factors: of dropout, 0 or 1/(1 − p), or of a row's reach; null without. */
  kept: Float32Array | null;
  /** [N] 1 / ‖v + …‖ */
  scales: Float64Array;
  /** [N, D] x */
  mapped: Float32Array;
}

/** @param kept factors of v·down [N, R] */
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
 * All rows of `vectors` in the space of its first row, changed; others as they are.
 *
 * @param reach [rows] share of the change that a row takes: x = unit(v + reach·(v·down)·up); 1 unless given
 */
export function mapMatrix(products: Products, map: LowRankMap, vectors: Matrix, reach?: Float32Array): Matrix {
  const factors = reach ? Float32Array.from({ length: vectors.rows * map.rank }, (_, at) => reach[Math.floor(at / map.rank)]) : null;
  const { mapped } = mapRows(products, map, vectors.data, vectors.dimension, factors);
  const other = (row: number): boolean => vectors.spaceOf[row] !== 0;
  for (let row = 0; row < vectors.rows; row++) if (other(row)) mapped.set(rowOf(vectors, row), row * vectors.dimension);
  return { ...vectors, data: mapped };
}

/** As mapMatrix(), of quantised rows; a space is known by its place among `spaces`. */
export function mapQuantised(products: Products, map: LowRankMap, vectors: QuantisedMatrix, reach?: Float32Array): QuantisedMatrix {
  const runs: QuantisedMatrix[] = [];
  for (let from = 0; from < vectors.rows; from += ROWS_AT_ONCE) {
    const rows = Uint32Array.from({ length: Math.min(ROWS_AT_ONCE, vectors.rows - from) }, (_, n) => from + n);
    runs.push(quantise(mapMatrix(products, map, dequantise(vectors, rows), reach?.subarray(from, from + rows.length))));
  }
  return gatherRows(vectors.rows, vectors, (row) => [runs[Math.floor(row / ROWS_AT_ONCE)], row % ROWS_AT_ONCE]);
}
