import type { HistoryEvent } from '../domain/event.ts';
import type { QuantisedMatrix } from '../domain/matrix.ts';
import type { HeadName } from '../domain/recommendation.ts';
import type { ResidentCatalog } from '../kernels/kernels.ts';

/** What the ranker knows of a catalog; everything is by row. */
export interface RankedCatalog {
  vectors: QuantisedMatrix;
  resident: ResidentCatalog;
  /** [C] published counts, NaN where unknown; null when there are none. */
  popularity: Float32Array | null;
  /** [C] number of the variant group, −1 without one; rows of one group are one product. */
  groups: Int32Array | null;
}

/** The history as the ranker sees it, oldest first: event h has the vector `keys` row h. */
export interface RankedHistory {
  events: readonly HistoryEvent[];
  /** [H] catalog row that the event takes out of the list, −1 for none. */
  rows: Int32Array;
  /** Keys [H, D]; `spaceOf` numbered as in the catalog. */
  keys: QuantisedMatrix;
}

export interface RankOptions {
  k: number;
  /** 0 keeps the order of the scores, 1 looks at variety alone. */
  diversity: number;
  /** Rows not to list, beside those of the history. */
  exclude?: Iterable<number>;
  /** Vectors of the current items or of search text [·, D], `spaceOf` numbered as in the catalog. */
  context?: QuantisedMatrix;
  /** Lowest score that is listed. */
  threshold?: number;
  /** ISO time that ages are counted from. */
  now: string;
  /** Blend weights that differ from the default ones. */
  blend?: Partial<Blend>;
}

/** Blend weight of each head, before standardised readouts are added. */
export type Blend = Record<HeadName, number>;

/** One chosen row. */
export interface Ranked {
  row: number;
  score: number;
  /** Place by score among the rows that could be listed, 1 is best. */
  relevanceRank: number;
  /** Readouts in the order of `Ranking.heads`. */
  readouts: number[];
  /** log(1 + count); null where the count is unknown or has no say. */
  popularity: number | null;
}

export interface RankedHead {
  head: HeadName;
  blendWeight: number;
  /** Over the sample, of the readout; z = (readout − mean) / deviation. */
  mean: number;
  deviation: number;
}

/** What ranking gives: the winners, and all that explains them. */
export interface Ranking {
  ranked: Ranked[];
  heads: RankedHead[];
  /** The prior, over the whole catalog; null where it has no say. */
  popularity: RankedHead | null;
  /** Indices into the history (H and above: into the context) of what was attended, oldest first; the others could not weigh e⁻²⁰. */
  attended: Uint32Array;
  /** [ranked, attended] cosines. */
  similarities: Float32Array;
  /** [heads, ranked, attended] */
  weights: Float32Array;
  /** Milliseconds: `score`, `diversify`, `weigh`. */
  timings: Record<string, number>;
}
