import { type Matrix, rowOf } from '../../domain/matrix.ts';

const SWEEPS = 60;

export interface Plane {
  /** [n, 2], −1 … 1 */
  points: Float32Array;
  /** Share of the variance that the two directions hold. */
  explained: number;
}

/**
 * The two directions in which vectors differ most, and where each vector lies along them.
 *
 *   point = (centred · e₁, centred · e₂), moved and scaled to fill −1 … 1       e₁, e₂: eigenvectors of the covariance
 *
 * By power iteration on the vectors, without the covariance. Signs are chosen so that the coordinate of largest size is
 * positive: the map of the same vectors is the same.
 *
 * @param matrix [n, D]
 */
export function projectPca(matrix: Matrix): Plane {
  const { rows, dimension } = matrix;
  const points = new Float32Array(rows * 2);
  if (rows === 0) return { points, explained: 0 };
  const centred = centre(matrix);
  const whole = centred.reduce((sum, value) => sum + value * value, 0);
  let held = 0;
  const directions: Float64Array[] = [];
  for (let axis = 0; axis < 2; axis++) {
    const direction = mainDirection(centred, rows, dimension, directions);
    directions.push(direction);
    for (let row = 0; row < rows; row++) points[row * 2 + axis] = dotOf(centred, row, direction);
    for (let row = 0; row < rows; row++) held += points[row * 2 + axis] ** 2;
    upright(points, axis);
  }
  return { points: fitted(points), explained: whole > 1e-12 ? Math.min(1, held / whole) : 0 };
}

/** Points about the middle of what they span, brought to −1 … 1 by one factor; points that are all alike stay at the middle. */
export function fitted(points: Float32Array): Float32Array {
  const [x, y] = [0, 1].map((axis) => {
    const along = points.filter((_, at) => at % 2 === axis);
    const [least, most] = [along.reduce((a, b) => Math.min(a, b), Infinity), along.reduce((a, b) => Math.max(a, b), -Infinity)];
    return { middle: (least + most) / 2, reach: (most - least) / 2 };
  });
  const reach = Math.max(x.reach, y.reach);
  return points.map((value, at) => (reach > 1e-9 ? (value - (at % 2 === 0 ? x : y).middle) / reach : 0));
}

function centre(matrix: Matrix): Float64Array {
  const { rows, dimension } = matrix;
  const mean = new Float64Array(dimension);
  for (let row = 0; row < rows; row++) rowOf(matrix, row).forEach((value, d) => (mean[d] += value / rows));
  return Float64Array.from(matrix.data.subarray(0, rows * dimension), (value, at) => value - mean[at % dimension]);
}

/** The eigenvector of the largest eigenvalue that is orthogonal to those found before; 0 where nothing is left. */
function mainDirection(centred: Float64Array, rows: number, dimension: number, found: readonly Float64Array[]): Float64Array {
  // It begins at the longest row, which no exact eigenvector of a smaller value is likely to be.
  let direction: Float64Array = new Float64Array(dimension);
  let longest = -1;
  for (let row = 0; row < rows; row++) {
    const vector = apart(centred.slice(row * dimension, (row + 1) * dimension), found);
    const length = Math.hypot(...vector);
    if (length > longest) {
      longest = length;
      direction = vector;
    }
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const next = new Float64Array(dimension);
    for (let row = 0; row < rows; row++) {
      const along = dotOf(centred, row, direction);
      for (let d = 0, at = row * dimension; d < dimension; d++, at++) next[d] += along * centred[at];
    }
    const size = Math.hypot(...apart(next, found));
    if (!(size > 1e-12)) return new Float64Array(dimension);
    direction = next.map((value) => value / size);
  }
  return direction;
}

/** Takes the parts along `found` out of `vector`. */
function apart(vector: Float64Array, found: readonly Float64Array[]): Float64Array {
  for (const other of found) {
    const along = vector.reduce((sum, value, d) => sum + value * other[d], 0);
    other.forEach((value, d) => (vector[d] -= along * value));
  }
  return vector;
}

function dotOf(rows: Float64Array, row: number, vector: Float64Array): number {
  let dot = 0;
  for (let d = 0, at = row * vector.length; d < vector.length; d++, at++) dot += rows[at] * vector[d];
  return dot;
}

function upright(points: Float32Array, axis: number): void {
  let most = 0;
  for (let at = axis; at < points.length; at += 2) if (Math.abs(points[at]) > Math.abs(most)) most = points[at];
  if (most < 0) for (let at = axis; at < points.length; at += 2) points[at] = -points[at];
}
