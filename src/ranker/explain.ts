import { itemIdOf } from '../domain/event.ts';
import type { ItemId } from '../domain/item.ts';
import type { HeadName } from '../domain/recommendation.ts';
import { pickRows } from '../domain/matrix.ts';
import type { RankRequest, ResidentCatalog } from '../kernels/kernels.ts';
import type { RankedCatalog, RankedHead, RankedHistory, Ranking, RankOptions } from './ranker.ts';
import { allBut, type PreparedRequest, prepareRequest, rankingOf } from './rank.ts';

/** What one head did: see HeadShare in domain/recommendation.ts. */
export interface HeadPart {
  head: HeadName;
  readout: number;
  z: number;
  blendWeight: number;
  share: number;
}

/** What one event (or row of the context) did. */
export interface EventPart {
  /** Index into the history; H and above are rows of the context. */
  event: number;
  /** Attention weight, or part of the evidence, in the first head that it has a part in: content, where it speaks for its item. */
  weight: number;
  similarity: number;
  share: number;
  /** Where most of its share comes from. */
  head: HeadName;
}

export interface Parts {
  /** Those that have a weight and a say. */
  heads: HeadPart[];
  /** By size of the share, largest first; events without one are left out. */
  events: EventPart[];
  /** Of heads that rest on no event: priors, and evidence or attention that none speaks in. */
  itemShare: number;
}

/**
 * Takes one score apart.
 *
 *   z            = (readout − mean) / deviation,  0 where the deviation is 0
 *   head share   = blendWeight·z / Σ_heads |blendWeight·z|          signed
 *   event part   = Σ_heads blendWeight·z · weight                   attention weight, or part of the evidence
 *   item part    = Σ blendWeight·z of the heads without any weight
 *   share        = part / (Σ_events |event part| + |item part|)     signed
 *
 * So heads sum to 1 in size, and so do events with the item; an event's is Σ_heads head share · weight unless heads contradict
 * each other about it.
 *
 * @param place index into `ranking.ranked`
 * @throws {RangeError} when there is no such place
 */
export function partsOf(ranking: Ranking, place: number): Parts {
  const winner = ranking.ranked[place];
  if (!winner) throw new RangeError(`partsOf: expected a place below ${ranking.ranked.length}, got ${place}`);
  const heads = ranking.heads.map((head, i) => headPart(head, winner.readouts[i]));
  const size = heads.reduce((sum, { blendWeight, z }) => sum + Math.abs(blendWeight * z), 0);
  for (const part of heads) part.share = size > 0 ? (part.blendWeight * part.z) / size : 0;
  return { heads: heads.filter(({ blendWeight }, i) => blendWeight !== 0 && winner.readouts[i] !== null), ...sharesOf(eventParts(ranking, place, heads), itemPart(ranking, place, heads)) };
}

/** Parts as shares: in size they sum to 1, or are all 0. */
function sharesOf(events: EventPart[], item: number): Pick<Parts, 'events' | 'itemShare'> {
  const size = events.reduce((sum, { share }) => sum + Math.abs(share), Math.abs(item));
  if (!(size > 0)) return { events, itemShare: 0 };
  for (const part of events) part.share /= size;
  return { events, itemShare: item / size };
}

/** A head's part before its share is known. */
function headPart({ head, blendWeight, mean, deviation }: RankedHead, readout: number | null): HeadPart {
  return { head, readout: readout ?? 0, blendWeight, z: deviation > 0 && readout !== null ? (readout - mean) / deviation : 0, share: 0 };
}

/** What each head says of the row at `place`, standardised, whatever its weight; a head without a say is left out. */
export function standardisedAt({ ranked, heads }: Ranking, place: number): Partial<Record<HeadName, number>> {
  const said = heads.flatMap(({ head, mean, deviation }, i) => {
    const readout = ranked[place].readouts[i];
    return readout === null || !(deviation > 0) ? [] : [[head, (readout - mean) / deviation] as const];
  });
  return Object.fromEntries(said);
}

/** What heads say that rest on no event. */
function itemPart({ attended, ranked, weights }: Ranking, place: number, heads: readonly HeadPart[]): number {
  const width = attended.length;
  return heads.reduce((sum, { blendWeight, z }, head) => {
    const at = (head * ranked.length + place) * width;
    return weights.subarray(at, at + width).some((weight) => weight > 0) ? sum : sum + blendWeight * z;
  }, 0);
}

/** With `share` still the part of the score. */
function eventParts(ranking: Ranking, place: number, heads: readonly HeadPart[]): EventPart[] {
  const { attended, ranked, weights, similarities } = ranking;
  const width = attended.length;
  const parts: EventPart[] = [];
  for (let i = 0; i < width; i++) {
    const part: EventPart = { event: attended[i], weight: 0, similarity: similarities[place * width + i], share: 0, head: heads[0]?.head ?? 'content' };
    let most = 0;
    for (let head = 0; head < ranking.heads.length; head++) {
      if (heads[head].blendWeight === 0) continue;
      const weight = weights[(head * ranked.length + place) * width + i];
      part.weight ||= weight;
      const said = heads[head].blendWeight * heads[head].z * weight;
      part.share += said;
      if (Math.abs(said) > most) part.head = heads[head].head;
      most = Math.max(most, Math.abs(said));
    }
    if (part.weight > 0) parts.push(part);
  }
  return parts.sort((a, b) => Math.abs(b.share) - Math.abs(a.share));
}

/** One row's ranking, whether or not it made the list. */
export interface RowExplanation extends Parts {
  score: number;
  relevanceRank: number;
  /** True re-ranking without the strongest event of the history, moments held; null when no event has a part. */
  without: { event: number; relevanceRank: number } | null;
}

/** Explains the score of `row` for the same request that `rankCatalog` ranks. */
export async function explainRow(catalog: RankedCatalog, history: RankedHistory, options: RankOptions, row: number, signal?: AbortSignal): Promise<RowExplanation> {
  const { ranking, parts, score, relevanceRank } = await scoreRow(catalog, prepareRequest(catalog, history, options), row, signal);
  const strongest = parts.events.find(({ event, share }) => event < history.events.length && share > 0);
  return {
    ...parts,
    score,
    relevanceRank,
    without: strongest ? { event: strongest.event, relevanceRank: await rankWithout(catalog, history, options, ranking.heads, strongest.event, row, signal) } : null,
  };
}

/** One row's score and what it is made of. */
export interface ScoredRow {
  /** Of this row alone. */
  ranking: Ranking;
  parts: Parts;
  score: number;
  relevanceRank: number;
}

/** Scores `row`, listed or not, and takes its score apart. */
export async function scoreRow(catalog: RankedCatalog, prepared: PreparedRequest, row: number, signal?: AbortSignal): Promise<ScoredRow> {
  const { request } = prepared;
  const result = await catalog.resident.rank({ ...request, excluded: allBut([row], catalog.vectors.rows), k: 1 }, signal);
  const weighed = await catalog.resident.weigh(Uint32Array.of(row), request, signal);
  const ranking: Ranking = { ...rankingOf(prepared, result, [0], weighed), timings: {} };
  return { ranking, parts: partsOf(ranking, 0), score: result.scores[0], relevanceRank: await placeOf(catalog.resident, request, row, signal) };
}

/**
 * The place of `row` had the item of history event `event` never been met: its events are taken out, decays shift as if
 * they had not been, its own row may be listed again; mean and deviation of every head are held.
 */
async function rankWithout(catalog: RankedCatalog, history: RankedHistory, options: RankOptions, heads: readonly RankedHead[], event: number, row: number, signal?: AbortSignal): Promise<number> {
  const rest = withoutItems(history, new Set([itemIdOf(history.events[event])]));
  return placeOf(catalog.resident, prepareRequest(catalog, rest, options, heads).request, row, signal);
}

/** The history as it would be had these items never been met. */
export function withoutItems(history: RankedHistory, gone: ReadonlySet<ItemId>): RankedHistory {
  const keep = Uint32Array.from(history.events.keys()).filter((h) => !gone.has(itemIdOf(history.events[h])));
  return {
    events: Array.from(keep, (h) => history.events[h]),
    rows: Int32Array.from(keep, (h) => history.rows[h]),
    met: Array.from(keep, (h) => history.met[h]),
    keys: pickRows(history.keys, keep),
    degrees: history.degrees && Float32Array.from(keep, (h) => history.degrees![h]),
  };
}

async function placeOf(resident: ResidentCatalog, request: Omit<RankRequest, 'k'>, row: number, signal?: AbortSignal): Promise<number> {
  const scores = await resident.scores({ ...request, k: 0 }, signal);
  return placeByScore(scores, request.excluded, row);
}

/** Place of `row` among the rows that `excluded`, a bit set, leaves in: 1 is best; of equal scores the lower row comes first. */
export function placeByScore(scores: Float32Array, excluded: Uint32Array | undefined, row: number): number {
  let rank = 1;
  for (let other = 0; other < scores.length; other++) {
    if (other === row || (excluded && (excluded[other >> 5] >>> (other & 31)) & 1)) continue;
    if (scores[other] > scores[row] || (scores[other] === scores[row] && other < row)) rank++;
  }
  return rank;
}

