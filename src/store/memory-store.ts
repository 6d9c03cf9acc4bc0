import type { EmbeddingSpace } from '../domain/embedding-space.ts';
import type { EventFilter, EventId, HistoryEvent } from '../domain/event.ts';
import { itemIdOf, matchesFilter } from '../domain/event.ts';
import type { ItemId } from '../domain/item.ts';
import { byAge, isForgotten, type Preference, preferenceKey, surplusPreferences } from '../domain/learning.ts';
import type { Matrix } from '../domain/matrix.ts';
import { concatMatrices, matrixOf, rowOf } from '../domain/matrix.ts';
import { byTime } from './event-table.ts';
import { MAX_LISTS } from './list-table.ts';
import type { Store, StoreTrouble } from './store.ts';

/** The store while the page lives: where there is no database, and as the twin that the database is tested against. */
export class MemoryStore implements Store {
  readonly kind = 'memory';
  readonly reason?: StoreTrouble;
  /** In order of recording. */
  #events = new Map<EventId, HistoryEvent>();
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
      this.#events.set(event.id, event);
      added.push(event);
    }
    return structuredClone(byTime(added));
  }

  async events(filter: EventFilter = {}): Promise<HistoryEvent[]> {
    return structuredClone(byTime([...this.#events.values()].filter((event) => matchesFilter(event, filter))));
  }

  async countEvents(): Promise<number> {
    return this.#events.size;
  }

  async forget(filter: EventFilter): Promise<HistoryEvent[]> {
    const gone = await this.events(filter);
    for (const { id } of gone) this.#events.delete(id);
    const held = this.#held();
    for (const [space, rows] of this.#vectors) {
      for (const id of rows.keys()) if (!held.has(id)) rows.delete(id);
      if (rows.size === 0) this.#vectors.delete(space);
    }
    const items = new Set(gone.map(itemIdOf));
    for (const [key, each] of this.#preferences) if (isForgotten(each, filter, items)) this.#preferences.delete(key);
    this.#lists.clear();
    return gone;
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
    return new Set([...this.#events.values()].map(itemIdOf));
  }
}

function copyOf<T>(value: T, what: string): T {
  try {
    return structuredClone(value);
  } catch (cause) {
    throw new TypeError(`store: expected to ${what}, got a value that cannot be copied: ${(cause as Error).message}`, { cause });
  }
}
