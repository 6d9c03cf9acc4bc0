import { adjustmentsBut, countAdjustments } from '../domain/adjustments.ts';
import type { EmbeddingSpace } from '../domain/embedding-space.ts';
import type { EventFilter, EventId, HistoryEvent } from '../domain/event.ts';
import { itemIdOf } from '../domain/event.ts';
import type { ItemId } from '../domain/item.ts';
import type { Preference } from '../domain/learning.ts';
import type { Matrix } from '../domain/matrix.ts';
import { type Memory, memoryOf, type Restored } from '../domain/memory.ts';
import { addAdjustments, dropAdjustments, readAdjustments } from './adjustment-setting.ts';
import { Connection } from './connection.ts';
import type { DatabaseOptions, Transaction } from './database.ts';
import { addEvents, deleteEvents, hasEvents, heldItems, partEvents, readEvents, restoreEvents } from './event-table.ts';
import { putList } from './list-table.ts';
import { pickHeld } from './pick-held.ts';
import { addPreferences, deletePreferences, forgettablePreferences, readPreferences } from './preference-table.ts';
import { inOrder, type RecordedEvent } from './recorded-event.ts';
import { type StayingAdjustments, type Store, type StoreChange, whileAnyEvent } from './store.ts';
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
    if (added.length > 0 && first) this.#spare();
    return added;
  }

  events(filter: EventFilter = {}): Promise<HistoryEvent[]> {
    return this.#connection.run('readonly', ['events'], 'read the history', (transaction) => readEvents(transaction, filter));
  }

  countEvents(): Promise<number> {
    return this.#connection.run('readonly', ['events'], 'count the history', (transaction) => transaction.objectStore('events').count());
  }

  async forget(filter: EventFilter, stay: StayingAdjustments = whileAnyEvent): Promise<Memory> {
    // Strict: what was answered as forgotten is off the disk, also when the machine stops now.
    const gone = await this.#connection.run('readwrite', ['events', 'vector-ids', 'vector-data', 'preferences', 'settings', 'lists'], 'forget', async (transaction) => {
      const { gone, selected, others } = await forgettable(transaction, filter, stay);
      const released = await deleteEvents(transaction, selected, others);
      await Promise.all([dropVectors(transaction, released), deletePreferences(transaction, gone.preferences), dropAdjustments(transaction, gone.adjustments), transaction.objectStore('lists').clear()]);
      return gone;
    }, 'strict');
    if (gone.events.length + gone.preferences.length + countAdjustments(gone.adjustments) > 0) this.#channel.tell();
    return gone;
  }

  async memory(filter: EventFilter = {}, stay: StayingAdjustments = whileAnyEvent): Promise<Memory> {
    return this.#connection.run('readonly', ['events', 'preferences', 'settings'], 'read what is known', async (transaction) => (await forgettable(transaction, filter, stay)).gone);
  }

  async restore({ events, order, preferences, adjustments }: Memory): Promise<Restored> {
    const { restored, first } = await this.#connection.run('readwrite', ['events', 'preferences', 'settings'], 'put back what was known', async (transaction) => {
      const before = await transaction.objectStore('events').count();
      const back = await restoreEvents(transaction, events.map((event, n) => ({ event, order: order[n] })));
      const taught = await addPreferences(transaction, preferences);
      const restored: Restored = { events: back, preferences: taught.length, adjustments: await addAdjustments(transaction, adjustments) };
      return { restored, first: before === 0 };
    });
    if (restored.events + restored.preferences + restored.adjustments > 0) this.#channel.tell();
    if (restored.events > 0 && first) this.#spare();
    return restored;
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

  /** A browser that will not promise still keeps things as well as it can. */
  #spare(): void {
    this.#persist?.().catch(() => undefined);
  }
}

/** What a filter selects of all that is known, and the events that it does not. */
async function forgettable(transaction: Transaction<'readonly' | 'readwrite'>, filter: EventFilter, stay: StayingAdjustments): Promise<{ gone: Memory; selected: RecordedEvent[]; others: HistoryEvent[] }> {
  const { selected, others } = await partEvents(transaction, filter);
  const preferences = await forgettablePreferences(transaction, filter, new Set(selected.map(({ event }) => itemIdOf(event))));
  const adjustments = await readAdjustments(transaction);
  const sorted = inOrder(selected);
  return { gone: memoryOf({ events: sorted.map(({ event }) => event), order: sorted.map(({ order }) => order), preferences, adjustments: adjustmentsBut(adjustments, stay(adjustments, others)) }), selected, others };
}
