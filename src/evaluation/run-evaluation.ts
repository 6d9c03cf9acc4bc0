import type { Item } from '../domain/item.ts';
import type { Matrix } from '../domain/matrix.ts';
import type { Products } from '../kernels/kernels.ts';
import { arrangeItems } from './arrange-items.ts';
import { breather } from './breather.ts';
import { checkTargets } from './check-targets.ts';
import { bootstrapInterval, clustersOf, type Clusters, type Comparison, compareRankers } from './compare-rankers.ts';
import { coldItems } from './cold-items.ts';
import type { EvaluationData, EvaluationRanker } from './evaluation-ranker.ts';
import { type FaithfulnessReport, measureFaithfulness } from './faithfulness.ts';
import { type ImpressionsResult, measureImpressions } from './impressions.ts';
import { type Contestant, rankCases } from './rank-cases.ts';
import { isOwn } from './rankers.ts';
import { RankerTally, type RankerReport, yardstickOf } from './ranker-tally.ts';
import type { ReadCases } from './read-cases.ts';
import type { ImpressionLog } from './read-impressions.ts';
import type { ReadSequences } from './read-sequences.ts';
import { type Counts, count, resolveCases, type ResolvedCase, resolveSequences, withoutRows } from './resolve-cases.ts';
import { type ResolvedImpressions, resolveImpressions } from './resolve-impressions.ts';
import { SimilarityRows } from './similarity-rows.ts';
import { type ByDiversity, measureTradeOff, type TradeOffPlan } from './trade-off.ts';
import { trainCounts } from './train-counts.ts';
import { type Asked, untoldHistories } from './untold-histories.ts';

const DEFAULT_K = 10;

/**
 * How train and test were parted, which says what a figure may claim.
 *
 *   global-time    at one point in time: train holds nothing later than a test case
 *   per-user-time  each person's last events are test: others' later ones are in train
 *   unordered      order says nothing of time
 */
export const SPLIT_ORDERS = ['global-time', 'per-user-time', 'unordered'] as const;
export type SplitOrder = (typeof SPLIT_ORDERS)[number];

export interface EvaluationOptions {
  /** Names the result. */
  dataset: string;
  items: readonly Item[];
  /** Row r belongs to `items[r]`, in the plain encoder's space. */
  vectors: Matrix;
  /** The items as another encoder of the space reads them in a history; `vectors` unless given. */
  keys?: Matrix;
  train: ReadSequences;
  /** What came after histories; only with `impressions` may there be none. */
  test?: ReadCases;
  /** What people were shown and clicked: how well does each ranker order it? */
  impressions?: ImpressionLog;
  rankers: readonly EvaluationRanker[];
  /** What computes cosines, many at once; plain loops unless given. */
  products?: Products;
  /** How train and test were parted; unstated unless given. What belies it is remarked. */
  order?: SplitOrder;
  /** What was left out before this, by reason: added to the result's. */
  counted?: { skipped: Counts; remarks: Counts };
  /** Length of a list; 10 unless given. */
  k?: number;
  /** Of ties, samples and the order of items; 0 unless given. */
  seed?: number;
  /** Whether items of the history may be recommended again. */
  allowRepeats?: boolean;
  /** Lengths that histories are cut to, their newest kept: how well is a person known by so little? */
  historyLengths?: readonly number[];
  /** Share of the items that is taken out of train, 0 … 1. */
  cold?: number;
  /** What the variety of lists costs, measured of the first ranker whose lists can be varied; not at all unless given. */
  tradeOff?: TradeOffPlan;
  /** Cases whose explanations are tried: does what they name carry the list? None unless given. */
  faithfulness?: number;
  /** Told once all cases are ranked: nDCG by ranker, [cases] each, and which cases are of one user. */
  onGains?: (gains: ReadonlyMap<string, Float64Array>, clusters: Clusters) => void;
  onProgress?: (progress: EvaluationProgress) => void;
  signal?: AbortSignal;
}

export interface EvaluationProgress {
  step: 'fit' | 'rank' | 'cut' | 'vary' | 'remove' | 'order';
  /** Being fitted. */
  ranker?: string;
  /** Rankers fitted, cases ranked (`cut`: with shorter histories; `vary`: at every diversity; `remove`: with events removed), or impressions ordered. */
  done: number;
  total: number;
  /** Share of this ranker's fit that is done, where it tells. */
  part?: number;
}

export interface EvaluationResult {
  dataset: string;
  order: SplitOrder | 'unstated';
  k: number;
  /** How many were ranked; 0 where there are impressions alone. */
  cases: number;
  rankers: Record<string, RankerReport>;
  /** Mean nDCG where histories are cut to a length and its 95 % interval, by ranker, in the order of `lengths`; missing where none was asked for. */
  byLength?: { lengths: readonly number[]; ndcg: Record<string, number[]>; intervals: Record<string, [number, number][]> };
  /** What variety costs, by method; missing where it was not asked for, or no ranker's lists can be varied. */
  byDiversity?: ByDiversity;
  /** What removing events does to what they explain, by ranker that explains; missing where it was not asked for. */
  faithfulness?: Record<string, FaithfulnessReport>;
  /** How well what people were shown is ordered; missing where none is given. */
  impressions?: ImpressionsResult;
  /** Our own rankers beside each baseline that was measured. */
  comparisons: Comparison[];
  /** Lines of test that made no case, by reason: `cases` and these add up to its lines; and what `counted` has. */
  skipped: Counts;
  /** What else was left out or odd, by reason, in what was kept. */
  remarks: Counts;
}

/** There was nothing to measure. */
export class EvaluationError extends Error {
  override name = 'EvaluationError';
}

/**
 * Measures rankers: each ranks the full catalog for each case, items of the history left out unless `allowRepeats`, and orders
 * what each impression showed; equal scores stand in seeded random order. What was published after the time of a case is no candidate
 * of it.
 *
 * @throws {EvaluationError} when no case can be ranked, or no impression judged; {RangeError} on wrong options; `AbortError` when given up
 */
export async function runEvaluation(options: EvaluationOptions): Promise<EvaluationResult> {
  const { dataset, train, test, rankers, k = DEFAULT_K, seed = 0, allowRepeats = false, cold = 0, historyLengths = [], tradeOff, faithfulness = 0, onProgress, signal } = options;
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`evaluate: expected k to be a whole number of at least 1, got ${k}`);
  const wrong = historyLengths.find((length) => !Number.isInteger(length) || length < 0);
  if (wrong !== undefined) throw new RangeError(`evaluate: expected lengths of histories to be whole numbers of at least 0, got ${wrong}`);
  if (!test && !options.impressions) throw new RangeError('evaluate: expected test cases or impressions, got neither');
  const { items, vectors, keys, rowOf, duplicates } = arrangeItems(options.items, options.vectors, seed, options.keys);
  const resolved = resolveCases(test?.cases ?? [], rowOf, allowRepeats);
  const skipped = { ...options.counted?.skipped, ...resolved.skipped };
  count(skipped, 'bad-line', test?.faults.length ?? 0);
  if (test && resolved.cases.length === 0) throw nothingLeft('case with a target in the catalog', skipped);
  const shown = options.impressions && resolveImpressions(options.impressions, rowOf);
  if (shown?.groups.length === 0) throw nothingLeft('impression with an item clicked and one not', shown.skipped);
  const known = resolveSequences(train.sequences, rowOf);
  const remarks = { ...options.counted?.remarks, ...resolved.remarks, ...known.remarks };
  if (options.order && options.order !== 'unordered') Object.assign(remarks, checkTargets(resolved.cases, items, train.sequences, options.order));
  count(remarks, 'target-published-later', publishedLater(resolved.cases, items));
  count(remarks, 'duplicate-item', duplicates);
  count(remarks, 'bad-train-line', train.faults.length);
  count(remarks, 'dismissed-train-event', train.dismissed);
  count(remarks, 'disliked-train-event', train.disliked);
  const missed = coldItems(items.length, cold, seed);
  const { sequences, people, times } = withoutRows(known, missed);
  // Impressions do not change what cases measure.
  const histories = untoldHistories(test ? resolved.cases.map(({ user, history, target }) => ({ user, history, targets: [target] })) : clickedAfter(shown!));
  const data: EvaluationData = { items, rowOf, sequences, people, times, histories, similarities: new SimilarityRows(vectors, { keys, products: options.products }), allowRepeats, seed, breathe: breather(signal) };
  const fitSeconds = await fitRankers(rankers, data, onProgress);
  const measured = test ? await measureCases(rankers, resolved.cases, data, { k, allowRepeats, cold: missed, historyLengths, tradeOff, faithfulness, fitSeconds, onGains: options.onGains, onProgress }) : { rankers: {}, comparisons: [] };
  const impressions = shown && (await measureImpressions(shown, rankers, fitSeconds, data, (done, total) => onProgress?.({ step: 'order', done, total })));
  return { dataset, order: options.order ?? 'unstated', k, cases: resolved.cases.length, ...measured, ...(impressions && { impressions }), skipped, remarks };
}

/** @returns seconds, by ranker */
async function fitRankers(rankers: readonly EvaluationRanker[], data: EvaluationData, onProgress: EvaluationOptions['onProgress']): Promise<number[]> {
  const seconds: number[] = [];
  for (const [done, ranker] of rankers.entries()) {
    const told = (part?: number): void => onProgress?.({ step: 'fit', ranker: ranker.name, done, total: rankers.length, ...(part !== undefined && { part }) });
    told();
    await data.breathe();
    const start = performance.now();
    await ranker.fit({ ...data, told });
    seconds.push((performance.now() - start) / 1000);
  }
  return seconds;
}

interface CaseOptions extends Required<Pick<EvaluationOptions, 'k' | 'allowRepeats' | 'historyLengths' | 'faithfulness'>>, Pick<EvaluationOptions, 'tradeOff' | 'onGains' | 'onProgress'> {
  cold: ReadonlySet<number>;
  fitSeconds: readonly number[];
}

async function measureCases(
  rankers: readonly EvaluationRanker[],
  cases: readonly ResolvedCase[],
  data: EvaluationData,
  { k, allowRepeats, cold, historyLengths, tradeOff, faithfulness, fitSeconds, onGains, onProgress }: CaseOptions,
): Promise<Pick<EvaluationResult, 'rankers' | 'comparisons' | 'byLength' | 'byDiversity' | 'faithfulness'>> {
  const counts = trainCounts(data.sequences, data.items.length);
  const yardstick = yardstickOf(k, data.items, data.similarities.vectors, counts, data.seed);
  const contestants = rankers.map((ranker): Contestant => ({ ranker, tally: new RankerTally(yardstick), seconds: 0 }));
  await rankCases(cases, contestants, data, { k, allowRepeats, counts, onCase: (done) => onProgress?.({ step: 'rank', done, total: cases.length }) });
  const clusters = clustersOf(cases.map(({ user }) => user));
  const byLength = { lengths: historyLengths, ndcg: listsBy<number>(rankers), intervals: listsBy<[number, number]>(rankers) };
  for (const [cut, newest] of historyLengths.entries()) {
    const again = rankers.map((ranker): Contestant => ({ ranker, tally: new RankerTally(yardstick), seconds: 0 }));
    await rankCases(cases, again, data, { k, allowRepeats, counts, newest, onCase: (done) => onProgress?.({ step: 'cut', done: cut * cases.length + done, total: historyLengths.length * cases.length }) });
    for (const { ranker: { name }, tally: { gains } } of again) {
      byLength.ndcg[name].push(gains.reduce((sum, gain) => sum + gain, 0) / cases.length);
      byLength.intervals[name].push(bootstrapInterval(gains, clusters, data.seed));
    }
  }
  const varied = rankers.find((ranker) => ranker.varied)?.varied;
  const byDiversity = tradeOff && varied && (await measureTradeOff(varied, tradeOff, cases, data, { k, allowRepeats, counts, yardstick, clusters, onCase: (done) => onProgress?.({ step: 'vary', done, total: cases.length }) }));
  const tried: Record<string, FaithfulnessReport> = {};
  for (const { name, opened } of faithfulness > 0 ? rankers : []) {
    if (opened) tried[name] = await measureFaithfulness(opened(), cases, { sample: faithfulness, seed: data.seed, breathe: data.breathe, onCase: (done, total) => onProgress?.({ step: 'remove', ranker: name, done, total }) });
  }
  const gains = new Map(contestants.map(({ ranker, tally }) => [ranker.name, tally.gains]));
  onGains?.(gains, clusters);
  const places = [...cases.keys()].filter((place) => cold.has(cases[place].target));
  return {
    rankers: Object.fromEntries(contestants.map(({ ranker, tally, seconds }, index) => [ranker.name, { ...tally.report({ fit: fitSeconds[index], rank: seconds }, clusters, data.seed, places), ...chosenBy(ranker) }])),
    ...(historyLengths.length > 0 && { byLength }),
    ...(byDiversity && { byDiversity }),
    ...(Object.keys(tried).length > 0 && { faithfulness: tried }),
    comparisons: await compareRankers(gains, isOwn, clusters, data.seed, data.breathe),
  };
}

function listsBy<T>(rankers: readonly EvaluationRanker[]): Record<string, T[]> {
  return Object.fromEntries(rankers.map(({ name }) => [name, []]));
}

function chosenBy({ chosen }: EvaluationRanker): Pick<RankerReport, 'chosen'> {
  const parameters = chosen?.();
  return parameters ? { chosen: parameters } : {};
}

/** Cases that are asked before their target was published: one of the two times is wrong. */
function publishedLater(cases: readonly ResolvedCase[], items: readonly Item[]): number {
  return cases.filter(({ target, atMs = Infinity }) => Date.parse(items[target].publishedAt ?? '') > atMs).length;
}

function clickedAfter({ groups, shownIn }: ResolvedImpressions): Asked[] {
  const clickedIn = (impression: number): number[] => {
    const { rows, clicked } = shownIn(impression);
    return rows.filter((_, place) => clicked[place]);
  };
  return groups.map(({ user, history, impressions }) => ({ user, history, targets: impressions.flatMap(clickedIn) }));
}

function nothingLeft(wanted: string, skipped: Counts): EvaluationError {
  const reasons = Object.entries(skipped).map(([reason, times]) => `${times} ${reason}`);
  return new EvaluationError(`evaluate: expected at least one ${wanted}, got none${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}`);
}
