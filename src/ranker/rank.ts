import { appendRows, pickRows } from '../domain/matrix.ts';
import type { RankRequest, RankResult } from '../kernels/kernels.ts';
import { attendedRows, contentHeads, type NamedHead } from './content-heads.ts';
import { diversify } from './diversify.ts';
import { popularityPrior, type PopularityPrior } from './popularity-prior.ts';
import type { Blend, Ranked, RankedCatalog, RankedHistory, Ranking, RankOptions } from './ranker.ts';
import { standardSample } from './standard-sample.ts';

/**
 * Blend of standardised heads where no interactions say better. Content and context lead; popularity breaks ties and
 * carries a cold user; a dislike takes back half of what an equal liking would give.
 */
export const DEFAULT_BLEND: Blend = { content: 1, context: 1.5, dislikes: -0.5, popularity: 0.1 };

/** Variety of the product as shipped; what it costs is in DESIGN.md. */
export const DEFAULT_DIVERSITY = 0.3;

/** Candidates that diversity may choose from, per result. */
const POOL = 4;

/** One request, ready for the kernels, with what its parts are called. */
export interface PreparedRequest {
  request: Omit<RankRequest, 'k'>;
  heads: NamedHead[];
  popularity: PopularityPrior | null;
  attended: Uint32Array;
}

/**
 * Ranks a catalog for a history: attention heads and priors, blended; the best few re-ordered for variety; the winners'
 * weights beside them.
 *
 *   score[c] = Σ_head blendWeight · z_head[c] + blendWeight_popularity · z(log popularity[c])
 *
 * @throws {RangeError} when diversity is outside 0 … 1 or k is negative
 */
export async function rankCatalog(catalog: RankedCatalog, history: RankedHistory, options: RankOptions, signal?: AbortSignal): Promise<Ranking> {
  if (!(options.k >= 0)) throw new RangeError(`rankCatalog: expected k of at least 0, got ${options.k}`);
  const started = performance.now();
  const prepared = prepareRequest(catalog, history, options);
  const k = options.diversity > 0 ? options.k * POOL : options.k;
  const result = await catalog.resident.rank({ ...prepared.request, k }, signal);
  const scored = performance.now();
  const kept = aboveThreshold(result, options.threshold);
  const chosen = diversify({ rows: result.rows.subarray(0, kept), scores: result.scores.subarray(0, kept) }, catalog.vectors, options.k, options.diversity, catalog.groups);
  const diversified = performance.now();
  const rows = Uint32Array.from(chosen, (place) => result.rows[place]);
  const { similarities, weights } = await catalog.resident.weigh(rows, prepared.request, signal);
  return {
    ranked: chosen.map((place) => rankedAt(result, place, prepared)),
    ...headsOf(prepared, result),
    attended: prepared.attended,
    similarities,
    weights,
    timings: { score: scored - started, diversify: diversified - scored, weigh: performance.now() - diversified },
  };
}

/** The request that `options` and `history` make of the kernels. */
export function prepareRequest(catalog: RankedCatalog, history: RankedHistory, options: RankOptions): PreparedRequest {
  const blend: Blend = { ...DEFAULT_BLEND, ...options.blend };
  const context = options.context;
  const heads = contentHeads(history.events, context?.rows ?? 0, options.now, blend);
  const keys = context ? appendRows(history.keys, context) : history.keys;
  const attended = attendedRows(heads, keys.rows);
  const seen = heads.map((head) => ({ ...head, bias: Float32Array.from(attended, (h) => head.bias[h]) }));
  const popularity = catalog.popularity && blend.popularity !== 0 ? popularityPrior(catalog.popularity, blend.popularity) : null;
  return {
    heads: seen,
    popularity,
    attended,
    request: {
      history: attended.length === keys.rows ? keys : pickRows(keys, attended),
      heads: seen,
      prior: popularity?.prior,
      excluded: excludedRows(catalog.vectors.rows, history.rows, options.exclude ?? []),
      sample: standardSample(catalog.vectors.rows),
    },
  };
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

/** How many of the sorted results reach the threshold. */
function aboveThreshold({ scores }: RankResult, threshold: number | undefined): number {
  if (threshold === undefined) return scores.length;
  const below = scores.findIndex((score) => score < threshold);
  return below < 0 ? scores.length : below;
}

/** The `place`-th result with what its score is made of. */
export function rankedAt(result: RankResult, place: number, { heads, popularity }: PreparedRequest): Ranked {
  const row = result.rows[place];
  const log = popularity?.logs[row];
  return {
    row,
    score: result.scores[place],
    relevanceRank: place + 1,
    readouts: [...result.readouts.subarray(place * heads.length, (place + 1) * heads.length)],
    popularity: log === undefined || Number.isNaN(log) ? null : log,
  };
}

/** The heads of a request with the moments that the kernels found, and its prior with its own. */
export function headsOf({ heads, popularity }: PreparedRequest, result: RankResult): Pick<Ranking, 'heads' | 'popularity'> {
  return {
    heads: heads.map(({ head, blendWeight }, i) => ({ head, blendWeight, ...result.moments[i] })),
    popularity: popularity && { head: 'popularity', blendWeight: popularity.blendWeight, mean: popularity.mean, deviation: popularity.deviation },
  };
}
