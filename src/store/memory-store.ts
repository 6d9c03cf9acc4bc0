import { type Adjustments, adjustmentsBut, countAdjustments, joinAdjustments, NO_ADJUSTMENTS } from '../domain/adjustments.ts';
import type { EmbeddingSpace } from '../domain/embedding-space.ts';
import type { EventFilter, EventId, HistoryEvent } from '../domain/event.ts';
import { itemIdOf, matchesFilter } from '../domain/event.ts';
import type { ItemId } from '../domain/item.ts';
import { byAge, isForgotten, type Preference, preferenceKey, surplusPreferences } from '../domain/learning.ts';
import type { Matrix } from '../domain/matrix.ts';
import { concatMatrices, matrixOf, rowOf } from '../domain/matrix.ts';
import { type Memory, memoryOf, type Restored } from '../domain/memory.ts';
import { byTime } from './event-table.ts';
import { MAX_LISTS } from './list-table.ts';
import { inOrder, type RecordedEvent, renumbered } from './recorded-event.ts';
import { ADJUSTMENTS, type StayingAdjustments, type Store, type StoreTrouble, whileAnyEvent } from './store.ts';

/** The store while the page lives: where there is no database, and as the twin that the database is tested against. */
export class MemoryStore implements Store {
  readonly kind = 'memory';
  readonly reason?: StoreTrouble;
  #events = new Map<EventId, RecordedEvent>();
  #recorded = 0;
  #vectors = new Map<EmbeddingSpace, Map<ItemId, Float32Array>>();
  #preferences = new Map<string, Preference>();
  #settings = new Map<string, unknown>();
  /** In the order they were last shown. */
  #lists = new Map<string, unknown>();

  constructor(reason?: StoreTrouble) {
    this.reason = reason;
  }

  async addEvents(events: readonly HistoryEvent[]): Promise<HistoryEvent[]> {
    const added: HistoryEvent[] = [];
    // Copied whole before any is kept: an event that cannot be copied keeps all of them out.
    for (const event of copyOf(events, 'keep events')) {
      if (this.#events.has(event.id)) continue;
      this.#events.set(event.id, { event, order: ++this.#recorded });
      added.push(event);
    }
    return structuredClone(byTime(added));
  }

  async events(filter: EventFilter = {}): Promise<HistoryEvent[]> {
    return structuredClone(this.#select(filter).map(({ event }) => event));
  }

  async countEvents(): Promise<number> {
    return this.#events.size;
  }

  async forget(filter: EventFilter, stay: StayingAdjustments = whileAnyEvent): Promise<Memory> {
    const gone = await this.memory(filter, stay);
    for (const { id } of gone.events) this.#events.delete(id);
    const held = this.#held();
    for (const [space, rows] of this.#vectors) {
      for (const id of rows.keys()) if (!held.has(id)) rows.delete(id);
      if (rows.size === 0) this.#vectors.delete(space);
    }
    for (const each of gone.preferences) this.#preferences.delete(preferenceKey(each));
    if (countAdjustments(gone.adjustments) > 0) this.#settings.set(ADJUSTMENTS, adjustmentsBut(this.#adjustments(), gone.adjustments));
    this.#lists.clear();
    return gone;
  }

  async memory(filter: EventFilter = {}, stay: StayingAdjustments = whileAnyEvent): Promise<Memory> {
    const selected = this.#select(filter);
    const others = this.#select().flatMap(({ event }) => (matchesFilter(event, filter) ? [] : [event]));
    const items = new Set(selected.map(({ event }) => itemIdOf(event)));
    const adjustments = this.#adjustments();
    return structuredClone(memoryOf({
      events: selected.map(({ event }) => event),
      order: selected.map(({ order }) => order),
      preferences: (await this.preferences()).filter((each) => isForgotten(each, filter, items)),
      adjustments: adjustmentsBut(adjustments, stay(adjustments, others)),
    }));
  }

  async restore(memory: Memory): Promise<Restored> {
    const { events, order, preferences, adjustments } = copyOf(memory, 'put back what was known');
    const known = new Set(this.#events.keys());
    const offered = inOrder(events.map((event, n) => ({ event, order: order[n] }))).filter(({ event: { id } }) => !known.has(id) && known.add(id));
    const taken = new Set([...this.#events.values()].map((each) => each.order));
    for (const each of renumbered(offered, taken)) this.#events.set(each.event.id, { event: each.event, order: each.order || ++this.#recorded });
    const before = this.#adjustments();
    const after = joinAdjustments(before, adjustments);
    const count = countAdjustments(after) - countAdjustments(before);
    if (count > 0) this.#settings.set(ADJUSTMENTS, after);
    return { events: offered.length, preferences: (await this.addPreferences(preferences)).length, adjustments: count };
  }

  async addPreferences(preferences: readonly Preference[]): Promise<Preference[]> {
    const added = new Map<string, Preference>();
    for (const each of copyOf(preferences, 'keep preferences')) {
      const key = preferenceKey(each);
      if (this.#preferences.has(key) && !added.has(key)) continue;
      this.#preferences.set(key, each);
      added.set(key, each);
    }
    const oldest = (await this.preferences()).slice(0, surplusPreferences(this.#preferences.size));
    for (const key of oldest.map(preferenceKey)) {
      this.#preferences.delete(key);
      added.delete(key);
    }
    return structuredClone([...added.values()].sort(byAge));
  }

  async preferences(): Promise<Preference[]> {
    return structuredClone([...this.#preferences.values()].sort(byAge));
  }

  async dropPreferences(): Promise<Preference[]> {
    const gone = await this.preferences();
    this.#preferences.clear();
    this.#lists.clear();
    return gone;
  }

  async putVectors(ids: readonly ItemId[], matrix: Matrix): Promise<void> {
    if (ids.length !== matrix.rows) throw new RangeError(`putVectors: expected an id for each of ${matrix.rows} rows, got ${ids.length}`);
    const held = this.#held();
    ids.forEach((id, row) => {
      if (!held.has(id)) return;
      const space = matrix.spaces[matrix.spaceOf[row]];
      if (!this.#vectors.has(space)) this.#vectors.set(space, new Map());
      this.#vectors.get(space)!.set(id, rowOf(matrix, row).slice());
    });
  }

  async vectors(ids: readonly ItemId[], spaces: readonly EmbeddingSpace[]): Promise<{ ids: ItemId[]; matrix: Matrix } | null> {
    const wanted = [...new Set(ids)];
    const first = spaces.flatMap((space) => wanted.map((id) => this.#vectors.get(space)?.get(id))).find((row) => row !== undefined);
    if (!first) return null;
    const found = wanted.flatMap((id) => {
      const space = spaces.find((each) => this.#vectors.get(each)?.get(id)?.length === first.length);
      return space === undefined ? [] : [{ id, row: matrixOf(this.#vectors.get(space)!.get(id)!, first.length, space) }];
    });
    return { ids: found.map(({ id }) => id), matrix: concatMatrices(found.map(({ row }) => row), first.length) };
  }

  async getSetting<T>(key: string): Promise<T | undefined> {
    return structuredClone(this.#settings.get(key)) as T | undefined;
  }

  async putSetting(key: string, value: unknown): Promise<void> {
    this.#settings.set(key, copyOf(value, `keep setting ${key}`));
  }

  async getList<T>(key: string): Promise<T | undefined> {
    return structuredClone(this.#lists.get(key)) as T | undefined;
  }

  async putList(key: string, list: unknown, names: readonly EventId[] = []): Promise<void> {
    if (!names.every((id) => this.#events.has(id))) return;
    const kept = copyOf(list, 'keep a list');
    this.#lists.delete(key);
    this.#lists.set(key, kept);
    const [oldest] = this.#lists.keys();
    if (this.#lists.size > MAX_LISTS) this.#lists.delete(oldest);
  }

  /** No other tab shares this memory, and memory gives no trouble. */
  subscribe(): () => void {
    return () => undefined;
  }

  close(): void {
    this.#events.clear();
    this.#vectors.clear();
    this.#preferences.clear();
    this.#settings.clear();
    this.#lists.clear();
  }

  #held(): Set<ItemId> {
    return new Set([...this.#events.values()].map(({ event }) => itemIdOf(event)));
  }

  #select(filter: EventFilter = {}): RecordedEvent[] {
    return inOrder([...this.#events.values()].filter(({ event }) => matchesFilter(event, filter)));
  }

  #adjustments(): Adjustments {
    return (this.#settings.get(ADJUSTMENTS) as Adjustments | undefined) ?? NO_ADJUSTMENTS;
  }
}

function copyOf<T>(value: T, what: string): T {
  try {
    return structuredClone(value);
  } catch (cause) {
    throw new TypeError(`store: expected to ${what}, got a value that cannot be copied: ${(cause as Error).message}`, { cause });
  }
}
