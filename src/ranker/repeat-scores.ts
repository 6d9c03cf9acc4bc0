/**
 * Scores of items that were met before, by how likely they come back, on the scale of those that are new.
 *
 *   P(m)      = chance of m,  at most ½ in all
 *   score[m]  = (log P(m) − log(1 − Σ P) + log Σ_new e^(sharpness · score)) / sharpness
 *
 * What comes back at chance 0 is worth −∞ and is never listed.
 *
 * @param chances   by row, of what was met
 * @param sharpness P(next = c) ∝ e^(sharpness · score[c]) among what is new
 * @param scores    [C]; those of `chances` are replaced
 */
export function scoreRepeats(chances: ReadonlyMap<number, number>, sharpness: number, scores: Float32Array): void {
  if (chances.size === 0) return;
  const sum = [...chances.values()].reduce((all, chance) => all + chance, 0);
  const within = sum > 0.5 ? 0.5 / sum : 1;
  let most = -Infinity;
  for (let row = 0; row < scores.length; row++) if (!chances.has(row)) most = Math.max(most, scores[row]);
  let mass = 0;
  for (let row = 0; row < scores.length; row++) if (!chances.has(row)) mass += Math.exp(sharpness * (scores[row] - most));
  // A catalog that was met whole has nothing new to compare with.
  const level = mass > 0 ? most + (Math.log(mass) - Math.log(1 - within * sum)) / sharpness : 0;
  for (const [row, chance] of chances) scores[row] = chance > 0 ? level + Math.log(within * chance) / sharpness : -Infinity;
}
