import type { Derivation, DerivationQuery } from './derivation.ts';
import type { EventFilter, EventId, HistoryEvent, NewEvent } from './event.ts';
import type { Adjustment, Interests, InterestsQuery } from './interests.ts';
import type { ExperimentReport, Variant } from './experiment.ts';
import type { Feedback, Learning } from './learning.ts';
import type { Item, ItemId } from './item.ts';
import type { Memory, Restored } from './memory.ts';
import type { AttentionMap, Explanation, RecommendationList, RecommendRequest } from './recommendation.ts';
import type { WordExplanation } from './word-explanation.ts';
import type { Change, KernelChoice, ScanChoice, Status } from './status.ts';

/**
 * Every call that waits can be given up: it then rejects with an `AbortError` and leaves nothing half done. A change of
 * the history that has reached the store is finished all the same.
 */
export interface Cancellable {
  signal?: AbortSignal;
}

export interface HistoryQuery extends EventFilter {
  /** Newest first, as many as this; all unless given. */
  limit?: number;
}

export interface ItemQuery {
  ids?: ItemId[];
  /** Words that the title, author, brand, categories, tags or text must hold. */
  text?: string;
  /** One of the item's categories. */
  category?: string;
  language?: string;
  offset?: number;
  limit?: number;
}

/**
 * The contract: a history becomes explained recommendations. Everything behind it (encoder, store, kernels, ranker)
 * runs in one worker; everything in front of it only draws. Errors are told apart by `error.name`.
 */
export interface Recommender {
  /**
   * Adds events to the history; the next list already knows them.
   *
   * @returns the events' ids, in order; an id seen before is returned and not counted twice. `forget({ids})` undoes. While
   *   recording is paused nothing is kept, and `[]` is returned.
   * @throws {TypeError} when an event is malformed: none of the batch is kept
   */
  observe(events: NewEvent[], options?: Cancellable): Promise<EventId[]>;

  /**
   * Ranks the catalog. The latest of equal requests wins: an older one still under way gives the newer one's list.
   *
   * @throws {TypeError} when the request has an unknown field, or one of the wrong type; {RangeError} when a number of it is
   *   out of range. So do all calls that take a request.
   */
  recommend(request?: RecommendRequest, options?: Cancellable): Promise<RecommendationList>;

  /** The list last made for this request, at once and without waiting for catalog or kernels; null when there is none. */
  last(request?: RecommendRequest, options?: Cancellable): Promise<RecommendationList | null>;

  /** Orders the given items by relevance, best first, or as a list that is not ranked has them; other ids keep their order at the end. */
  rank(ids: ItemId[], request?: RecommendRequest, options?: Cancellable): Promise<ItemId[]>;

  /** Why `id` ranks where it ranks, for the request that listed it. */
  explain(id: ItemId, request?: RecommendRequest, options?: Cancellable): Promise<Explanation>;

  /**
   * Which words of the text of `id` liken it to an event, the strongest of its explanation unless given. Costs a run of the encoder over
   * some thirty shortened texts, and loads none.
   *
   * @throws {RangeError} when the catalog lacks the item or the history the event
   */
  explainWords(id: ItemId, eventId?: EventId, request?: RecommendRequest, options?: Cancellable): Promise<WordExplanation>;

  /**
   * The score of `id`, the best item unless given, from the vectors to its place, step by step, with the settings of the content head
   * that `query` changes (the rest as the request has it) and the other heads as they are. Nothing of it is kept.
   *
   * @throws {TypeError} when the query or an event of it is malformed; {RangeError} when a setting is out of range, the catalog lacks
   *   the item or nothing can be listed, or the request's list is not ranked
   */
  derivation(id?: ItemId | null, query?: DerivationQuery, request?: RecommendRequest, options?: Cancellable): Promise<Derivation>;

  /** The weights of the request's whole list over the history. */
  attention(request?: RecommendRequest, options?: Cancellable): Promise<AttentionMap>;

  /** What is remembered, newest first. @throws {TypeError} as `forget`; {RangeError} when the limit is no whole number of at least 0 */
  history(query?: HistoryQuery, options?: Cancellable): Promise<HistoryEvent[]>;

  /** Items of the catalog, in its order. */
  items(query?: ItemQuery, options?: Cancellable): Promise<{ items: Item[]; total: number }>;

  /** What the history says of a person's interests: topics, where they come from, a map. @throws {TypeError}, {RangeError} as `recommend` */
  interests(query?: InterestsQuery, options?: Cancellable): Promise<Interests>;

  /**
   * Mutes, boosts or sets the degree of a topic, a source or a word; the next list follows. What is muted speaks for nothing,
   * and a muted source is not listed. `reset` undoes. An adjustment lasts as long as something of it is remembered.
   *
   * @throws {TypeError} unless one target and one change are given; {RangeError} when there is no such topic, or the degree is none
   */
  adjust(adjustment: Adjustment, options?: Cancellable): Promise<void>;

  /**
   * Deletes events with everything derived from them, what choices from or against their items taught, and the adjustments of
   * what is no longer remembered; `{}` deletes all. Returns how many events. `memory` taken before is what `restore` puts back.
   *
   * @throws {TypeError} when the filter has an unknown condition or a time that is none: nothing is deleted
   */
  forget(filter: EventFilter, options?: Cancellable): Promise<number>;

  /**
   * What is known about the person that `forget(filter)` would delete: all unless a filter is given. Complete: what is not of
   * it is worked out anew from it, or is said of the device.
   *
   * @throws {TypeError} as `forget`
   */
  memory(filter?: EventFilter, options?: Cancellable): Promise<Memory>;

  /**
   * Puts back what is not there yet, paused or not; what came meanwhile stays, and holds where both speak of the same thing. All of
   * it is kept, or nothing; the same twice counts once.
   *
   * @returns how much of it was new
   * @throws {TypeError} when a part is malformed, naming its place; {RangeError} when a later version gave it out: nothing is kept
   */
  restore(memory: Memory, options?: Cancellable): Promise<Restored>;

  /**
   * Tells what was done with lists that were seen: the weights of `for-you` follow (`learning`). Lists of another strategy, without
   * profiling, or no longer among the last few teach nothing, and while recording is paused none does.
   *
   * @returns how many choices between two items it taught; the same said twice counts once
   * @throws {TypeError} when one of the batch is malformed: none of it is kept
   */
  feedback(feedback: Feedback[], options?: Cancellable): Promise<number>;

  /** What a person's choices taught: the weights of the heads beside the catalog's own. */
  learning(options?: Cancellable): Promise<Learning>;

  /** Forgets what choices taught, and lists follow at once; the history stays. Returns what it forgot, for `restore`. */
  resetLearning(options?: Cancellable): Promise<Memory>;

  /**
   * Which half of an experiment this device is in: drawn once, `treatment` with a chance of `share`, and kept until everything is
   * forgotten; another share draws no other.
   *
   * @throws {TypeError} when the name is empty; {RangeError} unless the share is 0 … 1
   */
  experiment(name: string, share: number, options?: Cancellable): Promise<Variant>;

  /** What was carted and bought on this device in each experiment, by what its history holds; it is told to nobody. */
  experiments(options?: Cancellable): Promise<ExperimentReport[]>;

  /** Stops or resumes recording; a paused recommender still ranks. */
  pause(paused: boolean, options?: Cancellable): Promise<void>;

  /** Fetches and starts the encoder, which texts (searches, comments, items of other places) need. */
  loadEncoder(options?: Cancellable): Promise<void>;

  /** Stops the encoder and deletes its files from this device; it is not fetched again until loadEncoder() is called. */
  removeEncoder(options?: Cancellable): Promise<void>;

  /**
   * Goes on with another encoder: `none`, `embedded`, `full`, or a model by its id. It is fetched when a text needs it, or by
   * loadEncoder(); what was embedded keeps its vectors. A person's choice outlives the session, until the page makes another.
   *
   * @throws {TypeError} when the choice is no text
   */
  useEncoder(choice: string, options?: Cancellable): Promise<void>;

  /** Forces kernels, or gives the choice back with `auto`; those before serve until the new ones are there. @throws {TypeError} when the choice is none */
  useKernels(choice: KernelChoice, options?: Cancellable): Promise<void>;

  /** Changes how a large catalog is read: all of it exactly, in two stages, or what is quick. @throws {TypeError} when the choice is none */
  useScan(choice: ScanChoice, options?: Cancellable): Promise<void>;

  status(options?: Cancellable): Promise<Status>;

  /** Calls `listener` with the status now, and on every change of status or history; call the result to stop. */
  subscribe(listener: (change: Change) => void, options?: Cancellable): Promise<() => void>;

  /** Frees worker, device and connections. Any later call rejects with `ClosedError`. Given up, it closes unawaited. */
  close(options?: Cancellable): Promise<void>;
}
