/**
 * A change of vectors of low rank, which leaves them in their space's unit sphere:
 *
 *   x = unit(v + (v·down)·up)        down [D, R], up [R, D]; with up = 0 nothing changes
 */
export interface LowRankMap {
  rank: number;
  down: Float32Array;
  up: Float32Array;
}

/** W in two halves: an item as a key of the history, and as a query, the candidate's side. */
export interface LearnedTransform {
  keys: LowRankMap;
  queries: LowRankMap;
}
