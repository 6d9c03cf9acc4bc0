import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { openDB } from 'idb';
import type { EmbeddingSpace } from '../domain/embedding-space.ts';
import type { EventId, HistoryEvent } from '../domain/event.ts';
import type { ItemId } from '../domain/item.ts';
import type { Preference } from '../domain/learning.ts';
import type { StoreTrouble } from './store.ts';
import { StoreError } from './store.ts';

export interface StoreSchema extends DBSchema {
  /** Keyed by the order of recording; `item` is the event's item id. An event's own item stays in it, whole. */
  events: { key: number; value: { event: HistoryEvent; item: ItemId }; indexes: { id: EventId; at: string; item: ItemId } };
  /** Who lives in a page of vectors; small, so that looking up ids does not read vectors. */
  'vector-ids': { key: number; value: { space: EmbeddingSpace; dimension: number; ids: ItemId[] }; indexes: { space: EmbeddingSpace } };
  /** [rows of the page, dimension] under the key of its ids. */
  'vector-data': { key: number; value: Float32Array };
  settings: { key: string; value: unknown };
  /** Keyed by `preferenceKey`. */
  preferences: { key: string; value: Preference; indexes: { at: string } };
  lists: { key: string; value: { list: unknown; shownAt: number }; indexes: { shownAt: number } };
}

export type StoreName = StoreNames<StoreSchema>;
export type Database = IDBPDatabase<StoreSchema>;
export type Transaction<Mode extends IDBTransactionMode> = IDBPTransaction<StoreSchema, StoreName[], Mode>;

/** Brings a database from version `index` to `index + 1`; it may read and rewrite rows through `upgrade`. */
export type SchemaStep = (db: Database, upgrade: Transaction<'versionchange'>) => void | Promise<void>;

/** The way to the present schema. Steps that were released never change: a new schema is a new step at the end. */
export const SCHEMA_STEPS: readonly SchemaStep[] = [
  (db) => {
    const events = db.createObjectStore('events', { autoIncrement: true });
    events.createIndex('id', 'event.id', { unique: true });
    events.createIndex('at', 'event.at');
    events.createIndex('item', 'item');
    db.createObjectStore('vector-ids', { autoIncrement: true }).createIndex('space', 'space');
    db.createObjectStore('vector-data');
    db.createObjectStore('settings');
    db.createObjectStore('lists').createIndex('shownAt', 'shownAt');
  },
  (db) => void db.createObjectStore('preferences').createIndex('at', 'at'),
];

/** How long an older tab may take to let go before this one goes on without the database. */
const BLOCKED_MS = 2_000;
/** Browsers have had bugs by which an open never answers (https://webkit.org/b/226547): nobody waits longer than this. */
const OPEN_MS = 10_000;

export interface DatabaseListeners {
  /** Another tab wants a newer schema: this connection has let go. */
  released: () => void;
  /** The browser took the database away, such as when the person cleared the site's data. */
  terminated: () => void;
}

export interface DatabaseOptions {
  steps?: readonly SchemaStep[];
  blockedMs?: number;
  openMs?: number;
}

/**
 * Opens the database at the version that `steps` lead to.
 *
 * @throws {StoreError} `no-indexeddb`, `newer-version`, `blocked` by a tab that holds an older version, `quota`, or `refused`
 */
export function openDatabase(name: string, listeners: DatabaseListeners, { steps = SCHEMA_STEPS, blockedMs = BLOCKED_MS, openMs = OPEN_MS }: DatabaseOptions = {}): Promise<Database> {
  return new Promise((resolve, reject) => {
    let late = false;
    const giveUp = (error: StoreError) => {
      late = true;
      reject(error);
    };
    const slow = setTimeout(giveUp, openMs, new StoreError('refused', `store: expected database ${name} to open within ${openMs} ms, got no answer`));
    let blocked: ReturnType<typeof setTimeout> | undefined;
    void connect(name, listeners, steps, () => {
      clearTimeout(slow);
      blocked ??= setTimeout(giveUp, blockedMs, new StoreError('blocked', `store: expected other tabs to let database ${name} go within ${blockedMs} ms, got one that holds an older version`));
    })
      .then((db) => (late ? db.close() : resolve(db)), (cause: unknown) => reject(storeErrorOf(cause, `open database ${name}`)))
      .finally(() => {
        clearTimeout(slow);
        clearTimeout(blocked);
      });
  });
}

async function connect(name: string, listeners: DatabaseListeners, steps: readonly SchemaStep[], blocked: () => void): Promise<Database> {
  if (globalThis.indexedDB === undefined) throw new StoreError('no-indexeddb', 'store: expected IndexedDB, got a browser or page without it');
  const db: Database = await openDB<StoreSchema>(name, steps.length, {
    upgrade: (raw, oldVersion, _newVersion, transaction) => void upgrade(raw, steps.slice(oldVersion), transaction as unknown as Transaction<'versionchange'>),
    blocked,
    blocking: () => {
      db.close();
      listeners.released();
    },
    terminated: listeners.terminated,
  });
  return db;
}

/** Takes every step, or none: the transaction is then given up, the older version stays, and opening fails. */
async function upgrade(db: Database, steps: readonly SchemaStep[], transaction: Transaction<'versionchange'>): Promise<void> {
  transaction.done.catch(() => undefined);
  try {
    for (const step of steps) await step(db, transaction);
  } catch {
    transaction.abort();
  }
}

const TROUBLE_OF: Record<string, StoreTrouble> = { QuotaExceededError: 'quota', VersionError: 'newer-version' };

/** `cause` as the store's own error: "expected to `what`, got …". */
export function storeErrorOf(cause: unknown, what: string): StoreError {
  if (cause instanceof StoreError) return cause;
  const { name, message } = cause as Error;
  return new StoreError(TROUBLE_OF[name] ?? 'refused', `store: expected to ${what}, got ${name}${message && `: ${message}`}`, cause);
}
