import type { EmbeddingSpace } from '../domain/embedding-space.ts';
import type { EventFilter, EventId, HistoryEvent } from '../domain/event.ts';
import { itemIdOf } from '../domain/event.ts';
import type { ItemId } from '../domain/item.ts';
import type { Preference } from '../domain/learning.ts';
import type { Matrix } from '../domain/matrix.ts';
import { Connection } from './connection.ts';
import type { DatabaseOptions } from './database.ts';
import { addEvents, deleteEvents, hasEvents, heldItems, readEvents } from './event-table.ts';
import { putList } from './list-table.ts';
import { pickHeld } from './pick-held.ts';
import { addPreferences, forgetPreferences, readPreferences } from './preference-table.ts';
import type { Store, StoreChange } from './store.ts';
import type { TabChannel } from './tab-channel.ts';
import { openTabChannel } from './tab-channel.ts';
import { dropVectors, putVectors, readVectors } from './vector-pages.ts';

export interface IndexedDbStoreOptions extends DatabaseOptions {
  /** Asks the browser to spare this origin when the disk fills up. */
  persist?: () => Promise<unknown>;
}

/** The store on IndexedDB; every call is one transaction. */
export class IndexedDbStore implements Store {
  readonly kind = 'indexeddb';
  #connection: Connection;
  #channel: TabChannel;
  #listeners = new Set<(change: StoreChange) => void>();
  #persist: (() => Promise<unknown>) | undefined;

  constructor(name: string, { persist, ...options }: IndexedDbStoreOptions = {}) {
    const hear = (change: StoreChange) => this.#listeners.forEach((listener) => listener(change));
    this.#connection = new Connection(name, hear, options);
    this.#channel = openTabChannel(name, () => hear({ type: 'history' }));
    this.#persist = persist;
  }

  /** @throws {StoreError} when the browser has no database for us */
  open(): Promise<void> {
    return this.#connection.open();
  }

  async addEvents(events: readonly HistoryEvent[]): Promise<HistoryEvent[]> {
    if (events.length === 0) return [];
    const { added, first } = await this.#connection.run('readwrite', ['events'], 'keep events', async (transaction) => {
      const before = await transaction.objectStore('events').count();
      const added = await addEvents(transaction, events);
      return { added, first: before === 0 };
    });
    if (added.length > 0) this.#channel.tell();
    // A browser that will not promise still keeps things as well as it can.
    if (added.length > 0 && first) this.#persist?.().catch(() => undefined);
    return added;
  }

  events(filter: EventFilter = {}): Promise<HistoryEvent[]> {
    return this.#connection.run('readonly', ['events'], 'read the history', (transaction) => readEvents(transaction, filter));
  }

  countEvents(): Promise<number> {
    return this.#connection.run('readonly', ['events'], 'count the history', (transaction) => transaction.objectStore('events').count());
  }

  async forget(filter: EventFilter): Promise<HistoryEvent[]> {
    // Strict: what was answered as forgotten is off the disk, also when the machine stops now.
    const { gone, taught } = await this.#connection.run('readwrite', ['events', 'vector-ids', 'vector-data', 'preferences', 'lists'], 'forget', async (transaction) => {
      const { gone, released } = await deleteEvents(transaction, filter);
      const taught = await forgetPreferences(transaction, filter, new Set(gone.map(itemIdOf)));
      await Promise.all([dropVectors(transaction, released), transaction.objectStore('lists').clear()]);
      return { gone, taught };
    }, 'strict');
    if (gone.length + taught > 0) this.#channel.tell();
    return gone;
  }

  async addPreferences(preferences: readonly Preference[]): Promise<Preference[]> {
    if (preferences.length === 0) return [];
    const added = await this.#connection.run('readwrite', ['preferences'], 'keep preferences', (transaction) => addPreferences(transaction, preferences));
    if (added.length > 0) this.#channel.tell();
    return added;
  }

  preferences(): Promise<Preference[]> {
    return this.#connection.run('readonly', ['preferences'], 'read preferences', readPreferences);
  }

  async dropPreferences(): Promise<Preference[]> {
    const gone = await this.#connection.run('readwrite', ['preferences', 'lists'], 'drop preferences', async (transaction) => {
      const gone = await readPreferences(transaction);
      await Promise.all([transaction.objectStore('preferences').clear(), transaction.objectStore('lists').clear()]);
      return gone;
    }, 'strict');
    if (gone.length > 0) this.#channel.tell();
    return gone;
  }

  async putVectors(ids: readonly ItemId[], matrix: Matrix): Promise<void> {
    if (ids.length !== matrix.rows) throw new RangeError(`putVectors: expected an id for each of ${matrix.rows} rows, got ${ids.length}`);
    await this.#connection.run('readwrite', ['events', 'vector-ids', 'vector-data'], 'keep vectors', async (transaction) => {
      const held = pickHeld(ids, matrix, await heldItems(transaction, ids));
      await putVectors(transaction, held.ids, held.matrix);
    });
  }

  vectors(ids: readonly ItemId[], spaces: readonly EmbeddingSpace[]): Promise<{ ids: ItemId[]; matrix: Matrix } | null> {
    return this.#connection.run('readonly', ['vector-ids', 'vector-data'], 'read vectors', (transaction) => readVectors(transaction, ids, spaces));
  }

  getSetting<T>(key: string): Promise<T | undefined> {
    return this.#connection.run('readonly', ['settings'], `read setting ${key}`, (transaction) => transaction.objectStore('settings').get(key)) as Promise<T | undefined>;
  }

  async putSetting(key: string, value: unknown): Promise<void> {
    await this.#connection.run('readwrite', ['settings'], `keep setting ${key}`, (transaction) => transaction.objectStore('settings').put(value, key));
    // Told like a change of the history: whoever stops recording here has stopped it in every tab.
    this.#channel.tell();
  }

  async getList<T>(key: string): Promise<T | undefined> {
    const row = await this.#connection.run('readonly', ['lists'], 'read a list', (transaction) => transaction.objectStore('lists').get(key));
    return row?.list as T | undefined;
  }

  putList(key: string, list: unknown, names: readonly EventId[] = []): Promise<void> {
    return this.#connection.run('readwrite', ['events', 'lists'], 'keep a list', async (transaction) => {
      if (await hasEvents(transaction, names)) await putList(transaction, key, list, Date.now());
    });
  }

  subscribe(listener: (change: StoreChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#listeners.clear();
    this.#channel.close();
    this.#connection.close();
  }
}
