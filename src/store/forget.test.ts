import 'fake-indexeddb/auto';
import * as fc from 'fast-check';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { NO_ADJUSTMENTS } from '../domain/adjustments.ts';
import type { EventFilter, HistoryEvent } from '../domain/event.ts';
import { itemIdOf } from '../domain/event.ts';
import { isForgotten, type Preference } from '../domain/learning.ts';
import type { Matrix } from '../domain/matrix.ts';
import { matrixOf, rowOf } from '../domain/matrix.ts';
import type { Memory } from '../domain/memory.ts';
import { MemoryStore } from './memory-store.ts';
import { openStore } from './open-store.ts';
import { ADJUSTMENTS, type StayingAdjustments, type Store } from './store.ts';
import { PAGE_ROWS } from './vector-pages.ts';

const ITEMS = 6;
const SPACES = ['space one', 'space two'];
const time = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
const itemId = (n: number) => `secret-item-${n}`;
const textOf = (n: number) => `words typed into ${n}`;
/** A number that is in the vectors of item n and nowhere else. */
const mark = (n: number, space: number) => 1000 + 10 * n + space;
const markOf = (number: number) => Math.floor((number - 1000) / 10);

/** Everything that lies in the database, raw: every key and value of every object store. */
async function dump(name: string): Promise<{ text: string; numbers: Set<number> }> {
  const db = await openDB(name);
  const numbers = new Set<number>();
  const rows: unknown[] = [];
  for (const store of db.objectStoreNames) {
    rows.push(await db.getAllKeys(store));
    for (const value of await db.getAll(store)) {
      if (value instanceof Float32Array) for (const number of new Float32Array(value.buffer)) numbers.add(number);
      else rows.push(value);
    }
  }
  db.close();
  return { text: JSON.stringify(rows), numbers };
}

type Step = (store: Store) => Promise<unknown>;

/** Adjustments of items that some event holds. */
const stay: StayingAdjustments = (adjustments, events) => ({ ...adjustments, items: Object.fromEntries(Object.entries(adjustments.items).filter(([id]) => events.some((each) => itemIdOf(each) === id))) });

const minute = fc.nat(20);
const itemNumber = fc.nat(ITEMS - 1);
const event = fc.record({ id: fc.nat(30), item: itemNumber, own: fc.boolean(), minute }).map(({ id, item, own, minute }): HistoryEvent => ({ id: `secret-event-${id}.`, kind: own ? 'search' : 'view', at: time(minute), item: own ? { id: itemId(item), title: textOf(item) } : itemId(item) }));
const filter = fc.record({ ids: fc.array(fc.nat(30).map((id) => `secret-event-${id}.`)), items: fc.array(itemNumber.map(itemId), { maxLength: 3 }), since: minute.map(time), until: minute.map(time), kinds: fc.constant<EventFilter['kinds']>(['search']) }, { requiredKeys: [] });
const preference = fc.record({ better: itemNumber, worse: itemNumber, minute }).map(({ better, worse, minute }): Preference => ({ listId: 'l', kind: 'select', better: itemId(better), worse: itemId(worse), at: time(minute), weight: 1, places: [0, 1], readouts: {} }));
const step = fc.oneof(
  { weight: 2, arbitrary: fc.array(preference, { maxLength: 4 }).map((preferences): Step => (store) => store.addPreferences(preferences)) },
  { weight: 4, arbitrary: fc.array(event, { maxLength: 8 }).map((events): Step => (store) => store.addEvents(events)) },
  { weight: 3, arbitrary: filter.map((each): Step => (store) => store.forget(each, stay)) },
  { weight: 1, arbitrary: fc.uniqueArray(itemNumber).map((items): Step => (store) => store.putSetting(ADJUSTMENTS, { ...NO_ADJUSTMENTS, items: Object.fromEntries(items.map((n) => [itemId(n), 0])) })) },
  { weight: 1, arbitrary: fc.tuple(filter, filter).map(([taken, forgotten]): Step => async (store) => {
    const memory = await store.memory(taken, stay);
    await store.forget(forgotten, stay);
    return [memory, await store.restore(memory)];
  }) },
  { weight: 3, arbitrary: fc.tuple(fc.uniqueArray(itemNumber), fc.nat(1)).map(([items, space]): Step => (store) => store.putVectors(items.map(itemId), matrixOf(Float32Array.from(items.flatMap((n) => [mark(n, space), mark(n, space)])), 2, SPACES[space]))) },
  { weight: 2, arbitrary: fc.tuple(itemNumber, filter).map(([n, forgotten]): Step => async (store) => {
    // A list takes a while to make: something may be forgotten meanwhile.
    const events = await store.events();
    await store.forget(forgotten);
    await store.putList(`list of ${textOf(n)}`, events, events.map(({ id }) => id));
  }) },
);

/** What can be seen of a store from outside. */
async function view(store: Store): Promise<unknown> {
  const ids = Array.from({ length: ITEMS }, (_, n) => itemId(n));
  const seen = async (spaces: string[]) => {
    const found = await store.vectors(ids, spaces);
    return found?.ids.map((id, row) => [id, found.matrix.spaces[found.matrix.spaceOf[row]], [...rowOf(found.matrix, row)]]);
  };
  return [await store.events(), await store.preferences(), await store.getSetting(ADJUSTMENTS), await store.countEvents(), await seen(SPACES), await seen(SPACES.toReversed()), await Promise.all(ids.map((_, n) => store.getList(`list of ${textOf(n)}`)))];
}

/** The memory with numbers from 1 in place of those of recording. */
function numberedAnew(memory: Memory): Memory {
  const numbers = memory.order.toSorted((a, b) => a - b);
  return { ...memory, order: memory.order.map((number) => numbers.indexOf(number) + 1) };
}

describe('forgetting', () => {
  it('does what the memory store does, and leaves no trace in any object store, whatever came before', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 20 }), filter, async (steps, last) => {
      globalThis.indexedDB = new IDBFactory();
      const [store, twin] = [await openStore({ name: 'property' }), new MemoryStore()];
      for (const each of [...steps, (each: Store) => each.forget(last, stay)]) expect(await each(store)).toEqual(await each(twin));
      expect(await view(store)).toEqual(await view(twin));
      const held = await store.events();
      const taught = await store.preferences();
      expect(taught.filter((each) => isForgotten(each, last, new Set()))).toEqual([]);
      store.close();
      const { text, numbers } = await dump('property');
      for (let n = 0; n < ITEMS; n++) {
        const left = held.filter((each) => itemIdOf(each) === itemId(n));
        if (left.length === 0) {
          if (!taught.some(({ better, worse }) => better === itemId(n) || worse === itemId(n))) expect(text).not.toContain(itemId(n));
          expect([...numbers].filter((number) => markOf(number) === n)).toEqual([]);
        }
        if (!left.some(({ item }) => typeof item !== 'string')) expect(text).not.toContain(textOf(n));
      }
      for (let id = 0; id <= 30; id++) if (!held.some((each) => each.id === `secret-event-${id}.`)) expect(text).not.toContain(`secret-event-${id}.`);
    }), { numRuns: 200 });
  });

  it.each(['indexeddb', 'memory'] as const)('is undone by putting back what was taken out, in %s: all is as it was, in its order', async (kind) => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 12 }), filter, async (steps, last) => {
      globalThis.indexedDB = new IDBFactory();
      const store = await openStore({ name: 'undone', memory: kind === 'memory' });
      for (const each of steps) await each(store);
      // What rests on nothing goes with any forgetting.
      await store.putSetting(ADJUSTMENTS, stay((await store.getSetting(ADJUSTMENTS)) ?? NO_ADJUSTMENTS, await store.events()));
      const known = await store.memory();
      const taken = await store.memory(last, stay);
      expect(await store.forget(last, stay)).toEqual(taken);
      const counts = { events: taken.events.length, preferences: taken.preferences.length, adjustments: Object.keys(taken.adjustments.items).length };
      expect(await store.restore(taken)).toEqual(counts);
      expect(numberedAnew(await store.memory())).toEqual(numberedAnew(known));
      expect(await store.events()).toEqual(known.events);
      expect(await store.restore(known)).toEqual({ events: 0, preferences: 0, adjustments: 0 });
      store.close();
    }), { numRuns: 100 });
  });

  it('can see a trace: what is still held is found in the raw stores', async () => {
    globalThis.indexedDB = new IDBFactory();
    const store = await openStore({ name: 'held' });
    await store.addEvents([{ id: 'secret-event-1.', kind: 'search', at: time(1), item: { id: itemId(3), title: textOf(3) } }]);
    await store.putVectors([itemId(3)], matrixOf(Float32Array.of(mark(3, 0), mark(3, 0)), 2, SPACES[0]));
    store.close();
    const { text, numbers } = await dump('held');
    for (const trace of ['secret-event-1.', itemId(3), textOf(3)]) expect(text).toContain(trace);
    expect(numbers).toEqual(new Set([mark(3, 0)]));
  });

  it('writes pages anew, fills their room again, and leaves none empty', async () => {
    globalThis.indexedDB = new IDBFactory();
    const store = await openStore({ name: 'pages' });
    const count = 2 * PAGE_ROWS + 10;
    const ids = Array.from({ length: count }, (_, n) => itemId(n));
    const pages = async (): Promise<number[]> => {
      const db = await openDB('pages');
      const sizes = (await db.getAll('vector-data')).map((data: Float32Array) => data.length);
      expect((await db.getAll('vector-ids')).map(({ ids }) => ids.length)).toEqual(sizes);
      db.close();
      return sizes;
    };
    const matrix: Matrix = matrixOf(Float32Array.from(ids, (_, n) => mark(n, 0)), 1, 's');
    await store.addEvents(ids.map((item, n) => ({ id: `${n}`, kind: 'view', at: time(n), item })));
    await store.putVectors(ids, matrix);
    expect(await pages()).toEqual([PAGE_ROWS, PAGE_ROWS, 10]);
    await store.forget({ items: ids.slice(0, 100) });
    expect(await pages()).toEqual([PAGE_ROWS - 100, PAGE_ROWS, 10]);
    await store.addEvents([{ id: 'back', kind: 'view', at: time(0), item: ids[0] }]);
    await store.putVectors(ids.slice(0, 1), matrixOf(Float32Array.of(mark(0, 0)), 1, 's'));
    expect(await pages()).toEqual([PAGE_ROWS - 99, PAGE_ROWS, 10]);
    const known = await store.vectors(ids, ['s']);
    expect(known!.ids).toEqual([ids[0], ...ids.slice(100)]);
    expect([...known!.matrix.data]).toEqual([0, ...Array.from({ length: count - 100 }, (_, n) => n + 100)].map((n) => mark(n, 0)));
    await store.forget({ since: time(2 * PAGE_ROWS) });
    expect(await pages()).toEqual([PAGE_ROWS - 99, PAGE_ROWS]);
    await store.forget({});
    expect(await pages()).toEqual([]);
    store.close();
  });
});
