import type { Item } from '../domain/item.ts';
import type { DiversityOptions } from '../ranker/diversity/diversify.ts';
import type { RankedCatalog, RankedHistory } from '../ranker/ranker.ts';
import type { SimilarityRows } from './similarity-rows.ts';

/** What a ranker may learn from. Everything is by row: row r is `items[r]` and row r of the vectors. */
export interface EvaluationData {
  /** Distinct ids, in a seeded random order. */
  items: readonly Item[];
  /** Row of an item's id. */
  rowOf: ReadonlyMap<string, number>;
  /** Training sequences, oldest first; none is empty, but there may be none. */
  sequences: readonly (readonly number[])[];
  /** Whose each sequence is, equal numbers one person; each of another person unless given. */
  people?: readonly number[];
  /** ms since 1970 of each item of each sequence, null where not all are known; missing where none is. */
  times?: readonly (readonly number[] | null)[];
  /** What is asked about, oldest first, without what is asked for (`untoldHistories`). */
  histories: readonly (readonly number[])[];
  /** Cosines, and the vectors themselves. */
  similarities: SimilarityRows;
  /** Whether items of the history may be listed again. */
  allowRepeats: boolean;
  seed: number;
  /** Gives way to the host now and then, and rejects with `AbortError` once given up; long fits await it in their loops. */
  breathe: () => Promise<void> | undefined;
  /** Tells how far a long fit is, 0 … 1. */
  told?: (done: number) => void;
}

/** A catalog that is ranked by attention and evidence, and how a sequence of its rows, oldest first, becomes a history. */
export interface Explainable {
  catalog: RankedCatalog;
  historyOf(rows: readonly number[]): RankedHistory;
  /** ISO time of its lists. */
  now: string;
}

/** Parameters by name. */
export type Parameters = Readonly<Record<string, number>>;

/** Orders a catalog by a history, to be measured. */
export interface EvaluationRanker {
  readonly name: string;
  /**
   * How many of the newest items' similarity rows score() reads, at most ROWS_AT_ONCE: rankers share them, and each is
   * charged for the time that its own took to compute.
   */
  readonly similarityRows?: number;
  /** The parameters that validation cases chose when it was fitted; null where there were none, and it ranks by usual ones. */
  chosen?(): Parameters | null;
  /** What ranks, once it was fitted, of a ranker whose lists can be explained. */
  opened?(): Explainable;
  /** The ranker as it is fitted, with lists that are chosen by `options`: one of several that rank a case together, and share what they can. */
  varied?(options: DiversityOptions): EvaluationRanker;
  /** Called once, before any score. */
  fit(data: EvaluationData): Promise<void> | void;
  /**
   * Scores every item: the higher, the earlier; equal scores stand in random order.
   *
   * @param history rows, oldest first; may be empty and may repeat
   * @param out     [C], holding anything; every place must be written, never with NaN
   * @param atMs    when it is asked, ms since 1970, where that is known
   */
  score(history: readonly number[], out: Float32Array, atMs?: number): Promise<void> | void;
  /**
   * The scores of a few rows alone, the same as `score` gives them, where that is cheaper than to score all.
   *
   * @param rows distinct
   * @returns [rows]
   */
  scoreRows?(history: readonly number[], rows: Uint32Array): Promise<Float32Array> | Float32Array;
  /**
   * The list as a user would see it, where it is more than the best k by score. Accuracy, coverage and diversity are
   * then measured on it; the percentile still comes from the scores of the same case, which were just asked for.
   *
   * @param excluded [C] 1 marks rows that must not be listed
   * @returns at most k distinct rows, best first
   */
  list?(history: readonly number[], k: number, excluded: Uint8Array): Promise<ArrayLike<number>> | ArrayLike<number>;
}
