import type { WeightBelief } from './weight-belief.ts';

/** Below this part of the largest variance a direction has none: such as that of a sum which is kept. */
const NO_VARIANCE = 1e-10;

/**
 * Weights drawn from what is believed of them.
 *
 *   θ = mean + L·ξ,   L·Lᵀ = covariance (Cholesky; directions without variance stay put),   ξ standard normal
 *
 * @param random numbers in [0, 1)
 * @returns [heads], not yet within bounds
 */
export function drawWeights({ mean, covariance }: WeightBelief, heads: number, random: () => number): Float64Array {
  const size = mean.length;
  const lower = new Float64Array(heads * heads);
  const noise = Float64Array.from({ length: heads }, () => normal(random));
  let largest = 0;
  for (let h = 0; h < heads; h++) largest = Math.max(largest, covariance[h * size + h]);
  for (let column = 0; column < heads; column++) {
    let pivot = covariance[column * size + column];
    for (let k = 0; k < column; k++) pivot -= lower[column * heads + k] ** 2;
    if (!(pivot > NO_VARIANCE * largest)) continue;
    lower[column * heads + column] = Math.sqrt(pivot);
    for (let row = column + 1; row < heads; row++) {
      let rest = covariance[row * size + column];
      for (let k = 0; k < column; k++) rest -= lower[row * heads + k] * lower[column * heads + k];
      lower[row * heads + column] = rest / lower[column * heads + column];
    }
  }
  return Float64Array.from({ length: heads }, (_, row) => noise.reduce((sum, each, k) => sum + (k <= row ? lower[row * heads + k] * each : 0), mean[row]));
}

/** Box and Muller (1958). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
