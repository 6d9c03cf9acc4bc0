/** How often what was met comes back, and how a score tells what is next. */
export interface RepeatModel {
  /** Probability that the item at a place is the next one, newest first; the last is that of all later places. */
  rates: readonly number[];
  /** P(next = c) ∝ e^(sharpness · score[c]) among what is new. */
  sharpness: number;
}

/**
 * Scores of items that were met before, by how likely they come back, on the scale of those that are new.
 *
 *   P(m)      = rate[place of m],  at most ½ in all
 *   score[m]  = (log P(m) − log(1 − Σ P) + log Σ_new e^(sharpness · score)) / sharpness
 *
 * What comes back at rate 0 is worth −∞ and is never listed.
 *
 * @param met    distinct rows, newest first
 * @param scores [C]; those of `met` are replaced
 */
export function scoreRepeats(met: readonly number[], { rates, sharpness }: RepeatModel, scores: Float32Array): void {
  if (met.length === 0) return;
  const chances = met.map((_, place) => rates[Math.min(place, rates.length - 1)] ?? 0);
  const sum = chances.reduce((all, chance) => all + chance, 0);
  const within = sum > 0.5 ? 0.5 / sum : 1;
  const old = new Set(met);
  let most = -Infinity;
  for (let row = 0; row < scores.length; row++) if (!old.has(row)) most = Math.max(most, scores[row]);
  let mass = 0;
  for (let row = 0; row < scores.length; row++) if (!old.has(row)) mass += Math.exp(sharpness * (scores[row] - most));
  // A catalog that was met whole has nothing new to compare with.
  const level = mass > 0 ? most + (Math.log(mass) - Math.log(1 - within * sum)) / sharpness : 0;
  met.forEach((row, place) => (scores[row] = chances[place] > 0 ? level + Math.log(within * chances[place]) / sharpness : -Infinity));
}
