import { itemIdOf } from '../domain/event.ts';
import type { ItemId } from '../domain/item.ts';
import { seededRandom, shuffle } from '../domain/seeded-random.ts';
import { type Parts, partsOf, placeByScore, withoutItems } from '../ranker/explain.ts';
import { prepareRequest, rankCatalog } from '../ranker/rank.ts';
import type { RankedHistory, Ranking, RankOptions } from '../ranker/ranker.ts';
import { bootstrapInterval, type Clusters, clustersOf, holmCorrected, permutationTest } from './compare-rankers.ts';
import type { Explainable } from './evaluation-ranker.ts';
import type { ResolvedCase } from './resolve-cases.ts';

/** By what the items are chosen that are removed; the explanation's own choice first. */
export const REMOVALS = ['explained', 'similar', 'recent', 'random'] as const;
export type Removal = (typeof REMOVALS)[number];

/** How many items of a history are removed at once. */
const REMOVED = [1, 3];
/** Recommendations of each list that are tried. */
const TOP = 3;

/** What removing events did, as means over cases, each the mean of its list's first TOP items. */
export interface RemovalReport {
  by: Removal;
  removed: number;
  /** ln(place after / place before). */
  logRank: number;
  /** 95 % of `logRank`, by users. */
  interval: [low: number, high: number];
  /** Place after less place before. */
  places: number;
}

/** The explained removal beside another. */
export interface RemovalComparison {
  removed: number;
  against: Removal;
  /** Mean log rank change of the explained less that of the other. */
  difference: number;
  interval: [low: number, high: number];
  /** Two-sided, paired, by users. */
  p: number;
  /** The same, corrected for all comparisons of the report. */
  holm: number;
}

export interface FaithfulnessReport {
  cases: number;
  top: number;
  removals: RemovalReport[];
  comparisons: RemovalComparison[];
}

export interface FaithfulnessOptions {
  /** Most cases. */
  sample: number;
  seed: number;
  breathe: () => Promise<void> | undefined;
  onCase?: (done: number, total: number) => void;
}

/**
 * Tries explanations by removal: if what an explanation names is what carries a recommendation, the recommendation must fall
 * farther without it than without anything else of the same size. This is *comprehensiveness* (DeYoung et al., ERASER, ACL 2020),
 * with the change of place by true re-ranking for the change of probability: a recommender is used for its order. Of the aims
 * of explanations that Tintarev and Masthoff list (2015) this tries transparency, not whether people are persuaded.
 *
 *   change = ln(place of the item without m items of the history / its place with all)
 *
 * Removed are the m items whose events have the largest explained share together; the m most similar to the recommendation
 * (largest cosine, by the vectors that rank); the m met last; m at random. Decays shift as if the removed had never been;
 * moments and candidates are held, so that nothing moves but by what was removed. Only histories of more items than are
 * removed are tried. The lists are of the time that `explainable` has, whenever a case was asked.
 */
export async function measureFaithfulness(explainable: Explainable, cases: readonly ResolvedCase[], { sample, seed, breathe, onCase }: FaithfulnessOptions): Promise<FaithfulnessReport> {
  const tried = sampleOf(cases.filter(({ history }) => new Set(history).size > Math.max(...REMOVED)), sample, seed);
  const random = seededRandom(seed + 2);
  const tally = new RemovalTally();
  const users: (string | null)[] = [];
  for (const [done, { user, history }] of tried.entries()) {
    await breathe();
    const changes = await changesOf(explainable, history, random);
    // A history may hold the whole catalog: then nothing was recommended.
    if (changes.length > 0) {
      users.push(user);
      tally.add(changes);
    }
    onCase?.(done + 1, tried.length);
  }
  return { cases: users.length, top: TOP, ...(users.length > 0 ? tally.report(clustersOf(users), seed) : { removals: [], comparisons: [] }) };
}

/** Means of each case's changes, by removal. */
class RemovalTally {
  #logRanks = new Map<string, number[]>();
  #places = new Map<string, number[]>();

  /** @param changes of one case */
  add(changes: readonly Change[]): void {
    for (const key of new Set(changes.map(keyOf))) {
      const of = changes.filter((change) => keyOf(change) === key);
      append(this.#logRanks, key, meanOf(of.map(({ before, after }) => Math.log(after / before))));
      append(this.#places, key, meanOf(of.map(({ before, after }) => after - before)));
    }
  }

  report(clusters: Clusters, seed: number): Pick<FaithfulnessReport, 'removals' | 'comparisons'> {
    const logRanks = (by: Removal, removed: number): number[] => this.#logRanks.get(keyOf({ by, removed }))!;
    const removals = REMOVED.flatMap((removed) => REMOVALS.map((by): RemovalReport => {
      const values = logRanks(by, removed);
      return { by, removed, logRank: meanOf(values), interval: bootstrapInterval(values, clusters, seed), places: meanOf(this.#places.get(keyOf({ by, removed }))!) };
    }));
    const comparisons = REMOVED.flatMap((removed) => REMOVALS.slice(1).map((against): RemovalComparison => {
      const others = logRanks(against, removed);
      const differences = logRanks(REMOVALS[0], removed).map((value, place) => value - others[place]);
      return { removed, against, difference: meanOf(differences), interval: bootstrapInterval(differences, clusters, seed), p: permutationTest(differences, clusters, seed), holm: 1 };
    }));
    const corrected = holmCorrected(comparisons.map(({ p }) => p));
    return { removals, comparisons: comparisons.map((comparison, n) => ({ ...comparison, holm: corrected[n] })) };
  }
}

interface Change {
  by: Removal;
  removed: number;
  before: number;
  after: number;
}

function keyOf({ by, removed }: Pick<Change, 'by' | 'removed'>): string {
  return `${by} ${removed}`;
}

/** Every removal for every recommendation of one history. */
async function changesOf({ catalog, historyOf, now }: Explainable, rows: readonly number[], random: () => number): Promise<Change[]> {
  const history = historyOf(rows);
  const options: RankOptions = { k: TOP, diversity: 0, exclude: rows, now };
  const ranking = await rankCatalog(catalog, history, options);
  const ids = [...new Set(history.events.map(itemIdOf))];
  const shuffled = Array.from(shuffle(Uint32Array.from(ids.keys()), random), (at) => ids[at]);
  const recent = [...new Set(history.events.map(itemIdOf).toReversed())];
  const known = new Map<string, Promise<Float32Array>>();
  const { excluded } = prepareRequest(catalog, history, options).request;
  const scoresWithout = (gone: readonly ItemId[]): Promise<Float32Array> => {
    const key = JSON.stringify(gone.toSorted());
    const scores = known.get(key) ?? catalog.resident.scores({ ...prepareRequest(catalog, withoutItems(history, new Set(gone)), options, ranking.heads).request, k: 0 });
    known.set(key, scores);
    return scores;
  };
  const changes: Change[] = [];
  for (const [place, { row }] of ranking.ranked.entries()) {
    const orders: Record<Removal, ItemId[]> = {
      explained: byMost(ids, sharesOf(partsOf(ranking, place), history)),
      similar: byMost(ids, similaritiesOf(ranking, place, history)),
      recent,
      random: shuffled,
    };
    for (const removed of REMOVED) {
      for (const by of REMOVALS) {
        const scores = await scoresWithout(orders[by].slice(0, removed));
        changes.push({ by, removed, before: place + 1, after: placeByScore(scores, excluded, row) });
      }
    }
  }
  return changes;
}

/** What an explanation gives each item of the history, all of its events together. */
function sharesOf({ events }: Parts, history: RankedHistory): Map<ItemId, number> {
  const shares = new Map<ItemId, number>();
  for (const { event, share } of events) {
    if (event < history.events.length) shares.set(itemIdOf(history.events[event]), (shares.get(itemIdOf(history.events[event])) ?? 0) + share);
  }
  return shares;
}

function similaritiesOf({ attended, similarities }: Ranking, place: number, history: RankedHistory): Map<ItemId, number> {
  const most = new Map<ItemId, number>();
  for (const [at, event] of attended.entries()) {
    const id = itemIdOf(history.events[event]);
    most.set(id, Math.max(most.get(id) ?? -1, similarities[place * attended.length + at]));
  }
  return most;
}

function byMost(ids: readonly ItemId[], values: ReadonlyMap<ItemId, number>): ItemId[] {
  return ids.toSorted((a, b) => (values.get(b) ?? -Infinity) - (values.get(a) ?? -Infinity) || 0);
}

function sampleOf(cases: readonly ResolvedCase[], size: number, seed: number): ResolvedCase[] {
  return Array.from(shuffle(Uint32Array.from(cases.keys()), seededRandom(seed + 1)).subarray(0, size), (at) => cases[at]);
}

function append(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
