/** What weights may be: each from 0 to `most`, and their sum. */
export interface WeightBounds {
  /** [heads] at least 0 */
  least: Float64Array;
  /** [heads] above `least` */
  most: Float64Array;
  /** Between the sums of `least` and of `most`. */
  sum: number;
}

const HALVINGS = 60;

/**
 * The weights within bounds, with the sum kept: what is missing or too much is shared out in proportion to the bounds.
 *
 *   w[h] = min(most[h], max(least[h], weights[h] + λ·most[h])),   λ such that Σ w = sum
 */
export function boundedWeights(weights: ArrayLike<number>, { least, most, sum }: WeightBounds): Float64Array {
  const at = (level: number): Float64Array => most.map((bound, h) => Math.min(bound, Math.max(least[h], weights[h] + level * bound)));
  // At the lowest level every weight is its least, at the highest its most.
  let low = most.reduce((lowest, bound, h) => Math.min(lowest, (least[h] - weights[h]) / bound), 0);
  let high = most.reduce((highest, bound, h) => Math.max(highest, 1 - weights[h] / bound), 0);
  for (let n = 0; n < HALVINGS; n++) {
    const middle = (low + high) / 2;
    if (at(middle).reduce((all, weight) => all + weight, 0) < sum) low = middle;
    else high = middle;
  }
  return at(high);
}
