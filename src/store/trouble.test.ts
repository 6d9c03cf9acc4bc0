import 'fake-indexeddb/auto';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HistoryEvent } from '../domain/event.ts';
import { matrixOf } from '../domain/matrix.ts';
import { Connection } from './connection.ts';
import type { SchemaStep } from './database.ts';
import { openDatabase, SCHEMA_STEPS } from './database.ts';
import type { StoreOptions } from './open-store.ts';
import { openStore } from './open-store.ts';
import type { Store, StoreChange } from './store.ts';

const event = (id: string): HistoryEvent => ({ id, kind: 'view', at: '2026-01-01T00:00:00.000Z', item: `item ${id}` });
const nobody = { released: () => undefined, terminated: () => undefined };
const soon = () => new Promise((done) => setTimeout(done, 30));

let opened: Store[];
let troubles: string[];
async function open(options: StoreOptions = {}): Promise<Store> {
  const store = await openStore({ name: 'shop', onTrouble: (trouble) => troubles.push(trouble), ...options });
  opened.push(store);
  return store;
}
function changesOf(store: Store): StoreChange[] {
  const changes: StoreChange[] = [];
  store.subscribe((change) => changes.push(change));
  return changes;
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  opened = [];
  troubles = [];
});
afterEach(() => {
  for (const store of opened) store.close();
  vi.restoreAllMocks();
});

describe('a browser without a usable database', () => {
  const works = async (store: Store) => {
    await store.addEvents([event('a')]);
    expect(await store.events()).toEqual([event('a')]);
  };

  it.each<[string, IDBFactory | undefined, string]>([
    ['has no IndexedDB', undefined, 'no-indexeddb'],
    ['refuses to open it', { open: () => { throw new DOMException('denied', 'SecurityError'); } } as unknown as IDBFactory, 'refused'],
    ['has one that is broken', { open: () => null } as unknown as IDBFactory, 'refused'],
    ['has no room for it', { open: () => { throw new DOMException('full', 'QuotaExceededError'); } } as unknown as IDBFactory, 'quota'],
  ])('%s: the store is memory and says so', async (_, factory, reason) => {
    globalThis.indexedDB = factory as unknown as typeof indexedDB;
    const store = await open();
    expect([store.kind, store.reason, troubles]).toEqual(['memory', reason, [reason]]);
    await works(store);
  });

  it('never answers: the store is memory after a while', async () => {
    globalThis.indexedDB = { open: () => new IDBOpenDBRequest() } as unknown as typeof indexedDB;
    const store = await open({ openMs: 20 });
    expect([store.kind, store.reason]).toEqual(['memory', 'refused']);
    await works(store);
  });

  it('was asked for memory alone: no trouble, no reason, no database', async () => {
    const store = await open({ memory: true });
    expect([store.kind, store.reason, troubles, await indexedDB.databases()]).toEqual(['memory', undefined, [], []]);
  });
});

describe('a write that the browser refuses for want of room', () => {
  /** Lets the object stores' `add` and `put` fail at their `nth` call, in one of the two ways that browsers have. */
  function refuse(nth: number, way: 'request' | 'commit'): void {
    for (const method of ['add', 'put'] as const) {
      const real = IDBObjectStore.prototype[method];
      let calls = 0;
      vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (this: IDBObjectStore, ...args: [unknown, IDBValidKey?]) {
        if (++calls === nth && way === 'request') throw new DOMException('full', 'QuotaExceededError');
        const request = real.apply(this, args);
        if (calls === nth) (this.transaction as unknown as { _abort(name: string): void })._abort('QuotaExceededError');
        return request;
      });
    }
  }

  it.each(['request', 'commit'] as const)('is told, leaves nothing half written, and reading goes on (refused at the %s)', async (way) => {
    const store = await open();
    const changes = changesOf(store);
    await store.addEvents([event('a'), event('b')]);
    await store.putVectors(['item a'], matrixOf(Float32Array.of(1, 2), 2, 's'));
    const full = { name: 'StoreError', code: 'quota', message: expect.stringContaining('QuotaExceededError') };
    for (const write of [
      () => store.addEvents([event('c'), event('d'), event('e')]),
      () => store.putVectors(['item a', 'item b'], { data: Float32Array.of(3, 4, 5, 6), rows: 2, dimension: 2, spaces: ['s', 't'], spaceOf: Uint8Array.of(0, 1) }),
    ]) {
      refuse(2, way);
      await expect(write()).rejects.toMatchObject(full);
      vi.restoreAllMocks();
      expect((await store.events()).map(({ id }) => id)).toEqual(['a', 'b']);
      expect((await store.vectors(['item a', 'item b'], ['t', 's']))!.matrix).toEqual(matrixOf(Float32Array.of(1, 2), 2, 's'));
    }
    expect(changes).toEqual([1, 2].map(() => ({ type: 'trouble', trouble: 'quota', detail: expect.stringContaining('store: expected to keep') })));
    expect(troubles).toEqual(['quota', 'quota']);
    expect(await store.addEvents([event('c')])).toHaveLength(1);
  });

  it('is told of settings and lists too', async () => {
    const store = await open();
    refuse(1, 'request');
    await expect(store.putSetting('x', 1)).rejects.toMatchObject({ code: 'quota', message: expect.stringContaining('keep setting x') });
    vi.restoreAllMocks();
    refuse(1, 'commit');
    await expect(store.putList('x', 1)).rejects.toMatchObject({ code: 'quota' });
  });
});

describe('the schema', () => {
  const STEP_2: SchemaStep = async (_, upgrade) => {
    const table = upgrade.objectStore('events');
    for (const [i, key] of (await table.getAllKeys()).entries()) {
      const row = (await table.getAll())[i];
      await table.put({ ...row, event: { ...row.event, dwellMs: 7 } }, key);
    }
  };

  it('is built from nothing', async () => {
    const db = await openDatabase('shop', nobody);
    expect([db.version, [...db.objectStoreNames]]).toEqual([SCHEMA_STEPS.length, ['events', 'lists', 'preferences', 'settings', 'vector-data', 'vector-ids']]);
    db.close();
  });

  it('of the first version gains a place for preferences, and loses nothing', async () => {
    const first = await openDatabase('shop', nobody, { steps: SCHEMA_STEPS.slice(0, 1) });
    await first.add('events', { event: event('a'), item: 'a' });
    first.close();
    const store = await open();
    expect([store.kind, await store.events(), await store.preferences()]).toEqual(['indexeddb', [event('a')], []]);
  });

  it('is brought on from an earlier version, with what was kept there', async () => {
    const old = await open();
    await old.addEvents([event('a'), event('b')]);
    await old.putSetting('paused', true);
    old.close();
    const store = await open({ steps: [...SCHEMA_STEPS, STEP_2] });
    expect(store.kind).toBe('indexeddb');
    expect(await store.events()).toEqual([{ ...event('a'), dwellMs: 7 }, { ...event('b'), dwellMs: 7 }]);
    expect(await store.getSetting('paused')).toBe(true);
  });

  it('stays as it was when a step fails: memory for now, nothing lost', async () => {
    const old = await open();
    await old.addEvents([event('a')]);
    old.close();
    const failing: SchemaStep = async (db, upgrade) => {
      await upgrade.objectStore('events').clear();
      db.createObjectStore('settings');
    };
    const store = await open({ steps: [...SCHEMA_STEPS, failing] });
    expect([store.kind, store.reason]).toEqual(['memory', 'refused']);
    expect(await (await open()).events()).toEqual([event('a')]);
  });

  it('of a newer version than this code is left alone: memory', async () => {
    (await open({ steps: [...SCHEMA_STEPS, STEP_2] })).close();
    const store = await open();
    expect([store.kind, store.reason, troubles]).toEqual(['memory', 'newer-version', ['newer-version']]);
    const db = await openDB('shop');
    expect(db.version).toBe(SCHEMA_STEPS.length + 1);
    db.close();
  });

  it('upgraded by another tab closes this one, which says so', async () => {
    const old = await open();
    await old.addEvents([event('a')]);
    const changes = changesOf(old);
    const newer = await open({ steps: [...SCHEMA_STEPS, STEP_2] });
    expect(newer.kind).toBe('indexeddb');
    expect(changes).toEqual([{ type: 'trouble', trouble: 'closed-by-other-tab', detail: expect.stringContaining('reload this page') }]);
    for (const call of [() => old.events(), () => old.addEvents([event('b')]), () => old.putSetting('x', 1)]) await expect(call()).rejects.toMatchObject({ name: 'StoreError', code: 'closed-by-other-tab' });
    expect(changes).toHaveLength(1);
  });

  it('held by a tab that does not let go: memory, and the database is not kept from others later', async () => {
    const stubborn = await openDB('shop', 1, { upgrade: (db) => void db.createObjectStore('events') });
    const store = await open({ steps: [...SCHEMA_STEPS, STEP_2], blockedMs: 20 });
    expect([store.kind, store.reason, troubles]).toEqual(['memory', 'blocked', ['blocked']]);
    stubborn.close();
    await soon();
    await openDB('shop', 3, { blocked: () => expect.unreachable('the late connection must have let go') }).then((db) => db.close());
  });

  it('held by a tab that lets go a little late: the database', async () => {
    const slow = await openDB('shop', 1, { upgrade: (db) => SCHEMA_STEPS[0](db as never, null as never), blocking: () => setTimeout(() => slow.close(), 20) });
    const store = await open({ steps: [...SCHEMA_STEPS, () => undefined], blockedMs: 5_000 });
    expect([store.kind, troubles]).toEqual(['indexeddb', []]);
  });
});

describe('a connection', () => {
  it('that the browser took away is opened again, and the history is to be read anew', async () => {
    const databases: unknown[] = [];
    const transaction = IDBDatabase.prototype.transaction;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...args: Parameters<typeof transaction>) {
      databases.push(this);
      return transaction.apply(this, args);
    });
    const store = await open();
    const changes = changesOf(store);
    await store.addEvents([event('a')]);
    forceCloseDatabase(databases[0] as never);
    await soon();
    expect(changes).toEqual([{ type: 'history' }]);
    expect(await store.events()).toEqual([event('a')]);
  });

  it('that went away without a word is opened again at the next call', async () => {
    const store = await open();
    await store.addEvents([event('a')]);
    const transaction = IDBDatabase.prototype.transaction;
    let calls = 0;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...args: Parameters<typeof transaction>) {
      if (++calls === 1) throw new DOMException('The database connection is closing.', 'InvalidStateError');
      return transaction.apply(this, args);
    });
    expect(await store.events()).toEqual([event('a')]);
    expect(troubles).toEqual([]);
  });

  it('that cannot be opened again is told', async () => {
    const changes: StoreChange[] = [];
    const connection = new Connection('gone', (change) => changes.push(change));
    globalThis.indexedDB = { open: () => { throw new DOMException('denied', 'SecurityError'); } } as unknown as typeof indexedDB;
    await expect(connection.run('readonly', ['events'], 'read', async () => 1)).rejects.toMatchObject({ code: 'refused' });
    expect(changes).toMatchObject([{ type: 'trouble', trouble: 'refused' }]);
  });

  it('that was closed says so to every later call', async () => {
    const store = await open();
    store.close();
    store.close();
    await expect(store.events()).rejects.toThrow(new TypeError('store: expected an open store, got a closed one'));
  });
});

describe('a second tab', () => {
  it('hears of settings, so that recording stops in every tab at once', async () => {
    const [here, there] = [await open(), await open()];
    const [mine, theirs] = [changesOf(here), changesOf(there)];
    await here.putSetting('paused', true);
    await soon();
    expect([mine, theirs]).toEqual([[], [{ type: 'history' }]]);
    expect(await there.getSetting('paused')).toBe(true);
  });

  it('hears of events added and forgotten, not of those it adds itself, and not of nothing', async () => {
    const [here, there] = [await open(), await open()];
    const [mine, theirs] = [changesOf(here), changesOf(there)];
    await here.addEvents([event('a')]);
    await here.addEvents([event('a')]);
    await here.putList('x', 1);
    await soon();
    expect([mine, theirs]).toEqual([[], [{ type: 'history' }]]);
    await there.forget({ ids: ['nobody'] });
    await there.forget({});
    await soon();
    expect([mine, theirs]).toEqual([[{ type: 'history' }], [{ type: 'history' }]]);
    expect(await here.events()).toEqual([]);
  });

  it('of another database hears nothing, nor does one that stopped listening or closed', async () => {
    const [here, other, stopped, closed] = [await open(), await open({ name: 'other' }), await open(), await open()];
    const heard = [other, closed].map(changesOf);
    const stop = stopped.subscribe(() => expect.unreachable('it stopped'));
    stop();
    closed.close();
    await here.addEvents([event('a')]);
    await soon();
    expect(heard).toEqual([[], []]);
  });

  it('is not missed where there is no BroadcastChannel', async () => {
    vi.stubGlobal('BroadcastChannel', undefined);
    const store = await open();
    expect(await store.addEvents([event('a')])).toHaveLength(1);
    vi.unstubAllGlobals();
  });

  it('adding the same events at the same time keeps each once', async () => {
    const [here, there] = [await open(), await open()];
    const events = ['a', 'b', 'c'].map(event);
    const added = await Promise.all([here.addEvents(events), there.addEvents(events)]);
    expect(added.flat()).toHaveLength(3);
    expect(await here.countEvents()).toBe(3);
  });
});

describe('asking the browser to spare us', () => {
  it('happens once, when the first event is kept, and a refusal is no trouble', async () => {
    const persist = vi.fn(() => Promise.reject(new Error('no')));
    const store = await open({ persist });
    await store.putSetting('x', 1);
    expect(persist).not.toHaveBeenCalled();
    await store.addEvents([event('a')]);
    await store.addEvents([event('b')]);
    (await open({ persist })).addEvents([event('c')]);
    await soon();
    expect(persist).toHaveBeenCalledTimes(1);
    expect(troubles).toEqual([]);
  });
});
