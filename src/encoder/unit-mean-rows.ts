/**
 * Mean over each text's own tokens, scaled to length 1.
 *
 *   mean[n] = Σt mask[n,t] · hidden[n,t] / Σt mask[n,t]      row[n] = mean[n] / |mean[n]|
 *
 * @param hidden [N, T, D]
 * @param lengths [N] tokens of each text; those behind are padding
 * @returns [N, D] unit rows; a row of zeros where the mean is 0 or not finite
 */
export function unitMeanRows(hidden: Float32Array, lengths: readonly number[], dimension: number): Float32Array {
  const tokens = hidden.length / (lengths.length * dimension);
  const rows = new Float32Array(lengths.length * dimension);
  for (const [n, length] of lengths.entries()) {
    const row = rows.subarray(n * dimension, (n + 1) * dimension);
    for (let t = 0; t < length; t++) {
      const offset = (n * tokens + t) * dimension;
      for (let d = 0; d < dimension; d++) row[d] += hidden[offset + d];
    }
    makeUnit(row);
  }
  return rows;
}

/** Scales `row` to length 1 in place; one without a finite length becomes all 0. */
export function makeUnit(row: Float32Array): void {
  let square = 0;
  for (const value of row) square += value * value;
  const scale = square > 0 && Number.isFinite(square) ? 1 / Math.sqrt(square) : 0;
  if (scale === 0) row.fill(0);
  else for (let d = 0; d < row.length; d++) row[d] *= scale;
}
