/** Pulls weights towards 0, as if each had been seen at a deviation of 1 once: a few cases do not make a large one. */
const SHRINKAGE = 1;
const MOST_SWEEPS = 100;
/** No weight moves further at once, and half as far each time that it turns back: where the curvature is small Newton's step leaps. */
const MOST_STEP = 0.5;
const SETTLED = 1e-4;

/** What was chosen in one case, beside others drawn evenly from the candidates. */
export interface Choice {
  /** [1 + others, heads] standardised readouts, row by row; the chosen item's first. */
  readouts: Float32Array;
  /** Candidates that each of the others stands for. */
  each: number;
}

/**
 * Blend weights by which the chosen items are most likely: a conditional logit over heads, each weight at least 0.
 *
 *   P(chosen) = e^(w·z₀) / (e^(w·z₀) + each·Σ e^(w·zₙ))
 *   w         = argmax Σ log P(chosen) − ½‖w‖²,  w ≥ 0
 *
 * The sum over drawn others, times what each stands for, is the sum over all candidates as expected. By Newton's steps along
 * one weight after the other: the objective is concave. Source: McFadden (1974); sampling of alternatives, McFadden (1978).
 *
 * @returns [heads]; all 0 without choices
 */
export function fitBlend(choices: readonly Choice[], heads: number): Float64Array {
  const weights = new Float64Array(heads);
  const reach = new Float64Array(heads).fill(MOST_STEP);
  const direction = new Float64Array(heads);
  const logits = choices.map(({ readouts }) => new Float64Array(readouts.length / heads));
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let moved = 0;
    for (let head = 0; head < heads; head++) {
      let slope = -SHRINKAGE * weights[head];
      let curvature = SHRINKAGE;
      choices.forEach((choice, index) => {
        const { mean, variance } = expectedReadout(choice, logits[index], head, heads);
        slope += choice.readouts[head] - mean;
        curvature += variance;
      });
      if (direction[head] * slope < 0) reach[head] /= 2;
      direction[head] = Math.sign(slope);
      const step = Math.max(-reach[head], Math.min(reach[head], slope / curvature));
      const weight = Math.max(0, weights[head] + step);
      const change = weight - weights[head];
      weights[head] = weight;
      moved = Math.max(moved, Math.abs(change));
      if (change !== 0) choices.forEach(({ readouts }, index) => logits[index].forEach((_, row) => (logits[index][row] += change * readouts[row * heads + head])));
    }
    if (moved < SETTLED) break;
  }
  return weights;
}

/** Mean and variance of one head's readout over the candidates, each as likely as its logit says. */
function expectedReadout({ readouts, each }: Choice, logits: Float64Array, head: number, heads: number): { mean: number; variance: number } {
  const most = logits.reduce((top, logit) => Math.max(top, logit), -Infinity);
  let mass = 0;
  let sum = 0;
  let squares = 0;
  for (let row = 0; row < logits.length; row++) {
    const weight = Math.exp(logits[row] - most) * (row === 0 ? 1 : each);
    const readout = readouts[row * heads + head];
    mass += weight;
    sum += weight * readout;
    squares += weight * readout * readout;
  }
  const mean = sum / mass;
  return { mean, variance: Math.max(0, squares / mass - mean * mean) };
}
