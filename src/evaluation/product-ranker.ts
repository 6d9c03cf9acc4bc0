import { pickRows, quantise, type QuantisedMatrix } from '../domain/matrix.ts';
import type { Kernels, Products, RankResult, ResidentCatalog } from '../kernels/kernels.ts';
import { DEFAULT_BLEND } from '../ranker/blend.ts';
import { type CategoryMix, interestMix } from '../ranker/diversity/calibration.ts';
import { choose } from '../ranker/diversity/choose.ts';
import type { DiversityOptions } from '../ranker/diversity/diversify.ts';
import { historyOfRows } from '../ranker/history-of-rows.ts';
import { DEFAULT_DIVERSITY, prepareRequest } from '../ranker/rank.ts';
import { rankedCatalog } from '../ranker/ranked-catalog.ts';
import type { RankedCatalog, RankedHistory, RankOptions } from '../ranker/ranker.ts';
import { scoreRepeats } from '../ranker/repeat-scores.ts';
import { chanceOf, returnsOf } from '../ranker/returns.ts';
import { scoreRows } from '../ranker/score-rows.ts';
import { SAMPLE_ROWS, standardSample } from '../ranker/standard-sample.ts';
import { CatalogInTime } from '../training/catalog-in-time.ts';
import { type Learning, learnOnce, published } from '../training/learn-catalog.ts';
import { type LearnedCatalog, type LearnInput, PACK_MIN_SUPPORT } from '../training/learned-catalog.ts';
import { keysThrough, queriesThrough } from '../training/through-transform.ts';
import type { EvaluationData, EvaluationRanker } from './evaluation-ranker.ts';
import { newestTime } from './newest-time.ts';

/** Rows of a whole catalog that are read in the time that one row of a few takes, by simd kernels in Node. */
const ROW_COST = 30;

/** Names of productRankers(). */
export const PRODUCT_RANKERS = ['attune-plain', 'attune', 'attune-untrained', 'attune-packed'] as const;

/** Name of the product's ranker at a diversity of its own. */
export function diverseName(diversity: number): string {
  return `attune@${diversity}`;
}

/** Of what scores candidates: how they are chosen comes later. */
const OPTIONS: Omit<RankOptions, 'now'> = { k: 0, diversity: 0 };

/** What a pack holds that was compiled from a feed alone. */
const UNTRAINED: LearnedCatalog = { transform: null, coVisitation: null, popularity: null, blend: DEFAULT_BLEND, sharpness: 1, repeats: null, lenders: null };

/**
 * The product's own ranker on `kernels`, as a pack compiled from train would be ranked: `attune` as shipped, `attune-plain`
 * without diversity, and one for each of `diversities`; `attune-untrained` is `attune-plain` of a pack that was given no
 * interactions, and so no weight that this data could have told; `attune-packed` is `attune-plain` of a pack that publishes what
 * `attune pack` does unless told otherwise: pairs of five people or more.
 *
 * A case is ranked at its own time; one that has none, at the newest time of train, which nothing comes after that is asked of a split
 * in time; where train has none either, at one that is fixed.
 *
 * @param minSupport people that a pair of companions must be of, as for `learnCatalog`; of all but `attune-packed`
 */
export function productRankers(kernels: Kernels, products: Products, diversities: readonly number[] = [], minSupport = 1): Map<string, () => EvaluationRanker> {
  // Packs of the same data share W, and those of the same support all: who comes first learns it.
  const learned = new Map<EvaluationData['sequences'], { once: Promise<Learning>; bySupport: Map<number, Promise<LearnedCatalog>> }>();
  const learnAt = (support: number) => (data: EvaluationData): Promise<LearnedCatalog> => {
    const { items, sequences, people, times, histories, similarities, seed, breathe, told } = data;
    const input: LearnInput = { items, vectors: similarities.vectors, keys: similarities.keys, sequences, people, times, histories, kernels, products, seed, minSupport: support, breathe, told };
    if (!learned.has(sequences)) learned.set(sequences, { once: learnOnce(input), bySupport: new Map() });
    const { once, bySupport } = learned.get(sequences)!;
    if (!bySupport.has(support)) bySupport.set(support, once.then((learning) => published(input, learning)));
    return bySupport.get(support)!;
  };
  const learn = learnAt(minSupport);
  const [plain, shipped, untrained, packed] = PRODUCT_RANKERS;
  const named: [string, number][] = [[plain, 0], [shipped, DEFAULT_DIVERSITY], ...diversities.map((diversity): [string, number] => [diverseName(diversity), diversity])];
  const rankers = new Map(named.map(([name, diversity]) => [name, () => productRanker(name, kernels, products, learn, diversity)]));
  rankers.set(untrained, () => ({ ...productRanker(untrained, kernels, products, async () => UNTRAINED, 0), varied: undefined }));
  return rankers.set(packed, () => ({ ...productRanker(packed, kernels, products, learnAt(PACK_MIN_SUPPORT), 0), varied: undefined, opened: undefined }));
}

/** The product's own ranker of what `learn` gives, at a diversity; lists are by score where that is 0. */
export function productRanker(name: string, kernels: Kernels, products: Products, learn: (data: EvaluationData) => Promise<LearnedCatalog>, diversity: number): EvaluationRanker {
  let catalog: RankedCatalog;
  let inTime: CatalogInTime;
  /** The standard sample by itself, made when first asked for. */
  let sampleOf: () => Promise<ResidentCatalog>;
  let keys: QuantisedMatrix;
  let items: EvaluationData['items'];
  let sharpness: number;
  /** ISO time of cases that have none. */
  let present: string;
  /** By row, of a history; null where none of it may be listed. */
  let chancesOf: ((history: readonly number[]) => Map<number, number>) | null;
  /** Of the case that was asked for last: `list` comes after `score` of the same one. */
  let last: { history: readonly number[]; now: string; asOf: RankedCatalog; scores: Float32Array; candidates: Candidates | null };
  const listBy = (options: DiversityOptions): EvaluationRanker['list'] => async (history, k, excluded) => {
    const exclude = [...(chancesOf ? history : []), ...[...excluded.keys()].filter((row) => excluded[row] === 1)];
    last.candidates ??= candidatesOf(last.asOf, historyOfRows(history, items, keys, last.now), exclude, last.now);
    const { rank, interests } = last.candidates;
    const { result, places } = await choose(rank, catalog, { ...options, k }, interests);
    const list = places.map((place) => result.rows[place]);
    return chancesOf ? withRepeats(list, history, last.scores, k) : list;
  };
  const scoreOnce: EvaluationRanker['score'] = async (history, out, atMs) => {
    const now = atMs === undefined ? present : new Date(atMs).toISOString();
    if (last?.history !== history || last.now !== now) {
      const asOf = atMs === undefined ? catalog : inTime.before(atMs);
      const { request } = prepareRequest(asOf, historyOfRows(history, items, keys, now), { ...OPTIONS, now });
      const scores = await catalog.resident.scores({ ...request, k: 0 });
      if (chancesOf) scoreRepeats(chancesOf(history), sharpness, scores);
      last = { history, now, asOf, scores, candidates: null };
    }
    out.set(last.scores);
  };
  return {
    name,
    async fit(data) {
      const { transform, repeats, ...learned } = await learn(data);
      ({ sharpness } = learned);
      present = newestTime(data.times);
      chancesOf = data.allowRepeats ? (history) => new Map(returnsOf(history).map((back) => [back.met, repeats ? chanceOf(back, back.met, repeats) : 0])) : null;
      const { vectors, keys: read } = data.similarities;
      ({ items } = data);
      keys = keysThrough(products, transform, read);
      const queries = queriesThrough(products, transform, vectors, learned.popularity);
      const resident = await kernels.load(queries);
      let sample: Promise<ResidentCatalog> | undefined;
      sampleOf = () => (sample ??= kernels.load(pickRows(queries, standardSample(queries.rows))));
      catalog = { ...rankedCatalog({ items, vectors: quantise(vectors), ...learned }), resident };
      inTime = new CatalogInTime(catalog);
    },
    score: scoreOnce,
    async scoreRows(history, rows) {
      const pays = SAMPLE_ROWS + ROW_COST * rows.length < items.length;
      // What comes back is weighed against all that is new.
      if (pays && !chancesOf) return scoreRows(catalog, await sampleOf(), rows, historyOfRows(history, items, keys, present), { ...OPTIONS, now: present });
      const all = new Float32Array(items.length);
      await scoreOnce(history, all);
      return Float32Array.from(rows, (row) => all[row]);
    },
    opened: diversity === 0 ? () => ({ catalog, historyOf: (rows) => historyOfRows(rows, items, keys, present), now: present }) : undefined,
    varied: diversity !== 0 ? undefined : (options) => ({ name, fit: () => undefined, score: scoreOnce, list: listBy(options) }),
    list: diversity === 0 ? undefined : listBy({ diversity }),
  };
}

/** What lists of one history are chosen among. */
interface Candidates {
  rank(size: number): Promise<RankResult>;
  interests: CategoryMix;
}

/** Ranks each size of a pool once. */
function candidatesOf(catalog: RankedCatalog, history: RankedHistory, exclude: readonly number[], now: string): Candidates {
  const { request } = prepareRequest(catalog, history, { ...OPTIONS, exclude, now });
  const known = new Map<number, Promise<RankResult>>();
  return {
    interests: interestMix(history, now),
    rank(size) {
      const result = known.get(size) ?? catalog.resident.rank({ ...request, k: size });
      known.set(size, result);
      return result;
    },
  };
}

/** A varied list of what is new, and among it, by score, what comes back. */
function withRepeats(fresh: readonly number[], history: readonly number[], scores: Float32Array, k: number): number[] {
  const list = [...fresh];
  for (const row of [...new Set(history)].filter((old) => scores[old] > -Infinity).toSorted((a, b) => scores[b] - scores[a])) {
    const at = list.findIndex((other) => scores[other] < scores[row]);
    list.splice(at < 0 ? list.length : at, 0, row);
  }
  return list.slice(0, k);
}
