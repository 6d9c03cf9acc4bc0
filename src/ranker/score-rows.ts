import type { ResidentCatalog } from '../kernels/kernels.ts';
import { prepareRequest } from './rank.ts';
import type { RankedCatalog, RankedHistory, RankOptions } from './ranker.ts';
import { standardSample } from './standard-sample.ts';

/**
 * The scores of a few rows, as the kernels give them for the whole catalog, at the cost of these and of the sample alone.
 *
 *   readout[c] = s[c,h] + τ · (bias[h] − log weight[c,h])      the log-sum-exp, by any event h: the heaviest rounds least
 *   score[c]   = Σ_head blendWeight · (readout − mean) / deviation + prior[c]
 *
 * @param sample the queries of standardSample(rows), resident by themselves
 * @param rows   [n] of the catalog
 * @returns      [n]
 */
export async function scoreRows(catalog: RankedCatalog, sample: ResidentCatalog, rows: Uint32Array, history: RankedHistory, options: RankOptions): Promise<Float32Array> {
  const { request: { history: keys, heads, prior } } = prepareRequest(catalog, history, options);
  const { moments } = await sample.rank({ history: keys, heads, sample: standardSample(sample.rows), k: 0 });
  const { similarities, weights } = await catalog.resident.weigh(rows, { history: keys, heads });
  const events = keys.rows;
  return Float32Array.from(rows, (row, place) => heads.reduce((score, { bias, temperature, blendWeight }, n) => {
    const { mean, deviation } = moments[n];
    const from = (n * rows.length + place) * events;
    const most = heaviest(weights.subarray(from, from + events));
    if (deviation === 0 || most === null) return score;
    const readout = similarities[place * events + most] + temperature * (bias[most] - Math.log(weights[from + most]));
    return score + (blendWeight * (readout - mean)) / deviation;
  }, prior?.[row] ?? 0));
}

/** Null where no event counts. */
function heaviest(weights: Float32Array): number | null {
  let most: number | null = null;
  for (const [event, weight] of weights.entries()) if (weight > (most === null ? 0 : weights[most])) most = event;
  return most;
}
