import type { HistoryEvent } from '../domain/event.ts';
import type { QuantisedMatrix } from '../domain/matrix.ts';
import type { HeadName } from '../domain/recommendation.ts';
import type { ResidentCatalog } from '../kernels/kernels.ts';

/** What the ranker knows of a catalog; everything is by row. */
export interface RankedCatalog {
  vectors: QuantisedMatrix;
  resident: ResidentCatalog;
  /** [C] counts, NaN unknown; null when there are none. */
  popularity: Float32Array | null;
  /** [C] id of the variant group, or −1; rows of one group are one product. */
  groups: Int32Array | null;
}

/** The history as the ranker sees it: oldest first, `events[h]` has the vector `keys` row h. */
export interface RankedHistory {
  events: readonly HistoryEvent[];
  /** Keys [H, D]. */
  keys: QuantisedMatrix;
}

export interface RankOptions {
  k: number;
  /** 0 … 1, see diversify(). */
  diversity: number;
  /** Rows not to list. */
  exclude: Iterable<number>;
  /** Vectors of the current items or search text [·, D]; null without context. */
  context: QuantisedMatrix | null;
  /** Lowest score that is listed. */
  threshold?: number;
  /** ISO time that ages are counted from. */
  now: string;
}

/** One chosen row. */
export interface Ranked {
  row: number;
  score: number;
  /** Place by score, 1 is best. */
  relevanceRank: number;
  /** Per head in the order of `Ranking.heads`. */
  readouts: number[];
}

export interface Ranking {
  ranked: Ranked[];
  heads: { head: HeadName; blendWeight: number; mean: number; deviation: number }[];
  timings: Record<string, number>;
}
