import { seededRandom, shuffle } from '../domain/seeded-random.ts';
import { DEFAULT_DIVERSITY } from '../ranker/rank.ts';
import { blendOf } from '../training/held-out-blend.ts';
import type { HeldOut } from '../training/hold-out.ts';
import { countsOf, type Learning, type Publishing, UNFITTED } from '../training/learn-catalog.ts';
import type { LearnedCatalog, LearnInput } from '../training/learned-catalog.ts';
import { breather } from './breather.ts';
import { coVisitationRanker } from './co-visitation-ranker.ts';
import { bootstrapInterval, type Clusters, clustersOf } from './compare-rankers.ts';
import type { EvaluationData, EvaluationRanker } from './evaluation-ranker.ts';
import { popularityRanker } from './prior-rankers.ts';
import { productRanker } from './product-ranker.ts';
import { rankCases } from './rank-cases.ts';
import { RankerTally, yardstickOf } from './ranker-tally.ts';
import type { ResolvedCase } from './resolve-cases.ts';
import { SimilarityRows } from './similarity-rows.ts';
import { sourceRanker } from './source-ranker.ts';
import { trainCounts } from './train-counts.ts';

const K = 10;
/** Enough for a standard error of a hundredth, and seconds to rank. */
const MOST_CASES = 500;

/** Of lists of ten; 95 % intervals by people. */
export interface HeldOutScore {
  ndcg: number;
  interval: [low: number, high: number];
  recall: number;
  recallInterval: [low: number, high: number];
}

/** What is published costs beside another pack of the same interactions. */
export interface PublishingCost extends HeldOutScore {
  /** What the other publishes. */
  minSupport: number;
  /** Its nDCG less that of what is published, and 95 % of that. */
  lost: number;
  lostInterval: [low: number, high: number];
}

/** How well a pack finds what its own shop's people chose next. */
export interface HeldOutReport {
  k: number;
  cases: number;
  people: number;
  /** `attune` as it is published and shipped, and what a shop might have instead. */
  rankers: Record<'attune' | 'popularity' | 'knn' | 'source', HeldOutScore>;
  /** Beside packs that tell of fewer people, or without noise. */
  costs: PublishingCost[];
  seconds: number;
}

/**
 * Ranks held-out choices as the pack that is being made would: with W and counts that have not seen them, and a blend that was
 * fitted to the other half of the people. So no weight has seen what it is judged by, and W is learned once for pack and report. At most
 * 500 cases, drawn by the seed. Popularity, co-visitation (all pairs, window and decay chosen on what is left) and source know as much.
 *
 * @param others what else is measured, to tell what publishing less costs
 * @returns null where no choice was held out
 */
export async function heldOutReport(input: LearnInput, learning: Learning, publishing: Publishing, others: readonly Publishing[], onCase?: (done: number, total: number) => void): Promise<HeldOutReport | null> {
  const started = performance.now();
  const cases = Array.from(shuffle(Uint32Array.from(learning.cases.keys()), seededRandom(input.seed)).subarray(0, MOST_CASES), (index) => learning.cases[index]);
  if (cases.length === 0) return null;
  const personOf = ({ sequence }: HeldOut): number => input.people?.[sequence] ?? sequence;
  const halves = halvesOf(learning.cases, personOf);
  const data = dataOf(input, learning);
  const counts = trainCounts(data.sequences, data.items.length);
  const yardstick = yardstickOf(K, data.items, data.similarities.vectors, counts, data.seed);
  const baselines = [popularityRanker(), coVisitationRanker(), sourceRanker()];
  for (const ranker of baselines) await ranker.fit(data);
  const ours: { tally: RankerTally; byHalf: EvaluationRanker[] }[] = [];
  for (const each of [publishing, ...others]) {
    const packs = await packsOf(input, learning, each, personOf, halves);
    const byHalf = packs.map((pack) => productRanker('attune', input.kernels, input.products, async () => pack, DEFAULT_DIVERSITY));
    ours.push({ tally: new RankerTally(yardstick), byHalf });
  }
  const tallies = baselines.map(() => new RankerTally(yardstick));
  const ranked: ResolvedCase[] = [];
  for (const [half, people] of halves.entries()) {
    const some = cases.filter((held) => people.has(personOf(held))).map((held): ResolvedCase => ({ user: String(personOf(held)), history: [...held.history], target: held.chosen, ...(held.atMs !== null && { atMs: held.atMs }) }));
    for (const { byHalf } of ours) await byHalf[half].fit(data);
    const contestants = [...ours.map(({ tally, byHalf }) => ({ ranker: byHalf[half], tally, seconds: 0 })), ...baselines.map((ranker, n) => ({ ranker, tally: tallies[n], seconds: 0 }))];
    await rankCases(some, contestants, data, { k: K, allowRepeats: false, counts, onCase: (done) => onCase?.(ranked.length + done, cases.length) });
    ranked.push(...some);
  }
  const clusters = clustersOf(ranked.map(({ user }) => user));
  const scoreOf = ({ gains }: RankerTally): HeldOutScore => scored(gains, clusters, data.seed);
  const [published, ...rest] = ours.map(({ tally }) => tally);
  const costs = rest.map((tally, n): PublishingCost => {
    const lost = tally.gains.map((gain, place) => gain - published.gains[place]);
    return { minSupport: others[n].minSupport ?? 1, ...scoreOf(tally), lost: meanOf(lost), lostInterval: bootstrapInterval(lost, clusters, data.seed) };
  });
  const [popularity, knn, source] = tallies.map(scoreOf);
  return { k: K, cases: cases.length, people: clusters.length, rankers: { attune: scoreOf(published), popularity, knn, source }, costs, seconds: (performance.now() - started) / 1000 };
}

/** People in two halves, in the order of the cases. */
function halvesOf(cases: readonly HeldOut[], personOf: (held: HeldOut) => number): [Set<number>, Set<number>] {
  const people = [...new Set(cases.map(personOf))];
  return [new Set(people.filter((_, n) => n % 2 === 0)), new Set(people.filter((_, n) => n % 2 === 1))];
}

/** What a pack would hold for each half of the people, by the choices of the others. */
async function packsOf(input: LearnInput, learning: Learning, publishing: Publishing, personOf: (held: HeldOut) => number, halves: readonly ReadonlySet<number>[]): Promise<LearnedCatalog[]> {
  if (publishing.privacy) {
    const noisy = await countsOf(input, learning.left, publishing);
    return halves.map(() => ({ ...UNFITTED, ...noisy }));
  }
  const { unseen, choices } = await learning.heldOut(publishing.minSupport ?? 1);
  return halves.map((people) => ({ ...unseen, ...blendOf(choices.filter(({ held }) => !people.has(personOf(held)))), repeats: null }));
}

function dataOf({ items, vectors, keys, people, times, products, seed, breathe = breather() }: LearnInput, { left }: Learning): EvaluationData {
  const kept = [...left.keys()].filter((place) => left[place].length > 0);
  return {
    items, rowOf: new Map(items.map(({ id }, row) => [id, row])), allowRepeats: false, histories: [], seed, breathe,
    sequences: kept.map((place) => left[place]),
    people: people && kept.map((place) => people[place]),
    times: times && kept.map((place) => times[place]?.slice(0, left[place].length) ?? null),
    similarities: new SimilarityRows(vectors, { keys, products }),
  };
}

/** Whatever is listed at all gains something. */
function scored(gains: Float64Array, clusters: Clusters, seed: number): HeldOutScore {
  const found = gains.map((gain) => Number(gain > 0));
  return { ndcg: meanOf(gains), interval: bootstrapInterval(gains, clusters, seed), recall: meanOf(found), recallInterval: bootstrapInterval(found, clusters, seed) };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
