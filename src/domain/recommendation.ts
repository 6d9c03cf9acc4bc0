import type { Activation } from './derivation.ts';
import type { EventId, EventKind } from './event.ts';
import type { ItemFilter } from './item-filter.ts';
import type { Item, ItemId } from './item.ts';

/**
 * What a list is for. A strategy that lacks what it needs falls back, and says so.
 *
 *   for-you          what fits the history
 *   related          what fits the items of `for`
 *   bought-together  what others bought with them
 *   trending         the published counts
 *   recently-viewed  what the history opened or played, newest first; not ranked
 *   buy-again        what the history bought and is likely to buy again, likeliest first, where the catalog tells what returns;
 *                    else all of it, newest first; not ranked
 */
export type Strategy = 'for-you' | 'related' | 'bought-together' | 'trending' | 'recently-viewed' | 'buy-again';

export const STRATEGIES: readonly Strategy[] = ['for-you', 'related', 'bought-together', 'trending', 'recently-viewed', 'buy-again'];

/**
 * The heads of a score.
 *
 *   content, long-term      attention over the history, soon and hardly fading
 *   dislikes, context       attention over what was spoken against, and over what the page is about
 *   co-visitation           what others met along with it
 *   words                   words in common
 *   site … tag              attributes in common
 *   popularity, freshness   of the item alone
 */
export const HEADS = ['content', 'long-term', 'dislikes', 'context', 'co-visitation', 'words', 'site', 'brand', 'author', 'category', 'tag', 'popularity', 'freshness'] as const;

/** A head of the score: one attention, evidence or prior term. */
export type HeadName = (typeof HEADS)[number];

/** Blend weight of each head, by which its standardised readout is added. */
export type Blend = Record<HeadName, number>;

/** An item that was chosen, with what the choice rests on. */
export interface Recommendation {
  id: ItemId;
  item: Item;
  /** Relevance before diversity; of `buy-again`, the chance that it is what is bought next; 0 where the list is not ranked. */
  score: number;
  /** The strongest reason, enough for one line on a card; `explain` gives the whole. */
  because: Because;
  /** Present where it was listed to learn from: it stands in a place of its own, by weights that were drawn around the learned ones. */
  explored?: true;
}

/** The one-line reason: codes and values, which an element makes a sentence of. */
export type Because =
  /** `head` where it is evidence, and not attention, that speaks; `borrowed` where others met not these items, but such as are like them. */
  | { kind: 'events'; events: EventSummary[]; lexical: boolean; head?: HeadName; borrowed?: true }
  | { kind: 'context'; items: ItemId[]; head?: HeadName; borrowed?: true }
  | { kind: 'popularity' }
  | { kind: 'freshness' }
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
  /**
   * What was done instead, where the catalog, the history or the request lacked what the strategy needs: `no-interactions`
   * and `no-popularity` of the catalog; `no-history`, nothing in the history (or in none, with profiling off) that the
   * strategy could use; `no-context`, no item of `for` that has a vector.
   */
  fallback?: { strategy: Strategy; reason: 'no-interactions' | 'no-history' | 'no-context' | 'no-popularity' };
  recommendations: Recommendation[];
  /** ISO 8601. */
  madeAt: string;
  /** Milliseconds by step: `embed`, `score`, `diversify`, `total`. */
  timings: Record<string, number>;
}

/**
 * How variety is told: `mmr`, maximal marginal relevance, looks at the most similar item chosen before; `dpp`, a determinantal
 * point process, at all of them together.
 */
export const VARIETIES = ['mmr', 'dpp'] as const;
export type Variety = (typeof VARIETIES)[number];

/** What a list may be capped by: the site, else the brand; brand, author and category alone. */
export const CAP_NAMES = ['source', 'brand', 'author', 'category'] as const;
export type CapName = (typeof CAP_NAMES)[number];

/** Most items of a list that may share a value, at least 1 each. An item of several categories counts in each; one without a value in none. */
export type Caps = Partial<Record<CapName, number>>;

export interface RecommendRequest {
  strategy?: Strategy;
  /** Item ids for `related` and `bought-together`; context for the others. They are not listed. */
  for?: ItemId[];
  /** How many, at most; 8 unless given. */
  limit?: number;
  /**
   * σ of the content head, which weighs the history: softmax, as the product is shipped, unless given. Weights of explanations and heat
   * maps are its own; the blend was fitted with softmax. A list that is not ranked has none.
   */
  sigma?: Activation;
  /** Lowest relevance that is still listed, in standard deviations above the catalog's mean; a list that is not ranked has none. */
  threshold?: number;
  /** 0 keeps the order of the scores exactly; 1 looks at variety alone. */
  diversity?: number;
  /** How variety is told; as the product is shipped unless given. */
  variety?: Variety;
  /**
   * How much the list's categories are to have the shares that they have in the history: 0, unless given, leaves them to the
   * scores, 1 looks at nothing else.
   */
  calibration?: number;
  /** Holds whatever the scores; a list is shorter than its limit only where the catalog has no more that fit. Lists of the past know none. */
  caps?: Caps;
  /** What listed items must be: a list is shorter than its limit only where the catalog has no more that pass. Lists of the past keep it as well. */
  filter?: ItemFilter;
  /** Items not to list, beside those the history already holds (a mere `view` aside). */
  exclude?: ItemId[];
  /** Ids of events that are left out of the ranking as if they had never been, “what if I had not?”; nothing is forgotten, and ids that the history lacks change nothing. */
  without?: EventId[];
  /**
   * Share of the places of `for-you` that are given to something different, to learn what the person likes; 0 unless given. They hold
   * what would be listed under weights drawn at random from what is believed of the person's, and is not listed without.
   */
  explore?: number;
  /** `off` ranks without the history, which then takes nothing out of the list but what a person spoke against. */
  profiling?: 'on' | 'off';
}

/** What one event did for one recommendation. */
export interface EventShare extends EventSummary {
  /** Attention weight in the first head that the event has a part in, content as a rule; sums to 1 over the head's events. */
  weight: number;
  /** Cosine of event and item; 0 where their spaces differ. */
  similarity: number;
  /**
   * Its part of the score, signed: Σ_heads blendWeight·z·weight, divided by the sum of the sizes of all such parts, that of the item
   * itself among them. Where no heads contradict each other about an event, Σ_heads head share·weight.
   */
  share: number;
}

/** What an item of the request's `for` did for one recommendation; numbers as in EventShare. */
export interface ContextShare {
  itemId: ItemId;
  title: string;
  weight: number;
  similarity: number;
  share: number;
}

/** What one head did for one recommendation. */
export interface HeadShare {
  head: HeadName;
  /** The readout before standardisation; of popularity, log(1 + count). */
  readout: number;
  /** Standardised over the catalog's sample. */
  z: number;
  /** Blend weight. */
  blendWeight: number;
  /** |blendWeight·z| / Σ|blendWeight·z|, with the sign of blendWeight·z. */
  share: number;
}

/** What one topic of the history did for one recommendation. */
export interface TopicShare {
  /** As `interests()` names it. */
  topic: string;
  /** Its most telling words, at most three; none where words do not tell. */
  keywords: string[];
  /** Σ of its events' shares. */
  share: number;
}

/**
 * Why an item stands where it stands: arithmetic, not a story. A list that is the history itself has no heads: what put the item
 * there has the whole share, the one event or, where the chance to buy again counts them, each purchase of the item alike; and the
 * place by score is the place in the list.
 */
export interface Explanation {
  id: ItemId;
  item: Item;
  score: number;
  /** Place by score among all candidates, 1 is best. */
  relevanceRank: number;
  /** Place in the list after diversity, 1 is best; absent when the item is not in the list. */
  listRank?: number;
  heads: HeadShare[];
  /** Present where the item is listed to learn from: the blend weights of `heads` are then the drawn ones. */
  explored?: true;
  /** Strongest first, every event that has a part in it. */
  events: EventShare[];
  /** Strongest first: what the page is about, where the list is for it. */
  context: ContextShare[];
  /**
   * The share of what rests on no event: how popular and how new the item is, and heads in which nothing speaks, below 0 where that
   * counts against it.
   *
   *   itemShare = Σ blendWeight·z of these heads / Σ |part|
   *
   * Σ|events' shares| + Σ|context's| + |itemShare| = 1, or all are 0 where nothing tells the item from others.
   */
  itemShare: number;
  /** Largest first; events of no topic are in none. */
  topics: TopicShare[];
  /** True where a lexical vector spoke because the encoder does not know the text. */
  lexical: boolean;
  /** Where it would rank by score had nothing ever happened with the item of the strongest event (`eventId`): a true re-ranking. */
  without?: { eventId: EventId; relevanceRank: number };
}

/** Weights of several recommendations over one history: the heat map. */
export interface AttentionMap {
  recommendations: { id: ItemId; title: string }[];
  /** Oldest first. */
  events: EventSummary[];
  /** [recommendations × events], row-major; each row sums to 1, or is all 0 where no event speaks. Where the list is the history itself, the events that put the item there share it alike. */
  weights: Float32Array;
}
