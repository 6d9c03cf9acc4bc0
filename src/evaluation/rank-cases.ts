import { publishedOf } from '../ranker/ranked-catalog.ts';
import type { EvaluationData, EvaluationRanker } from './evaluation-ranker.ts';
import { placeOf, topOf } from './protocol.ts';
import type { RankerTally } from './ranker-tally.ts';
import type { ResolvedCase } from './resolve-cases.ts';
import { rowsAfter } from './rows-after.ts';
import { ROWS_AT_ONCE, type SimilarityRows } from './similarity-rows.ts';
import { tieSalt } from './tie-order.ts';

/** One ranker under measurement. */
export interface Contestant {
  ranker: EvaluationRanker;
  tally: RankerTally;
  /** Seconds of ranking so far. */
  seconds: number;
}

export interface RankCasesOptions {
  k: number;
  allowRepeats: boolean;
  /** Newest items of each history that are shown to rankers, all unless given; what it excludes stays. */
  newest?: number;
  /** [C] how often each item occurs in train. */
  counts: Uint32Array;
  onCase?: (done: number) => void;
}

/**
 * Lets every contestant rank the whole catalog for every case. Where a case says when it is asked, what was published later is no
 * candidate, but for a target that its own date would take out.
 *
 * Case by case rather than ranker by ranker, so that all of them share a history's similarity rows. Each contestant is
 * charged in full for computing those that it reads: `seconds` is about what it would have taken alone.
 *
 * @throws {RangeError} when a list holds what it must not; `AbortError` when given up
 */
export async function rankCases(cases: readonly ResolvedCase[], contestants: readonly Contestant[], data: EvaluationData, options: RankCasesOptions): Promise<void> {
  const scores = new Float32Array(data.items.length);
  const excluded = new Uint8Array(data.items.length);
  const published = cases.some(({ atMs }) => atMs !== undefined) ? publishedOf(data.items) : null;
  for (const [index, { history: whole, target, atMs }] of cases.entries()) {
    await data.breathe();
    const history = whole.slice(Math.max(0, whole.length - (options.newest ?? whole.length)));
    chargeSimilarities(history, contestants, data.similarities);
    for (const row of rowsAfter(published, atMs)) excluded[row] = row === target ? 0 : 1;
    if (!options.allowRepeats) for (const row of whole) excluded[row] = 1;
    const popularityRank = popularityRankOf(target, options.counts, excluded);
    for (const contestant of contestants) await rankCase(contestant, { history, target, atMs, popularityRank }, scores, excluded, options.k, tieSalt(data.seed, index));
    excluded.fill(0);
    options.onCase?.(index + 1);
  }
}

/** Computes the rows that any contestant will read, all at once, and charges each for its share of them. */
function chargeSimilarities(history: readonly number[], contestants: readonly Contestant[], similarities: SimilarityRows): void {
  const deepest = Math.min(history.length, ROWS_AT_ONCE, Math.max(0, ...contestants.map(({ ranker }) => ranker.similarityRows ?? 0)));
  const newest = (count: number): readonly number[] => history.slice(history.length - Math.min(deepest, count));
  const missing = contestants.map(({ ranker }) => similarities.missing(newest(ranker.similarityRows ?? 0)));
  const all = similarities.missing(newest(deepest));
  if (all === 0) return;
  const start = performance.now();
  similarities.rows(newest(deepest));
  const seconds = (performance.now() - start) / 1000;
  for (const [index, contestant] of contestants.entries()) contestant.seconds += (seconds * missing[index]) / all;
}

async function rankCase(contestant: Contestant, { history, target, atMs, popularityRank }: Omit<ResolvedCase, 'user'> & { popularityRank: number }, scores: Float32Array, excluded: Uint8Array, k: number, salt: number): Promise<void> {
  const { ranker, tally } = contestant;
  const start = performance.now();
  // Most rankers answer at once; awaiting them all the same would cost more than some of them take.
  const scored = ranker.score(history, scores, atMs);
  if (scored) await scored;
  const list = ranker.list ? checkedList(await ranker.list(history, k, excluded), k, excluded, ranker.name) : topOf(k, scores, excluded, salt);
  contestant.seconds += (performance.now() - start) / 1000;
  const place = placeOf(target, scores, excluded, salt);
  const rank = ranker.list ? list.indexOf(target) + 1 || Infinity : place.rank;
  tally.add(rank, place.below / place.candidates, list, { history, target, popularityRank });
}

/** Candidates that were met more often, plus 1; Infinity for a target that never was. */
function popularityRankOf(target: number, counts: Uint32Array, excluded: Uint8Array): number {
  if (counts[target] === 0) return Infinity;
  let above = 0;
  for (let row = 0; row < counts.length; row++) if (counts[row] > counts[target] && !excluded[row]) above++;
  return above + 1;
}

function checkedList(list: ArrayLike<number>, k: number, excluded: Uint8Array, name: string): Uint32Array {
  const rows = Uint32Array.from(list);
  const fault = Array.from(list).find((row) => !(row in excluded) || excluded[row] === 1);
  if (rows.length > k || new Set(rows).size < rows.length || fault !== undefined) {
    throw new RangeError(`${name}: expected a list of at most ${k} distinct rows that are not excluded, got ${fault === undefined ? rows.join(', ') : `row ${fault}`}`);
  }
  return rows;
}
