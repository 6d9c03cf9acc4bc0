import type { RankResult } from '../../kernels/kernels.ts';
import type { CategoryMix } from './calibration.ts';
import { diversify, type DiversityOptions, firstPoolSize, type PoolItems } from './diversify.ts';

export interface ChoiceOptions extends DiversityOptions {
  k: number;
  /** Lowest score that is listed. */
  threshold?: number;
}

/** Positions in a result, in the order of the list. */
export interface Chosen {
  result: RankResult;
  places: number[];
}

/**
 * The list that diversify() makes of the candidates, of twice as many, and again, until it has k or there are no more.
 *
 * @param rank gives the best candidates, as many as it is asked for where there are
 * @throws {RangeError} as diversify()
 */
export async function choose(rank: (size: number) => Promise<RankResult>, of: PoolItems, options: ChoiceOptions, interests: CategoryMix): Promise<Chosen> {
  for (let size = firstPoolSize(options.k, of, options); ; size *= 2) {
    const result = await rank(size);
    const kept = aboveThreshold(result, options.threshold);
    const whole = kept < size;
    const places = diversify({ rows: result.rows.subarray(0, kept), scores: result.scores.subarray(0, kept), whole }, of, options.k, options, interests);
    if (places.length >= options.k || whole) return { result, places };
  }
}

/** How many of the sorted results reach the threshold. */
function aboveThreshold({ scores }: RankResult, threshold: number | undefined): number {
  if (threshold === undefined) return scores.length;
  const below = scores.findIndex((score) => score < threshold);
  return below < 0 ? scores.length : below;
}
