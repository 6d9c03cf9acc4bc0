import type { EmbeddingSpace } from './embedding-space.ts';
import type { NewEvent } from './event.ts';
import type { Item, ItemId } from './item.ts';
import type { EventShare, HeadShare } from './recommendation.ts';

/** σ: what makes weights of logits. Softmax shares one attention among the events; the others weigh each by itself. */
export const ACTIVATIONS = ['softmax', 'sigmoid', 'relu'] as const;
export type Activation = (typeof ACTIVATIONS)[number];

/**
 * How a head sums what it attends.
 *
 *   lse   τ·log Σ e^(s/τ + bias)     of softmax
 *   mean  Σ weight·s                 of softmax
 *   sum   Σ e^bias·σ(s/τ)·s          of sigmoid and ReLU
 */
export type Readout = 'lse' | 'mean' | 'sum';

/** What the content head says of itself. */
export interface AttentionSettings {
  sigma: Activation;
  /** τ */
  temperature: number;
  /** λ: nats that each newer event takes. */
  decay: number;
  /** λt: nats that each day of age takes. */
  ageDecay: number;
  readout: Readout;
}

/** What a derivation is to change; what is left open is as the request has it, else as the product does. Nothing of it is kept. */
export interface DerivationQuery extends Partial<AttentionSettings> {
  /** Events in place of the history, as if they alone had happened. */
  events?: NewEvent[];
}

/** One vector as the kernels read it: vector[d] = scale · numbers[d]. */
export interface DerivedVector {
  /** [D], −127 … 127 */
  numbers: Int8Array;
  scale: number;
  /** ‖vector‖: 1 but for the rounding to eight bits, 0 where nothing could be read. */
  norm: number;
  /** Null where the catalog has no vector of its space. */
  space: EmbeddingSpace | null;
}

/** What speaks in an attention, or is spoken for: the texts that were read, and the vectors that they became. */
export interface DerivedSide {
  /** What the encoder reads: of an item its head, then its head with the description; the vector is their pooled mean. */
  texts: string[];
  /** Before W. */
  own: DerivedVector;
  /** What is ranked by: through W, or the same where the catalog has learned none. */
  vector: DerivedVector;
}

/** An event's strength, factor by factor: kind · dwell · rating · degree, signed. */
export interface StrengthFactors {
  /** Below 0 for a dismissal. */
  kind: number;
  /** ½ … 2 */
  dwell: number;
  /** −1 … 1; 1 for what is no rating. */
  rating: number;
  /** How loud the person set it; 1 unless they did. */
  degree: number;
}

/** One event's way into the score of one item. */
export interface DerivedEvent extends EventShare, DerivedSide {
  /** In the content head; 0 where it does not see the event. */
  weight: number;
  /** Cosine before W. */
  ownSimilarity: number;
  /** Their product is the event's strength, unless a later judgement of its item withdrew it. */
  factors: StrengthFactors;
  /** What of it speaks: above 0 for its item, below 0 against it, 0 where a later judgement withdrew it. */
  strength: number;
  /** Newer events that speak for something; null where it does not. */
  rank: number | null;
  ageDays: number;
  /** log strength − λ·rank − λt·ageDays; null where the content head does not see the event. */
  bias: number | null;
  /** Before they are divided by their sum: e^(s/τ + bias) of softmax, e^bias·σ(s/τ) of the others; 0 where it does not see the event. */
  raw: number;
}

/** One head of the sum: blendWeight · (readout − mean) / deviation. */
export interface DerivedHead extends HeadShare {
  mean: number;
  deviation: number;
}

/** A place in an order by score, before variety. */
export interface DerivedPlace {
  id: ItemId;
  title: string;
  score: number;
}

/** What a derivation ends in. */
export interface DerivedOutcome {
  score: number;
  /** Place by score among `candidates`, 1 is best. */
  relevanceRank: number;
  /** The best by score, as many as the request's limit. */
  best: DerivedPlace[];
}

/**
 * One score from the words to the place, by the kernels that rank; with nothing changed, `explain()`'s numbers.
 *
 *   similarity[h] = vector · events[h].vector
 *   weight[h]     = raw[h] / Σ raw              the content head's
 *   score         = Σ_heads blendWeight · (readout − mean) / deviation
 */
export interface Derivation extends DerivedOutcome, DerivedSide {
  id: ItemId;
  item: Item;
  settings: AttentionSettings;
  /** As the product has them. */
  product: AttentionSettings;
  /** Rank of the catalog's learned W; null where it has learned none, and W is the identity. */
  learnedRank: number | null;
  /** Those that can weigh anything, oldest first. */
  events: DerivedEvent[];
  /** Events whose text waits for the encoder: they have no vector, and no say. */
  unread: number;
  heads: DerivedHead[];
  /** How many items could be listed. */
  candidates: number;
  /** The same item under the product's own settings. */
  asProduct: DerivedOutcome;
}
