import type { EmbeddingSpace } from './embedding-space.ts';

/** Rows of unit vectors in one array. A row that could not be encoded is all zero. */
export interface Matrix {
  /** [rows, dimension], row-major. */
  data: Float32Array;
  rows: number;
  dimension: number;
  /** The spaces that occur; `spaceOf[row]` indexes it. */
  spaces: readonly EmbeddingSpace[];
  /** [rows] */
  spaceOf: Uint8Array;
}

/** Rows per block of the kernel-ready layout. A file format: packs store these blocks. */
export const BLOCK_ROWS = 64;
/** Dimensions are padded to a multiple of this, so that no kernel needs a bounds test in its depth loop. */
export const DEPTH_STEP = 32;

/**
 * Int8 vectors with a scale per row, in blocks that every kernel reads without rearranging.
 *
 *   vector[row][d] ≈ scales[row] · blocks[offset(row, d)]      blocks hold −127 … 127, never −128
 *   layout: [block][paddedDimension / 16][BLOCK_ROWS][16] bytes, rows and dimensions padded with zeros
 */
export interface QuantisedMatrix {
  blocks: Int8Array;
  /** [rows]; 0 for a zero vector. */
  scales: Float32Array;
  rows: number;
  dimension: number;
  spaces: readonly EmbeddingSpace[];
  /** [rows] index into `spaces`. */
  spaceOf: Uint8Array;
}

/** A matrix of `rows` rows that all live in one space. */
export function matrixOf(data: Float32Array, dimension: number, space: EmbeddingSpace): Matrix {
  if (dimension < 1 || data.length % dimension !== 0) throw new RangeError(`matrix: expected whole rows of ${dimension} numbers, got ${data.length} numbers`);
  const rows = data.length / dimension;
  return { data, rows, dimension, spaces: [space], spaceOf: new Uint8Array(rows) };
}

/** The row of `matrix`, as a view. */
export function rowOf(matrix: Matrix, row: number): Float32Array {
  return matrix.data.subarray(row * matrix.dimension, (row + 1) * matrix.dimension);
}

/** The rows of `matrix` at `rows`, in their order, as a matrix of its own. */
export function pickMatrix(matrix: Matrix, rows: Uint32Array): Matrix {
  const data = new Float32Array(rows.length * matrix.dimension);
  rows.forEach((from, row) => data.set(rowOf(matrix, from), row * matrix.dimension));
  return { ...matrix, data, rows: rows.length, spaceOf: Uint8Array.from(rows, (from) => matrix.spaceOf[from]) };
}

export function paddedDimension(dimension: number): number {
  return Math.ceil(dimension / DEPTH_STEP) * DEPTH_STEP;
}

/** Bytes that `rows` rows take in blocks. */
export function blocksSizeBytes(rows: number, dimension: number): number {
  return Math.ceil(rows / BLOCK_ROWS) * BLOCK_ROWS * paddedDimension(dimension);
}

/** Where element `d` of `row` stands in `blocks`. */
export function blockOffset(row: number, d: number, dimension: number): number {
  const block = Math.floor(row / BLOCK_ROWS);
  return block * BLOCK_ROWS * paddedDimension(dimension) + (d >> 4) * BLOCK_ROWS * 16 + (row % BLOCK_ROWS) * 16 + (d & 15);
}

/**
 * Quantises each row symmetrically: scale = max|x| / 127, q = round(x / scale).
 *
 * @throws {RangeError} naming the row, when a number is NaN or infinite
 */
export function quantise(matrix: Matrix): QuantisedMatrix {
  const { data, rows, dimension, spaces, spaceOf } = matrix;
  const blocks = new Int8Array(blocksSizeBytes(rows, dimension));
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let max = 0;
    for (let d = 0, at = row * dimension; d < dimension; d++, at++) {
      const size = Math.abs(data[at]);
      if (!(size <= 3.4e38)) throw new RangeError(`quantise: expected finite numbers, got ${data[at]} in row ${row}, column ${d}`);
      if (size > max) max = size;
    }
    const scale = max / 127;
    // A subnormal scale would make x / scale overflow: such a row is zero for every purpose.
    if (scale < 1e-30) continue;
    scales[row] = scale;
    for (let d = 0, at = row * dimension; d < dimension; d++, at++) {
      blocks[blockOffset(row, d, dimension)] = Math.max(-127, Math.min(127, Math.round(data[at] / scale)));
    }
  }
  return { blocks, scales, rows, dimension, spaces, spaceOf };
}

/** The f32 rows that the int8 ones stand for; `pick` selects and orders rows (all of them unless given). */
export function dequantise(quantised: QuantisedMatrix, pick?: ArrayLike<number>): Matrix {
  const { blocks, scales, dimension, spaces } = quantised;
  const count = pick ? pick.length : quantised.rows;
  const data = new Float32Array(count * dimension);
  const spaceOf = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const row = pick ? pick[i] : i;
    spaceOf[i] = quantised.spaceOf[row];
    for (let d = 0; d < dimension; d++) data[i * dimension + d] = scales[row] * blocks[blockOffset(row, d, dimension)];
  }
  return { data, rows: count, dimension, spaces, spaceOf };
}

/** The rows `pick` of `quantised`, in that order, in blocks of their own. */
export function pickRows(quantised: QuantisedMatrix, pick: ArrayLike<number>): QuantisedMatrix {
  return gatherRows(pick.length, quantised, (row) => [quantised, pick[row]]);
}

/** The rows of `first`, then those of `second`, in blocks of their own; both number their spaces alike. */
export function appendRows(first: QuantisedMatrix, second: QuantisedMatrix): QuantisedMatrix {
  return gatherRows(first.rows + second.rows, first, (row) => (row < first.rows ? [first, row] : [second, row - first.rows]));
}

/**
 * `rows` rows from anywhere, in blocks of their own.
 *
 * @param like   gives dimension and spaces; every source numbers its spaces like this
 * @param source the matrix and the row in it that stand at each row
 * @throws {RangeError} when a source has another dimension
 */
export function gatherRows(rows: number, like: Pick<QuantisedMatrix, 'dimension' | 'spaces'>, source: (row: number) => [QuantisedMatrix, number]): QuantisedMatrix {
  const { dimension, spaces } = like;
  const gathered: QuantisedMatrix = { blocks: new Int8Array(blocksSizeBytes(rows, dimension)), scales: new Float32Array(rows), rows, dimension, spaces, spaceOf: new Uint8Array(rows) };
  for (let row = 0; row < rows; row++) {
    const [matrix, from] = source(row);
    if (matrix.dimension !== dimension) throw new RangeError(`gatherRows: expected rows of ${dimension}, got ${matrix.dimension}`);
    gathered.scales[row] = matrix.scales[from];
    gathered.spaceOf[row] = matrix.spaceOf[from];
    for (let d = 0; d < dimension; d += 16) {
      const at = blockOffset(from, d, dimension);
      gathered.blocks.set(matrix.blocks.subarray(at, at + 16), blockOffset(row, d, dimension));
    }
  }
  return gathered;
}

/**
 * All rows of `matrices`, in order, in one matrix; equal spaces share an index.
 *
 * @throws {RangeError} when the dimensions differ
 */
export function concatMatrices(matrices: readonly Matrix[], dimension: number): Matrix {
  const rows = matrices.reduce((sum, matrix) => sum + matrix.rows, 0);
  const data = new Float32Array(rows * dimension);
  const spaceOf = new Uint8Array(rows);
  const spaces: EmbeddingSpace[] = [];
  let at = 0;
  for (const matrix of matrices) {
    if (matrix.rows > 0 && matrix.dimension !== dimension) throw new RangeError(`concatMatrices: expected rows of ${dimension}, got ${matrix.dimension}`);
    const index = matrix.spaces.map((space) => (spaces.includes(space) ? spaces.indexOf(space) : spaces.push(space) - 1));
    data.set(matrix.data, at * dimension);
    for (let row = 0; row < matrix.rows; row++) spaceOf[at + row] = index[matrix.spaceOf[row]];
    at += matrix.rows;
  }
  return { data, rows, dimension, spaces, spaceOf };
}

/** Row marker of a space that the other side does not have: similar to nothing. */
export const NO_SPACE = 255;

/** `spaceOf` of `matrix`, renumbered to index `spaces`; NO_SPACE where `spaces` lacks a row's space. */
export function spacesAsIn(matrix: Pick<Matrix, 'spaces' | 'spaceOf'>, spaces: readonly EmbeddingSpace[]): Uint8Array {
  const index = matrix.spaces.map((space) => (spaces.includes(space) ? spaces.indexOf(space) : NO_SPACE));
  return matrix.spaceOf.map((space) => index[space] ?? NO_SPACE);
}
