import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EventFilter, NewEvent } from '../domain/event.ts';
import type { Item } from '../domain/item.ts';
import { type Memory, memoryOf } from '../domain/memory.ts';
import { openStore } from '../store/open-store.ts';
import { StoreError } from '../store/store.ts';
import { Engine } from './engine.ts';
import type { EngineParts } from './engine-parts.ts';
import { engineParts, topicCatalog, topicItems } from './testing/engine-parts.ts';

/** Ten items a topic, by five authors of two brands. */
const ITEMS: Item[] = topicItems().map((item, n) => ({ ...item, author: `author ${n % 5}`, brand: n % 8 < 4 ? 'Acme' : 'Other' }));
const NOTHING_NEW = { events: 0, preferences: 0, adjustments: 0 };

const engines: Engine[] = [];
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
});

/** An engine whose clock stands still. */
function open(changed: Partial<EngineParts> = {}): Engine {
  const engine = new Engine(engineParts({ openCatalog: async () => topicCatalog(ITEMS), now: () => '2026-01-01T12:00:00.000Z', newId: () => crypto.randomUUID(), ...changed }));
  engines.push(engine);
  return engine;
}

const read = (item: NewEvent['item'], day: number): NewEvent => ({ id: `event ${typeof item === 'string' ? item : item.id}`, kind: 'open', item, at: `2025-12-${String(day).padStart(2, '0')}T00:00:00.000Z` });

/** Reads of three topics, searches, says what it thinks of topics, words and sources, and chooses from lists. */
async function live(engine: Engine): Promise<void> {
  // Whales, some at one time; then vampires; then marriage.
  await engine.observe([read('i0', 1), read('i4', 1), read('i8', 1), read('i1', 2), read('i5', 3), read('i2', 4), read('i6', 4)]);
  await engine.observe([{ ...read({ id: 'search:empire', title: 'empire of old' }, 5), kind: 'search' }]);
  await vi.waitFor(async () => expect((await engine.status()).encoder.waiting).toBe(0));
  await engine.adjust({ topic: 'i2', mute: true });
  await engine.adjust({ keyword: 'vampires', degree: 0.5 });
  await engine.adjust({ source: 'brand other', degree: 1.5 });
  for (let n = 0; n < 4; n++) {
    const { listId, recommendations } = await engine.recommend({ diversity: 0 });
    const shown = recommendations.map(({ id }) => id);
    await engine.feedback([{ listId, shown, selected: shown.at(-1)! }]);
  }
}

/** All that a person sees of what is known. */
async function seen(engine: Engine): Promise<unknown> {
  await vi.waitFor(async () => expect((await engine.status()).encoder.waiting).toBe(0));
  const { topics, sources } = await engine.interests({ candidates: 0 });
  const { recommendations } = await engine.recommend({ diversity: 0 });
  const { preferences, adjustments } = await engine.memory();
  return { history: await engine.history(), learning: await engine.learning(), topics, sources, preferences, adjustments, list: recommendations.map(({ id, score }) => [id, score]) };
}

const throughJson = (memory: Memory): Memory => JSON.parse(JSON.stringify(memory)) as Memory;

describe.each(['indexeddb', 'memory'])('what is taken out of %s', (kind) => {
  const filters: [string, EventFilter][] = [
    ['one of three events of one time', { ids: ['event i4'] }],
    ['a topic that is muted', { items: ['i2', 'i6'] }],
    ['what a word was turned down of', { items: ['i1', 'i5'] }],
    ['a search', { kinds: ['search'] }],
    ['a day and what was chosen since', { since: '2025-12-04' }],
    ['everything', {}],
  ];
  it.each(filters)('can be put back, and all is as it was: %s', async (name, filter) => {
    const engine = open({ openStore: () => openStore({ memory: kind === 'memory', name }) });
    await live(engine);
    const before = await seen(engine);
    const taken = throughJson(await engine.memory(filter));
    expect(await engine.forget(filter)).toBe(taken.events.length);
    expect(await seen(engine)).not.toEqual(before);
    expect(await engine.memory(filter)).toEqual(memoryOf({}));
    const changes: string[] = [];
    await engine.subscribe(({ type }) => changes.push(type));
    expect((await engine.restore(taken)).events).toBe(taken.events.length);
    expect(changes).toContain('history');
    expect(changes.includes('learning')).toBe(taken.preferences.length > 0);
    expect(await seen(engine)).toEqual(before);
    expect(await engine.restore(taken)).toEqual(NOTHING_NEW);
  });
});

describe('a memory', () => {
  it('of all holds all: another device that takes it in shows the same', async () => {
    const engine = open();
    await live(engine);
    const memory = throughJson(await engine.memory());
    expect(memory).toMatchObject({ format: 1, adjustments: { items: { i2: 0, i6: 0 }, sources: { 'brand other': 1.5 }, keywords: { vampires: 0.5 } } });
    expect([memory.events.length, memory.order.length]).toEqual([8, 8]);
    expect(memory.preferences.length).toBeGreaterThan(20);
    const other = open();
    expect(await other.restore(memory)).toEqual({ events: 8, preferences: memory.preferences.length, adjustments: 4 });
    expect(await seen(other)).toEqual(await seen(engine));
  });

  it('of some events holds the adjustments that rest on them alone', async () => {
    const engine = open();
    await live(engine);
    const held = async (filter: EventFilter) => (await engine.memory(filter)).adjustments;
    expect(await held({ items: ['i2'] })).toEqual({ items: { i2: 0 }, sources: {}, keywords: {} });
    expect(await held({ items: ['i1'] })).toEqual({ items: {}, sources: {}, keywords: {} });
    expect(await held({ items: ['i1', 'i5'] })).toEqual({ items: {}, sources: {}, keywords: { vampires: 0.5 } });
  });

  it('is put back while recording is paused, which it stays', async () => {
    const engine = open();
    await live(engine);
    const before = await seen(engine);
    const taken = await engine.memory({});
    await engine.pause(true);
    await engine.forget({});
    expect((await engine.restore(taken)).events).toBe(8);
    expect(await seen(engine)).toEqual(before);
    expect((await engine.status()).store.paused).toBe(true);
  });

  it('takes nothing of what came meanwhile', async () => {
    const engine = open();
    await live(engine);
    const taken = await engine.memory({});
    await engine.forget({});
    await engine.observe([read('i2', 9), read('i3', 10)]);
    await engine.adjust({ topic: 'i2', boost: true });
    expect(await engine.restore(taken)).toMatchObject({ events: 7, adjustments: 3 });
    expect((await engine.history()).slice(0, 2).map(({ id }) => id)).toEqual(['event i3', 'event i2']);
    // What was said last of an item holds.
    expect((await engine.memory()).adjustments).toEqual({ items: { i2: 2, i6: 0 }, sources: { 'brand other': 1.5 }, keywords: { vampires: 0.5 } });
  });

  it('that is malformed, of a later version, or refused by the store changes nothing', async () => {
    const store = await openStore({ memory: true });
    const engine = open({ openStore: async () => store });
    const good = memoryOf({ events: [{ id: 'e', kind: 'like', item: 'i0', at: '2025-12-01T00:00:00.000Z' }], order: [1] });
    await expect(engine.restore({ ...good, adjustments: { items: { i0: 5 }, sources: {}, keywords: {} } })).rejects.toThrow(new TypeError('memory: adjustments: items: expected "i0" to have a degree from 0 to 2, got 5'));
    await expect(engine.restore({ ...good, format: 2 })).rejects.toThrow(RangeError);
    await expect(engine.memory({ id: 'e' } as EventFilter)).rejects.toThrow('filter: expected ids, items, since, until, kinds, got id');
    vi.spyOn(store, 'restore').mockRejectedValueOnce(new StoreError('quota', 'no room'));
    await expect(engine.restore(good)).rejects.toMatchObject({ name: 'StoreError' });
    expect((await engine.status()).problems).toMatchObject([{ room: 'store', code: 'quota' }]);
    expect(await engine.memory()).toEqual(memoryOf({}));
    expect((await engine.restore(good)).events).toBe(1);
    expect((await engine.status()).problems).toEqual([]);
  });

  it('is taken out and put back without a catalog', async () => {
    const store = await openStore({ memory: true });
    await store.putSetting('adjustments', { items: { i0: 0 }, sources: {}, keywords: {} });
    const engine = open({ openStore: async () => store, openCatalog: () => Promise.reject(new Error('gone')) });
    await engine.observe([read('i0', 1)]);
    const taken = await engine.memory();
    expect(taken.adjustments.items).toEqual({ i0: 0 });
    expect(await engine.forget({})).toBe(1);
    expect(await engine.memory()).toEqual(memoryOf({}));
    expect(await engine.restore(taken)).toEqual({ events: 1, preferences: 0, adjustments: 1 });
  });

  it('that is put back reaches other tabs', async () => {
    const tab = () => open({ openStore: () => openStore({ name: 'memory tabs' }) });
    const [here, there] = [tab(), tab()];
    await live(here);
    const before = await seen(here);
    const taken = await here.memory({});
    await here.forget({});
    await vi.waitFor(async () => expect(await there.history()).toEqual([]));
    await there.restore(taken);
    await vi.waitFor(async () => expect(await seen(here)).toEqual(before));
    expect(await seen(there)).toEqual(before);
  });
});
