/** From groups that differ by orders of magnitude to groups that are as good as alike. */
const STRENGTHS = Array.from({ length: 33 }, (_, n) => 2 ** (n / 2 - 6));

/**
 * By how much groups differ from what was expected of them, drawn towards 1 as far as their numbers tell: empirical Bayes.
 *
 *   observed ~ Poisson(expected · factor),   factor ~ Gamma(κ, κ), of mean 1
 *   factor   = (observed + κ) / (expected + κ)
 *
 * κ, from 1/64 to 1,024, is the one under which all that was observed is most likely (negative binomial). Source: Clayton and
 * Kaldor (1987).
 *
 * @param observed [groups] whole numbers
 * @param expected [groups] at least 0
 */
export function shrunkenFactors(observed: Float64Array, expected: Float64Array): Float64Array {
  let best = { strength: 1, likelihood: -Infinity };
  for (const strength of STRENGTHS) {
    const likelihood = observed.reduce((sum, times, group) => sum + logLikelihood(times, expected[group], strength), 0);
    if (likelihood > best.likelihood) best = { strength, likelihood };
  }
  return observed.map((times, group) => (times + best.strength) / (expected[group] + best.strength));
}

/** log P(observed), but for what does not depend on κ: log Γ(κ + observed)/Γ(κ) + κ·log κ − (κ + observed)·log(κ + expected). */
function logLikelihood(observed: number, expected: number, strength: number): number {
  let rising = 0;
  for (let n = 0; n < observed; n++) rising += Math.log(strength + n);
  return rising + strength * Math.log(strength) - (strength + observed) * Math.log(strength + expected);
}
