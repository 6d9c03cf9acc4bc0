/**
 * The two-sided sign test: how likely a difference at least so one-sided is where neither side is better.
 *
 *   p = min(1, 2 · Σ_{i ≤ fewer} C(n, i) / 2ⁿ)      n = wins + losses; ties say nothing and are left out
 */
export function signTest(wins: number, losses: number): number {
  const trials = wins + losses;
  let [ways, sum] = [1, 1];
  for (let i = 1; i <= Math.min(wins, losses); i++) {
    ways *= (trials - i + 1) / i;
    sum += ways;
  }
  return Math.min(1, (2 * sum) / 2 ** trials);
}
