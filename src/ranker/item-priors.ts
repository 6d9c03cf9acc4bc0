import type { HeadName } from '../domain/recommendation.ts';

/** A head that looks at the item alone: what is added to every row, and what it is made of. */
export interface ItemPrior {
  head: HeadName;
  /** [C] weighted z; 0 where the readout is unknown. */
  prior: Float32Array;
  /** [C] NaN where unknown. */
  readouts: Float32Array;
  blendWeight: number;
  /** Of the known readouts. */
  mean: number;
  /** Population deviation of the known readouts. */
  deviation: number;
}

const DAY_MS = 86_400_000;

/** What was made of an array last: a request would else read the whole catalog. */
const lastPriors = new WeakMap<Float32Array, { weight: number; prior: ItemPrior | null }>();
const lastLogs = new WeakMap<Float32Array, Float32Array>();
const lastFreshness = new WeakMap<Float64Array, { day: number; readouts: Float32Array }>();

/**
 * Standardised log popularity, times its blend weight. The same counts and weight give the same object.
 *
 *   prior[c] = weight · (log(1 + count[c]) − mean) / deviation      0 where the count is unknown
 *
 * @param counts [C], NaN unknown
 * @returns null when no two counts differ: then it says nothing
 */
export function popularityPrior(counts: Float32Array, weight: number): ItemPrior | null {
  const logs = lastLogs.get(counts) ?? counts.map((count) => Math.log1p(count));
  lastLogs.set(counts, logs);
  return itemPrior('popularity', logs, weight);
}

/**
 * Standardised freshness, times its blend weight: the newer, the higher, whatever the catalog's pace.
 *
 *   prior[c] = weight · z(−log(1 + age in days))      0 where the date is unknown; an item of the future is as new as one of today
 *
 * @param published [C] ms since 1970, NaN unknown
 * @returns null when no two ages differ
 */
export function freshnessPrior(published: Float64Array, now: string, weight: number): ItemPrior | null {
  const day = Math.floor(Date.parse(now) / DAY_MS);
  let last = lastFreshness.get(published);
  if (last?.day !== day) {
    last = { day, readouts: Float32Array.from(published, (ms) => -Math.log1p(Math.max(0, day - Math.floor(ms / DAY_MS)))) };
    lastFreshness.set(published, last);
  }
  return itemPrior('freshness', last.readouts, weight);
}

function itemPrior(head: HeadName, readouts: Float32Array, weight: number): ItemPrior | null {
  const last = lastPriors.get(readouts);
  if (last?.weight === weight) return last.prior;
  const prior = makePrior(head, readouts, weight);
  lastPriors.set(readouts, { weight, prior });
  return prior;
}

function makePrior(head: HeadName, readouts: Float32Array, weight: number): ItemPrior | null {
  const known = readouts.filter((readout) => !Number.isNaN(readout));
  const mean = known.reduce((sum, readout) => sum + readout, 0) / (known.length || 1);
  const deviation = Math.sqrt(known.reduce((sum, readout) => sum + (readout - mean) ** 2, 0) / (known.length || 1));
  if (!(deviation > 1e-6)) return null;
  return { head, prior: readouts.map((readout) => (Number.isNaN(readout) ? 0 : (weight * (readout - mean)) / deviation)), readouts, blendWeight: weight, mean, deviation };
}
