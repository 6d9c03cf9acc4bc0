/**
 * Standardised log popularity, times its blend weight.
 *
 *   prior[c] = weight · (log(1 + count[c]) − mean) / deviation      0 where the count is unknown
 *
 * @param counts [C], NaN unknown
 * @returns [C]; all 0 when no two counts differ
 */
export function popularityPrior(counts: Float32Array, weight: number): Float32Array {
  const logs = counts.map((count) => Math.log1p(count));
  const known = logs.filter((log) => !Number.isNaN(log));
  const mean = known.reduce((sum, log) => sum + log, 0) / (known.length || 1);
  const deviation = Math.sqrt(known.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (known.length || 1));
  if (!(deviation > 1e-6)) return new Float32Array(counts.length);
  return logs.map((log) => (Number.isNaN(log) ? 0 : (weight * (log - mean)) / deviation));
}
