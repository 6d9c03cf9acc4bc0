import { type Adjustments, NO_ADJUSTMENTS } from '../domain/adjustments.ts';
import type { EmbeddingSpace } from '../domain/embedding-space.ts';
import type { EventFilter, EventId, HistoryEvent } from '../domain/event.ts';
import type { ItemId } from '../domain/item.ts';
import type { Preference } from '../domain/learning.ts';
import type { Matrix } from '../domain/matrix.ts';
import type { Memory, Restored } from '../domain/memory.ts';

/** Why the store is what it is, or what went wrong with it. */
export type StoreTrouble = 'no-indexeddb' | 'refused' | 'blocked' | 'quota' | 'newer-version' | 'closed-by-other-tab';

/** What is remembered: one database per origin and profile, packed pages for vectors. */
export interface Store {
  readonly kind: 'indexeddb' | 'memory';
  /** Why it is only memory. */
  readonly reason?: StoreTrouble;

  /** Adds events and the items they carry; known ids are skipped. Returns the events that were new, in order of time. */
  addEvents(events: readonly HistoryEvent[]): Promise<HistoryEvent[]>;
  /** Oldest first. */
  events(filter?: EventFilter): Promise<HistoryEvent[]>;
  countEvents(): Promise<number>;
  /**
   * Deletes events, and in the same transaction the vectors of items and texts that no event holds any longer, the preferences
   * that name an item of them or that the filter selects itself (`isForgotten`), the adjustments that do not `stay`, and every
   * cached list. Returns what `restore` puts back.
   */
  forget(filter: EventFilter, stay?: StayingAdjustments): Promise<Memory>;
  /** What `forget` with the same arguments would return. */
  memory(filter?: EventFilter, stay?: StayingAdjustments): Promise<Memory>;
  /**
   * Puts back what is not there yet, in one transaction: events by their ids, in the order in which they were recorded, preferences as
   * `addPreferences`, adjustments of what is not adjusted now. Returns how much of it was new.
   */
  restore(memory: Memory): Promise<Restored>;

  /**
   * Keeps vectors of items (not of the catalog) by their ids and the row's space; replaces what stood there. Items that no
   * event holds, such as one forgotten while its text was embedded, are left out.
   */
  putVectors(ids: readonly ItemId[], matrix: Matrix): Promise<void>;
  /**
   * The vectors known in any of `spaces`, in the order of `ids`, each from the first space that has it; ids without one are
   * left out, null when none is known. All are of one dimension, which the first space that knows any of them sets.
   */
  vectors(ids: readonly ItemId[], spaces: readonly EmbeddingSpace[]): Promise<{ ids: ItemId[]; matrix: Matrix } | null>;

  /** Keeps preferences; known ones are skipped, and the oldest go where there are too many (`surplusPreferences`). Returns those that are new and stay, oldest first. */
  addPreferences(preferences: readonly Preference[]): Promise<Preference[]>;
  /** Oldest first. */
  preferences(): Promise<Preference[]>;
  /** Deletes all preferences, and every cached list; returns them, oldest first. */
  dropPreferences(): Promise<Preference[]>;

  getSetting<T>(key: string): Promise<T | undefined>;
  putSetting(key: string, value: unknown): Promise<void>;

  /** Lists as last shown, by request; the latest 64. */
  getList<T>(key: string): Promise<T | undefined>;
  /**
   * Keeps a list as last shown.
   *
   * @param names  ids of the events that the list names; it is not kept when one of them is no longer there, since it was
   *   made before a `forget`, here or in another tab, and would bring back what was forgotten
   */
  putList(key: string, list: unknown, names?: readonly EventId[]): Promise<void>;

  /** Calls `listener` when another tab changed the history, the preferences or a setting, or when trouble arises; call the result to stop. */
  subscribe(listener: (change: StoreChange) => void): () => void;
  close(): void;
}

export type StoreChange = { type: 'history' } | { type: 'trouble'; trouble: StoreTrouble; detail: string };

/** The setting that adjustments are kept under. */
export const ADJUSTMENTS = 'adjustments';

/** Which adjustments stay where the history holds `events` alone. */
export type StayingAdjustments = (adjustments: Adjustments, events: readonly HistoryEvent[]) => Adjustments;

/** Unless told better: nothing that was said of a history outlives the whole of it. */
export const whileAnyEvent: StayingAdjustments = (adjustments, events) => (events.length > 0 ? adjustments : NO_ADJUSTMENTS);

/** A write that the browser refused; nothing of it was kept. */
export class StoreError extends Error {
  override name = 'StoreError';
  readonly code: StoreTrouble;
  constructor(code: StoreTrouble, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

