/** Popularity as a head of the score: what is added to every row, and what it is made of. */
export interface PopularityPrior {
  /** [C] weighted z; 0 where the count is unknown. */
  prior: Float32Array;
  /** [C] log(1 + count), NaN where the count is unknown. */
  logs: Float32Array;
  blendWeight: number;
  /** Of the known logs. */
  mean: number;
  /** Population deviation of the known logs. */
  deviation: number;
}

/** The last prior of each catalog's counts: a request would else read all of them. */
const lastPriors = new WeakMap<Float32Array, { weight: number; prior: PopularityPrior | null }>();

/**
 * Standardised log popularity, times its blend weight. The same counts and weight give the same object.
 *
 *   prior[c] = weight · (log(1 + count[c]) − mean) / deviation      0 where the count is unknown
 *
 * @param counts [C], NaN unknown
 * @returns null when no two counts differ: then it says nothing
 */
export function popularityPrior(counts: Float32Array, weight: number): PopularityPrior | null {
  const last = lastPriors.get(counts);
  if (last?.weight === weight) return last.prior;
  const prior = makePrior(counts, weight);
  lastPriors.set(counts, { weight, prior });
  return prior;
}

function makePrior(counts: Float32Array, weight: number): PopularityPrior | null {
  const logs = counts.map((count) => Math.log1p(count));
  const known = logs.filter((log) => !Number.isNaN(log));
  const mean = known.reduce((sum, log) => sum + log, 0) / (known.length || 1);
  const deviation = Math.sqrt(known.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (known.length || 1));
  if (!(deviation > 1e-6)) return null;
  return { prior: logs.map((log) => (Number.isNaN(log) ? 0 : (weight * (log - mean)) / deviation)), logs, blendWeight: weight, mean, deviation };
}
