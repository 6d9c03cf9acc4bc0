import type { EventId, EventKind } from './event.ts';
import type { Item, ItemId } from './item.ts';

/** What a list is for. Strategies that need interactions fall back where the catalog has none, and say so. */
export type Strategy = 'for-you' | 'related' | 'bought-together' | 'trending' | 'recently-viewed' | 'buy-again';

export const STRATEGIES: readonly Strategy[] = ['for-you', 'related', 'bought-together', 'trending', 'recently-viewed', 'buy-again'];

/** A head of the score: one attention or prior term. */
export type HeadName = 'content' | 'dislikes' | 'context' | 'popularity';

/** An item that was chosen, with what the choice rests on. */
export interface Recommendation {
  id: ItemId;
  item: Item;
  /** Relevance before diversity. */
  score: number;
  /** The strongest reason, enough for one line on a card; `explain` gives the whole. */
  because: Because;
}

/** The one-line reason: codes and values, which an element makes a sentence of. */
export type Because =
  | { kind: 'events'; events: EventSummary[]; lexical: boolean }
  | { kind: 'context'; items: ItemId[] }
  | { kind: 'popularity' }
  | { kind: 'catalog' };

/** An event as an explanation names it. */
export interface EventSummary {
  id: EventId;
  kind: EventKind;
  at: string;
  itemId: ItemId;
  title: string;
}

/** A ranked list. */
export interface RecommendationList {
  listId: string;
  /** What was asked for. */
  strategy: Strategy;
  /** What was done instead, where the catalog or the history lacked what the strategy needs. */
  fallback?: { strategy: Strategy; reason: 'no-interactions' | 'no-history' | 'no-context' | 'no-popularity' };
  recommendations: Recommendation[];
  /** ISO 8601. */
  madeAt: string;
  /** Milliseconds by step: `embed`, `score`, `diversify`, `total`. */
  timings: Record<string, number>;
}

export interface RecommendRequest {
  strategy?: Strategy;
  /** Item ids for `related` and `bought-together`; context for the others. */
  for?: ItemId[];
  /** How many; 8 unless given. */
  limit?: number;
  /** Lowest relevance that is still listed, in standard deviations above the catalog's mean. */
  threshold?: number;
  /** 0 keeps the order of the scores exactly; 1 looks at variety alone. */
  diversity?: number;
  /** Items not to list, beside those the history already holds. */
  exclude?: ItemId[];
  /** `off` ranks without the history. */
  profiling?: 'on' | 'off';
}

/** What one event did for one recommendation. */
export interface EventShare extends EventSummary {
  /** Attention weight within its head; sums to 1 over the head's events. */
  weight: number;
  /** Cosine of event and item; 0 where their spaces differ. */
  similarity: number;
  /** Σ over heads of head share × weight: the part of the whole score; signed by the head. */
  share: number;
}

/** What one head did for one recommendation. */
export interface HeadShare {
  head: HeadName;
  /** The readout before standardisation. */
  readout: number;
  /** Standardised over the catalog's sample. */
  z: number;
  /** Blend weight. */
  blendWeight: number;
  /** |blendWeight·z| / Σ|blendWeight·z|, with the sign of blendWeight·z. */
  share: number;
}

/** Why an item stands where it stands: arithmetic, not a story. */
export interface Explanation {
  id: ItemId;
  item: Item;
  score: number;
  /** Place by score among all candidates, 1 is best. */
  relevanceRank: number;
  /** Place in the list after diversity, 1 is best; absent when the item is not in the list. */
  listRank?: number;
  heads: HeadShare[];
  /** Strongest first, every event that has a part in it. */
  events: EventShare[];
  /** True where a lexical vector spoke because the encoder does not know the text. */
  lexical: boolean;
  /** Where it would rank by score had the strongest event never happened: a true re-ranking. */
  without?: { eventId: EventId; relevanceRank: number };
}

/** Weights of several recommendations over one history: the heat map. */
export interface AttentionMap {
  recommendations: { id: ItemId; title: string }[];
  /** Oldest first. */
  events: EventSummary[];
  /** [recommendations × events], row-major; each row sums to 1, or is all 0 where no event speaks. */
  weights: Float32Array;
}
