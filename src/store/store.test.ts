import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../domain/event.ts';
import { MOST_PREFERENCES, type Preference } from '../domain/learning.ts';
import { matrixOf } from '../domain/matrix.ts';
import { memoryOf } from '../domain/memory.ts';
import { MAX_LISTS } from './list-table.ts';
import { openStore } from './open-store.ts';
import { ADJUSTMENTS, type Store } from './store.ts';

const at = (second: number) => `2026-01-02T03:04:${String(second).padStart(2, '0')}.000Z`;
const event = (id: string, second: number, item: HistoryEvent['item'] = `item ${id}`): HistoryEvent => ({ id, kind: 'open', at: at(second), item });
const preference = (better: string, worse: string, second = 1, listId = 'l'): Preference => ({ listId, kind: 'select', better, worse, at: at(second), weight: 0.5, places: [1, 0], readouts: { content: 0.25 } });
const pairsOf = (preferences: Preference[]) => preferences.map(({ better, worse }) => `${better}>${worse}`);
const idsOf = (events: HistoryEvent[]) => events.map(({ id }) => id);
/** `count` rows of `dimension` numbers, all `number` in the row of that number. */
const rows = (dimension: number, ...numbers: number[]) => Float32Array.from(numbers.flatMap((number) => Array<number>(dimension).fill(number)));

describe.each(['indexeddb', 'memory'] as const)('the store in %s', (kind) => {
  let store: Store;
  beforeEach(async () => {
    globalThis.indexedDB = new IDBFactory();
    store = await openStore({ memory: kind === 'memory' });
    return () => store.close();
  });

  it('is what it says', () => {
    expect([store.kind, store.reason]).toEqual([kind, undefined]);
  });

  it('starts empty', async () => {
    expect([await store.events(), await store.countEvents(), await store.vectors(['a'], ['s']), await store.getSetting('x'), await store.getList('x'), await store.memory(), await store.forget({})]).toEqual([[], 0, null, undefined, undefined, memoryOf({}), memoryOf({})]);
  });

  it('gives the history by time, and in the order of recording where times are equal', async () => {
    expect(idsOf(await store.addEvents([event('c', 3), event('b2', 2), event('a', 1)]))).toEqual(['a', 'b2', 'c']);
    await store.addEvents([event('z', 0), event('b1', 2)]);
    expect(idsOf(await store.events())).toEqual(['z', 'a', 'b2', 'b1', 'c']);
    expect(await store.countEvents()).toBe(5);
  });

  it('counts an event once, sent again or twice in one batch; the first sent stays', async () => {
    expect(await store.addEvents([event('a', 1), event('a', 2)])).toEqual([event('a', 1)]);
    expect(await store.addEvents([event('a', 3), event('b', 4)])).toEqual([event('b', 4)]);
    expect(await store.addEvents([])).toEqual([]);
    expect(await store.events()).toEqual([event('a', 1), event('b', 4)]);
  });

  it('keeps the item that an event carries, whole, and knows its id', async () => {
    const typed: HistoryEvent = { id: 's', kind: 'search', at: at(1), item: { id: 'query', title: 'كتاب 📚 红楼梦', tags: ['x'], price: { amount: 1, currency: 'EUR' } }, dwellMs: 3, rating: -0.5 };
    await store.addEvents([typed, event('a', 2, 'query')]);
    expect(await store.events({ ids: ['s'] })).toEqual([typed]);
    expect(idsOf(await store.events({ items: ['query'] }))).toEqual(['s', 'a']);
  });

  it('filters by id, item, kind and time, every condition at once', async () => {
    await store.addEvents([event('a', 1), event('b', 2), { ...event('c', 3), kind: 'buy' }, event('d', 4)]);
    const found = async (filter: Parameters<Store['events']>[0]) => idsOf(await store.events(filter)).join('');
    expect(await found({ since: at(2) })).toBe('bcd');
    expect(await found({ until: at(2) })).toBe('a');
    expect(await found({ since: at(2), until: at(4) })).toBe('bc');
    expect(await found({ since: at(4), until: at(2) })).toBe('');
    expect(await found({ since: at(2), until: at(2) })).toBe('');
    expect(await found({ kinds: ['buy'] })).toBe('c');
    expect(await found({ ids: ['a', 'd'], since: at(2) })).toBe('d');
    expect(await found({ items: [] })).toBe('');
  });

  it('keeps copies: neither what was put in nor what was given out can change it', async () => {
    const mine = { ...event('a', 1, { id: 'i', title: 'T' }) };
    await store.addEvents([mine]);
    mine.at = at(9);
    (await store.events())[0].kind = 'buy';
    expect(await store.events()).toEqual([event('a', 1, { id: 'i', title: 'T' })]);
    const data = rows(2, 5);
    await store.putVectors(['i'], matrixOf(data, 2, 's'));
    data.fill(0);
    (await store.vectors(['i'], ['s']))!.matrix.data.fill(0);
    expect((await store.vectors(['i'], ['s']))!.matrix.data).toEqual(rows(2, 5));
  });

  it('keeps none of a batch that cannot be copied, and says why', async () => {
    const wrong = { ...event('b', 2), dwellMs: (() => 1) as unknown as number };
    for (const write of [() => store.addEvents([event('a', 1), wrong]), () => store.putSetting('x', wrong), () => store.putList('x', wrong)]) await expect(write()).rejects.toMatchObject({ name: 'TypeError', message: expect.stringMatching(/^store: expected to keep .*, got a value that cannot be copied: /) });
    expect(await store.countEvents()).toBe(0);
  });

  describe('vectors', () => {
    beforeEach(async () => {
      await store.addEvents([event('1', 1, 'a'), event('2', 2, 'b'), event('3', 3, { id: 'c', title: 'C' })]);
    });

    it('are given in the order asked for, without those not known, each id once', async () => {
      await store.putVectors(['a', 'b', 'c'], matrixOf(rows(3, 1, 2, 3), 3, 's'));
      expect(await store.vectors(['c', 'nobody', 'a', 'c'], ['s'])).toEqual({ ids: ['c', 'a'], matrix: matrixOf(rows(3, 3, 1), 3, 's') });
      expect(await store.vectors(['nobody'], ['s'])).toBeNull();
      expect(await store.vectors([], ['s'])).toBeNull();
      expect(await store.vectors(['a'], [])).toBeNull();
      expect(await store.vectors(['a'], ['another'])).toBeNull();
    });

    it('replace what stood under their id in their space; the last of equal ids counts', async () => {
      await store.putVectors(['a', 'b'], matrixOf(rows(2, 1, 2), 2, 's'));
      await store.putVectors(['b', 'b'], matrixOf(rows(2, 7, 8), 2, 's'));
      expect((await store.vectors(['a', 'b'], ['s']))!.matrix.data).toEqual(rows(2, 1, 8));
    });

    it('of several spaces live side by side; the first space asked for speaks', async () => {
      await store.putVectors(['a', 'b'], { data: rows(2, 1, 2), rows: 2, dimension: 2, spaces: ['s', 't'], spaceOf: Uint8Array.of(0, 1) });
      await store.putVectors(['a'], matrixOf(rows(2, 9), 2, 't'));
      expect(await store.vectors(['a', 'b'], ['s', 't'])).toEqual({ ids: ['a', 'b'], matrix: { data: rows(2, 1, 2), rows: 2, dimension: 2, spaces: ['s', 't'], spaceOf: Uint8Array.of(0, 1) } });
      expect((await store.vectors(['a', 'b'], ['t', 's']))!.matrix).toEqual(matrixOf(rows(2, 9, 2), 2, 't'));
      expect((await store.vectors(['a', 'b'], ['s']))!.ids).toEqual(['a']);
    });

    it('of two dimensions never share a matrix', async () => {
      await store.putVectors(['a'], matrixOf(rows(2, 1), 2, 's'));
      await store.putVectors(['b'], matrixOf(rows(3, 2), 3, 't'));
      expect((await store.vectors(['a', 'b'], ['s', 't']))!.ids).toEqual(['a']);
      expect((await store.vectors(['a', 'b'], ['t', 's']))!.ids).toEqual(['b']);
      await store.putVectors(['a'], matrixOf(rows(3, 4), 3, 's'));
      expect((await store.vectors(['a', 'b'], ['s', 't']))!.matrix.data).toEqual(rows(3, 4, 2));
    });

    it('go with the last event of their item, and not before', async () => {
      await store.addEvents([event('4', 4, 'a')]);
      await store.putVectors(['a', 'b'], matrixOf(rows(2, 1, 2), 2, 's'));
      await store.forget({ ids: ['1', '2'] });
      expect((await store.vectors(['a', 'b'], ['s']))!.ids).toEqual(['a']);
      await store.forget({ items: ['a'] });
      expect(await store.vectors(['a', 'b'], ['s'])).toBeNull();
    });

    it('that come after their event was forgotten are not kept', async () => {
      await store.forget({ items: ['a'] });
      await store.putVectors(['a', 'b'], matrixOf(rows(2, 1, 2), 2, 's'));
      await store.addEvents([event('5', 5, 'a')]);
      expect((await store.vectors(['a', 'b'], ['s']))!.ids).toEqual(['b']);
    });

    it('must be as many as their ids', async () => {
      await expect(store.putVectors(['a'], matrixOf(rows(2, 1, 2), 2, 's'))).rejects.toThrow('putVectors: expected an id for each of 2 rows, got 1');
      await store.putVectors([], matrixOf(new Float32Array(0), 2, 's'));
    });
  });

  it('forgets what the filter selects, gives it back, and drops every list', async () => {
    await store.addEvents([event('c', 3), event('a', 1), event('b', 2)]);
    await store.putList('l', { because: 'a' });
    await store.putSetting('paused', true);
    expect(idsOf((await store.forget({ since: at(2) })).events)).toEqual(['b', 'c']);
    expect(idsOf(await store.events())).toEqual(['a']);
    expect(await store.getList('l')).toBeUndefined();
    expect(await store.getSetting('paused')).toBe(true);
    expect(await store.addEvents([event('b', 2)])).toHaveLength(1);
    expect(idsOf((await store.forget({})).events)).toEqual(['a', 'b']);
    expect(await store.countEvents()).toBe(0);
  });

  describe('preferences', () => {
    it('are kept whole, once each, and given oldest first', async () => {
      expect(pairsOf(await store.addPreferences([preference('b', 'c', 3), preference('a', 'c', 2), preference('a', 'b', 2)]))).toEqual(['a>b', 'a>c', 'b>c']);
      expect(pairsOf(await store.addPreferences([preference('a', 'b', 9), preference('a', 'b', 1, 'another')]))).toEqual(['a>b']);
      expect((await store.preferences())[0]).toEqual(preference('a', 'b', 1, 'another'));
      expect(pairsOf(await store.preferences())).toEqual(['a>b', 'a>b', 'a>c', 'b>c']);
      expect(await store.addPreferences([])).toEqual([]);
    });

    it('beyond a number of them the oldest go, be they the new ones', async () => {
      const many = Array.from({ length: MOST_PREFERENCES }, (_, n) => preference(`i${n}`, 'x', n < 101 ? 3 : 5));
      await store.addPreferences(many);
      expect(await store.preferences()).toHaveLength(MOST_PREFERENCES);
      expect(pairsOf(await store.addPreferences([preference('new', 'x', 6), preference('old', 'x', 2)]))).toEqual(['new>x']);
      const kept = pairsOf(await store.preferences());
      expect(kept).toHaveLength(400);
      expect(kept).not.toContain('i0>x');
      expect(kept).toEqual(expect.arrayContaining(['i101>x', 'i499>x', 'new>x']));
    });

    it('go with an event of one of their items, or as the filter says of them', async () => {
      await store.addEvents([event('1', 1, 'a'), event('2', 2, 'b')]);
      await store.addPreferences([preference('a', 'b', 1), preference('c', 'a', 2), preference('b', 'c', 3), preference('d', 'e', 4), preference('e', 'f', 5)]);
      await store.forget({ kinds: ['buy'] });
      await store.forget({ ids: ['nobody'] });
      expect(await store.preferences()).toHaveLength(5);
      await store.forget({ ids: ['1'] });
      expect(pairsOf(await store.preferences())).toEqual(['b>c', 'd>e', 'e>f']);
      await store.forget({ items: ['f'] });
      expect(pairsOf(await store.preferences())).toEqual(['b>c', 'd>e']);
      await store.forget({ since: at(4) });
      expect(pairsOf(await store.preferences())).toEqual(['b>c']);
      await store.forget({});
      expect(await store.preferences()).toEqual([]);
    });

    it('are dropped with every list that was made by them, and given back', async () => {
      await store.addPreferences([preference('b', 'c', 3), preference('a', 'c', 2)]);
      await store.putList('l', 1);
      const gone = await store.dropPreferences();
      expect(pairsOf(gone)).toEqual(['a>c', 'b>c']);
      expect([await store.preferences(), await store.getList('l')]).toEqual([[], undefined]);
      expect(await store.addPreferences(gone)).toEqual(gone);
    });
  });

  describe('a memory', () => {
    const adjustments = { items: { 'item a': 0 }, sources: {}, keywords: { whales: 2 } };

    it('holds what forgetting takes, and puts it back beside what came meanwhile', async () => {
      await store.addEvents([event('b', 2), event('a', 1), event('c', 2)]);
      await store.addPreferences([preference('item b', 'x', 1), preference('x', 'y', 2)]);
      await store.putSetting(ADJUSTMENTS, adjustments);
      const taken = await store.memory({ ids: ['b'] });
      expect(taken).toEqual(memoryOf({ events: [event('b', 2)], order: [1], preferences: [preference('item b', 'x', 1)] }));
      expect(await store.forget({ ids: ['b'] })).toEqual(taken);
      await store.addEvents([event('d', 2)]);
      expect(await store.restore(taken)).toEqual({ events: 1, preferences: 1, adjustments: 0 });
      expect(idsOf(await store.events())).toEqual(['a', 'b', 'c', 'd']);
      expect(pairsOf(await store.preferences())).toEqual(['item b>x', 'x>y']);
      expect(await store.restore(taken)).toEqual({ events: 0, preferences: 0, adjustments: 0 });
    });

    it('takes adjustments along that do not stay, and all of them with the last event', async () => {
      await store.addEvents([event('a', 1), event('b', 2)]);
      await store.putSetting(ADJUSTMENTS, adjustments);
      const gone = await store.forget({ ids: ['a'] }, ({ keywords }, events) => {
        expect(idsOf([...events])).toEqual(['b']);
        return { items: {}, sources: {}, keywords };
      });
      expect(gone.adjustments).toEqual({ items: { 'item a': 0 }, sources: {}, keywords: {} });
      expect(await store.getSetting(ADJUSTMENTS)).toEqual({ items: {}, sources: {}, keywords: { whales: 2 } });
      await store.putSetting(ADJUSTMENTS, { items: { 'item a': 1.5 }, sources: {}, keywords: { whales: 2 } });
      expect(await store.restore(gone)).toEqual({ events: 1, preferences: 0, adjustments: 0 });
      expect((await store.forget({})).adjustments).toEqual({ items: { 'item a': 1.5 }, sources: {}, keywords: { whales: 2 } });
      expect(await store.getSetting(ADJUSTMENTS)).toEqual({ items: {}, sources: {}, keywords: {} });
    });

    it('is put back whole or not at all', async () => {
      const wrong = { ...event('b', 2), dwellMs: (() => 1) as unknown as number };
      const memory = memoryOf({ events: [event('a', 1), wrong], order: [1, 2], preferences: [preference('a', 'b')], adjustments });
      await expect(store.restore(memory)).rejects.toMatchObject({ name: 'TypeError', message: expect.stringMatching(/^store: expected to put back what was known, got a value that cannot be copied: /) });
      expect(await store.memory()).toEqual(memoryOf({}));
    });
  });

  it('keeps settings and lists by key, the latest value', async () => {
    await store.putSetting('x', { n: 1 });
    await store.putSetting('x', { n: 2 });
    await store.putSetting('y', null);
    await store.putList('x', [1]);
    expect([await store.getSetting('x'), await store.getSetting('y'), await store.getList('x'), await store.getList('y')]).toEqual([{ n: 2 }, null, [1], undefined]);
  });

  it('does not keep a list that names an event no longer there', async () => {
    await store.addEvents([event('a', 1), event('b', 2)]);
    await store.putList('l', 'first', ['a', 'b']);
    await store.putList('l', 'late', ['a', 'gone']);
    expect(await store.getList('l')).toBe('first');
    await store.forget({ ids: ['b'] });
    await store.putList('l', 'late', ['a', 'b']);
    expect(await store.getList('l')).toBeUndefined();
    await store.putList('l', 'now', ['a']);
    expect(await store.getList('l')).toBe('now');
  });

  it('lets the list go that was shown longest ago, beyond a number of them', async () => {
    const tick = () => new Promise((done) => setTimeout(done, 2));
    for (let n = 0; n < MAX_LISTS; n++) await store.putList(`list ${n}`, n);
    await tick();
    await store.putList('list 0', 'again');
    await tick();
    await store.putList('one more', 1);
    const kept = await Promise.all(Array.from({ length: MAX_LISTS }, (_, n) => store.getList(`list ${n}`)));
    expect(kept[0]).toBe('again');
    expect(await store.getList('one more')).toBe(1);
    expect(kept.filter((list) => list === undefined)).toHaveLength(1);
  });
});
