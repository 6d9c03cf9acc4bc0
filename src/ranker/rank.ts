import type { Blend, HeadName } from '../domain/recommendation.ts';
import { appendRows, pickRows } from '../domain/matrix.ts';
import type { RankRequest, RankResult, WeighResult } from '../kernels/kernels.ts';
import { type AddedHead, addedHeads } from './added-heads.ts';
import { attendedRows, contentHeads, type EvidenceShares, evidenceWeights, type NamedHead } from './content-heads.ts';
import { type CategoryMix, interestMix } from './diversity/calibration.ts';
import { choose } from './diversity/choose.ts';
import { freshnessPrior, popularityPrior } from './item-priors.ts';
import type { Ranked, RankedCatalog, RankedHead, RankedHistory, Ranking, RankOptions } from './ranker.ts';
import { standardSample } from './standard-sample.ts';
import { withVariants } from './variants.ts';

/** Variety of the product as shipped; what it costs is in DESIGN.md. */
export const DEFAULT_DIVERSITY = 0.3;

/** The page's own items count as evidence as a context head leads a content head. */
const EVIDENCE_SHARES: EvidenceShares = { history: 1, context: 1.5 };

/** One request, ready for the kernels, with what its parts are called. */
export interface PreparedRequest {
  request: Omit<RankRequest, 'k'>;
  heads: NamedHead[];
  /** In the request's prior. */
  added: AddedHead[];
  attended: Uint32Array;
}

/**
 * Ranks a catalog for a history: attention, evidence and priors, standardised and blended; the best few re-ordered for
 * variety; the winners' weights beside them.
 *
 *   score[c] = Σ_head blendWeight · (readout_head[c] − mean_head) / deviation_head
 *
 * @throws {RangeError} when diversity or calibration is outside 0 … 1, a cap is below 1, or k is negative
 */
export async function rankCatalog(catalog: RankedCatalog, history: RankedHistory, options: RankOptions, signal?: AbortSignal): Promise<Ranking> {
  const started = performance.now();
  const { prepared, result, places, rows, score } = await chooseRows(catalog, history, options, signal);
  const chosen = performance.now();
  const weighed = await catalog.resident.weigh(rows, prepared.request, signal);
  return {
    ...rankingOf(prepared, result, places, weighed),
    timings: { score, diversify: chosen - started - score, weigh: performance.now() - chosen },
  };
}

/** The rows that `rankCatalog` ranks, best first, without what explains them. @throws as `rankCatalog` */
export async function rankRows(catalog: RankedCatalog, history: RankedHistory, options: RankOptions, signal?: AbortSignal): Promise<Uint32Array> {
  return (await chooseRows(catalog, history, options, signal)).rows;
}

/** The best few, and which of them are listed: by place among them, and by row; and the milliseconds that their scores took. */
async function chooseRows(catalog: RankedCatalog, history: RankedHistory, options: RankOptions, signal?: AbortSignal): Promise<{ prepared: PreparedRequest; result: RankResult; places: number[]; rows: Uint32Array; score: number }> {
  if (!(options.k >= 0)) throw new RangeError(`rankCatalog: expected k of at least 0, got ${options.k}`);
  const started = performance.now();
  const prepared = prepareRequest(catalog, history, options);
  let score = performance.now() - started;
  const rank = async (k: number): Promise<RankResult> => {
    const asked = performance.now();
    const result = await catalog.resident.rank({ ...prepared.request, k }, signal);
    score += performance.now() - asked;
    return result;
  };
  const { result, places } = await choose(rank, catalog, options, interestsOf(history, options));
  return { prepared, result, places, rows: Uint32Array.from(places, (place) => result.rows[place]), score };
}

/** What calibration aims at, where it is asked for. */
export function interestsOf(history: RankedHistory, { calibration = 0, now }: Pick<RankOptions, 'calibration' | 'now'>): CategoryMix {
  return calibration > 0 ? interestMix(history, now) : new Map();
}

/**
 * The request that `options` and `history` make of the kernels.
 *
 * @param held moments to standardise by, in place of the heads' own; a head that is not among them adds nothing
 */
export function prepareRequest(catalog: RankedCatalog, history: RankedHistory, options: RankOptions, held?: readonly RankedHead[]): PreparedRequest {
  const { context, now } = options;
  const blend: Blend = { ...catalog.blend, ...options.blend };
  const { rows } = catalog.vectors;
  const heads = contentHeads(history.events, context?.keys.rows ?? 0, now, blend, history.degrees, options.content);
  const evidence = evidenceWeights(history.events, context?.keys.rows ?? 0, now, options.evidence ?? EVIDENCE_SHARES, history.degrees);
  const keys = context ? appendRows(history.keys, context.keys) : history.keys;
  const attended = attendedRows(heads, keys.rows, evidence);
  const seen = heads.map((head) => ({ ...head, bias: Float32Array.from(attended, (h) => head.bias[h]), ...(held && { blendWeight: heldWeight(head, held) }) }));
  const isRead = (head: HeadName): boolean => blend[head] !== 0 || (options.read ?? []).includes(head);
  const popularity = catalog.popularity && isRead('popularity') ? popularityPrior(catalog.popularity, blend.popularity) : null;
  const freshness = catalog.published && isRead('freshness') ? freshnessPrior(catalog.published, now, blend.freshness) : null;
  const met = context ? [...history.met, ...context.met] : history.met;
  const added = addedHeads({
    rows,
    evidence: catalog.evidence.filter(({ head }) => isRead(head)),
    priors: [popularity, freshness].filter((prior) => prior !== null),
    met: Array.from(attended, (h) => met[h]),
    weights: Array.from(attended, (h) => evidence[h]),
    blend,
    held,
  });
  return {
    heads: seen,
    added: added.heads,
    attended,
    request: {
      history: attended.length === keys.rows ? keys : pickRows(keys, attended),
      heads: seen,
      prior: added.sum,
      excluded: excludedRows(rows, withVariants(history.rows, catalog.groups), options.exclude ?? []),
      sample: held ? new Uint32Array(0) : standardSample(rows),
    },
  };
}

/** The factor of a readout that is not standardised: by held moments, but for their mean, which all rows share. */
function heldWeight({ head, blendWeight }: NamedHead, held: readonly RankedHead[]): number {
  const deviation = held.find((each) => each.head === head)?.deviation ?? 0;
  return deviation > 0 ? blendWeight / deviation : 0;
}

/** A bit set of all rows but these. */
export function allBut(listed: Iterable<number>, rows: number): Uint32Array {
  return excludedRows(rows, listed).map((bits) => ~bits);
}

function excludedRows(rows: number, ...lists: Iterable<number>[]): Uint32Array {
  const bits = new Uint32Array(Math.ceil(rows / 32));
  for (const list of lists) for (const row of list) if (row >= 0 && row < rows) bits[row >> 5] |= 1 << (row & 31);
  return bits;
}

/** What the results at `places` are made of; `weighed` belongs to them, in order. */
export function rankingOf({ heads, added, attended }: PreparedRequest, result: RankResult, places: readonly number[], { similarities, weights }: WeighResult): Omit<Ranking, 'timings'> {
  const ranked = places.map((place): Ranked => {
    const row = result.rows[place];
    return {
      row,
      score: result.scores[place],
      relevanceRank: place + 1,
      readouts: [...result.readouts.subarray(place * heads.length, (place + 1) * heads.length), ...added.map((head) => head.readout(row))],
    };
  });
  const all = new Float32Array((heads.length + added.length) * ranked.length * attended.length);
  all.set(weights);
  added.forEach((head, index) => {
    for (const [place, { row }] of ranked.entries()) all.set(head.shares(row) ?? [], ((heads.length + index) * ranked.length + place) * attended.length);
  });
  return {
    ranked,
    heads: [...heads.map(({ head, blendWeight }, i): RankedHead => ({ head, blendWeight, ...result.moments[i] })), ...added.map(({ head, blendWeight, mean, deviation }): RankedHead => ({ head, blendWeight, mean, deviation }))],
    attended,
    similarities,
    weights: all,
  };
}
