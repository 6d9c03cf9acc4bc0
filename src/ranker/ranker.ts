import type { AttentionSettings } from '../domain/derivation.ts';
import type { HistoryEvent } from '../domain/event.ts';
import type { QuantisedMatrix } from '../domain/matrix.ts';
import type { Blend, HeadName } from '../domain/recommendation.ts';
import type { ResidentCatalog } from '../kernels/kernels.ts';
import type { EvidenceShares } from './content-heads.ts';
import type { ChoiceOptions } from './diversity/choose.ts';
import type { PoolItems } from './diversity/diversify.ts';
import type { EvidenceHead, MetItem } from './evidence/evidence.ts';

/** What the ranker knows of a catalog; everything is by row. */
export interface RankedCatalog extends PoolItems {
  /** Queries: the vectors, or what a learned W makes of them. */
  resident: ResidentCatalog;
  evidence: readonly EvidenceHead[];
  /** [C] published counts, NaN where unknown; null when there are none. */
  popularity: Float32Array | null;
  /** [C] ms since 1970, NaN where unknown; null when there are none. */
  published: Float64Array | null;
  /** Weights of a list for the history. */
  blend: Blend;
}

/** The history as the ranker sees it, oldest first: event h has the vector `keys` row h. */
export interface RankedHistory {
  events: readonly HistoryEvent[];
  /** [H] catalog row that the event takes out of the list, with the other variants of its product; −1 for none. */
  rows: Int32Array;
  /** [H] the items of the events. */
  met: readonly MetItem[];
  /** Keys [H, D], through a learned W where the queries are; `spaceOf` numbered as in the catalog. */
  keys: QuantisedMatrix;
  /** [H] how loud each event is that speaks for its item, as the person set it; 1 unless given. */
  degrees?: Float32Array;
}

/** What the page is about: the current items, or a search text. Shapes as in the history. */
export interface RankedContext {
  met: readonly MetItem[];
  keys: QuantisedMatrix;
}

export interface RankOptions extends ChoiceOptions {
  /** Rows not to list, beside those of the history; their variants may be. */
  exclude?: Iterable<number>;
  context?: RankedContext;
  /** ISO time that ages are counted from. */
  now: string;
  /** Blend weights that differ from the catalog's. */
  blend?: Partial<Blend>;
  /** Added heads that are read though the blend gives them no weight: what they say may teach one. */
  read?: readonly HeadName[];
  /** What evidence counts, of the history and of the context; 1 and 1.5 unless given. */
  evidence?: EvidenceShares;
  /** What the content head says of itself, where it is not as the product has it. */
  content?: AttentionSettings;
}

/** One chosen row. */
export interface Ranked {
  row: number;
  score: number;
  /** Place by score among the rows that could be listed, 1 is best. */
  relevanceRank: number;
  /** Readouts in the order of `Ranking.heads`; null where a head has no say about the row. */
  readouts: (number | null)[];
}

export interface RankedHead {
  head: HeadName;
  blendWeight: number;
  /** Of the readout, over the sample or the whole catalog; z = (readout − mean) / deviation. */
  mean: number;
  deviation: number;
}

/** What ranking gives: the winners, and all that explains them. */
export interface Ranking {
  ranked: Ranked[];
  /** Attention heads, then those that are added to them. */
  heads: RankedHead[];
  /** Indices into the history (H and above: into the context) of what was attended, oldest first; the others could not weigh e⁻²⁰. */
  attended: Uint32Array;
  /** [ranked, attended] cosines. */
  similarities: Float32Array;
  /** [heads, ranked, attended] each row sums to 1, or is all 0 where the head rests on no event. */
  weights: Float32Array;
  /** Milliseconds: `score`, `diversify`, `weigh`. */
  timings: Record<string, number>;
}
