/**
 * What is believed of a person's weights: a Gaussian over the weights of n heads and three numbers that keep other reasons for
 * a choice out of them.
 *
 *   0 … n−1  weights, in the blend's own scale
 *   n        log sharpness: how surely better scores are chosen; falls towards chance where choices contradict each other
 *   n + 1    pull of a place further up on what is selected, by the log of the ratio of places
 *   n + 2    the same on what is dismissed
 */
export interface WeightBelief {
  /** [n + 3] */
  mean: Float64Array;
  /** [n + 3, n + 3], symmetric. */
  covariance: Float64Array;
}

/** One choice between two items, as the belief sees it. */
export interface Choice {
  /** [n] readouts of the better less those of the worse. */
  readouts: ArrayLike<number>;
  /** What heads that are not learned add to that in score. */
  offset: number;
  /** log((1 + place of the worse) / (1 + place of the better)). */
  ahead: number;
  kind: 'select' | 'dismiss';
  weight: number;
}

export const NUISANCES = 3;
/** Newton's steps to the mode along one line; few settle it to 1e-9. */
const MOST_STEPS = 12;
/** Log sharpness is held within this of 0: beyond, choices are chance or law. */
const MOST_SHARPNESS = 2.5;

/**
 * The belief after a choice: Laplace's approximation, with the mode sought along the one direction that the choice speaks of.
 *
 *   P(better) = σ(m),   m(θ) = e^a·(w·readouts + offset) + pull·ahead
 *   θ'  = θ + Σ·J·t,    J = ∂m/∂θ at the mean,   t = weight·(1 − σ(m + v·t)),   v = J·Σ·J
 *   Σ'  = Σ − Σ·J·Jᵀ·Σ·c / (1 + c·v),            c = weight·σ·(1 − σ) at the mode
 *
 * An extended Kalman filter of a logistic observation: O(n²) a choice, and whatever directions Σ lacks (a kept sum) stay so.
 */
export function withChoice({ mean, covariance }: WeightBelief, choice: Choice): WeightBelief {
  const size = mean.length;
  const heads = size - NUISANCES;
  const sharpness = Math.exp(mean[heads]);
  const pull = heads + (choice.kind === 'select' ? 1 : 2);
  let score = choice.offset;
  for (let h = 0; h < heads; h++) score += mean[h] * choice.readouts[h];
  const slope = new Float64Array(size);
  for (let h = 0; h < heads; h++) slope[h] = sharpness * choice.readouts[h];
  slope[heads] = sharpness * score;
  // A dismissal is of the worse item: what stands further up is dismissed sooner.
  slope[pull] = choice.kind === 'select' ? choice.ahead : -choice.ahead;
  const along = product(covariance, slope);
  let variance = 0;
  for (let i = 0; i < size; i++) variance += along[i] * slope[i];
  const margin = sharpness * score + slope[pull] * mean[pull];
  const step = modeAlong(margin, variance, choice.weight);
  const chance = sigmoid(margin + variance * step);
  const curvature = choice.weight * chance * (1 - chance);
  const shrink = curvature / (1 + curvature * variance);
  const moved = mean.slice();
  const surer = covariance.slice();
  for (let i = 0; i < size; i++) {
    moved[i] += along[i] * step;
    for (let j = 0; j < size; j++) surer[i * size + j] -= shrink * along[i] * along[j];
  }
  moved[heads] = Math.max(-MOST_SHARPNESS, Math.min(MOST_SHARPNESS, moved[heads]));
  return { mean: moved, covariance: surer };
}

/** Of a square matrix, row-major, and a vector. */
function product(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  const out = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += matrix[i * size + j] * vector[j];
    out[i] = sum;
  }
  return out;
}

/**
 * The belief after a while: it goes back to where it began, and forgets how sure it was, by one half every half-life.
 *
 *   θ' = θ₀ + r·(θ − θ₀),   Σ' = r²·Σ + (1 − r²)·Σ₀
 *
 * @param kept r, from 0 (all forgotten) to 1: of an Ornstein and Uhlenbeck process, whose law without choices is where it began
 */
export function faded(belief: WeightBelief, began: WeightBelief, kept: number): WeightBelief {
  if (kept === 1) return belief;
  const back = (now: Float64Array, then: Float64Array, share: number): Float64Array => {
    const between = then.slice();
    for (let i = 0; i < between.length; i++) between[i] += share * (now[i] - then[i]);
    return between;
  };
  return { mean: back(belief.mean, began.mean, kept), covariance: back(belief.covariance, began.covariance, kept ** 2) };
}

/** t = weight·(1 − σ(margin + variance·t)), from 0 to weight; the left side grows and the right one falls. */
function modeAlong(margin: number, variance: number, weight: number): number {
  let [low, high] = [0, weight];
  let step = weight * (1 - sigmoid(margin));
  for (let n = 0; n < MOST_STEPS; n++) {
    const chance = sigmoid(margin + variance * step);
    const excess = step - weight * (1 - chance);
    if (excess > 0) high = step;
    else low = step;
    const newton = step - excess / (1 + weight * variance * chance * (1 - chance));
    step = newton >= low && newton <= high ? newton : (low + high) / 2;
  }
  return step;
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
