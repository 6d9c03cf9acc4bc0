import type { LowRankMap } from './low-rank-map.ts';

/** W in two halves: an item as a key of the history, and as a query, the candidate's side. */
export interface LearnedTransform {
  keys: LowRankMap;
  queries: LowRankMap;
}

/** A history and the item that came next, by row. */
export interface NextItemCase {
  history: readonly number[];
  target: number;
}
