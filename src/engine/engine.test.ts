import { assert, asyncProperty, array, constantFrom, record, integer } from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { CatalogError } from '../catalog/catalog.ts';
import { EVENT_KINDS, type EventFilter, type NewEvent } from '../domain/event.ts';
import type { Change, Status } from '../domain/status.ts';
import { EncoderError } from '../encoder/encoder.ts';
import { DeviceLostError, type Kernels } from '../kernels/kernels.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { openStore } from '../store/open-store.ts';
import { StoreError } from '../store/store.ts';
import { Engine } from './engine.ts';
import { encoderParts, engineParts, topicCatalog, topicEncoder, topicItems } from './testing/engine-parts.ts';

const engineOf = (changed: Parameters<typeof engineParts>[0] = {}) => new Engine(engineParts(changed));
const topicOf = (title: string) => title.split(' ')[0];
const popular = { openCatalog: async () => topicCatalog(topicItems(true)) };

describe('observe and recommend', () => {
  it('a history becomes a list of its topic, and the newest event leads the reason', async () => {
    const engine = engineOf();
    await engine.observe([{ kind: 'open', item: 'i0' }, { kind: 'like', item: 'i4' }]);
    const { recommendations, strategy, fallback } = await engine.recommend({ limit: 4, diversity: 0 });
    expect(strategy).toBe('for-you');
    expect(fallback).toBeUndefined();
    expect(recommendations.map(({ item }) => topicOf(item.title))).toEqual(['whales', 'whales', 'whales', 'whales']);
    expect(recommendations[0].because).toMatchObject({ kind: 'events', events: [{ itemId: 'i4', kind: 'like', title: 'whales b' }] });
    await engine.close();
  });

  it('counts an event once, however often it is sent', async () => {
    const engine = engineOf();
    const event: NewEvent = { id: 'same', kind: 'open', item: 'i0' };
    expect(await engine.observe([event])).toEqual(['same']);
    expect(await engine.observe([event, { kind: 'open', item: 'i1' }])).toEqual(['same', 'e0']);
    expect((await engine.history()).map(({ id }) => id)).toEqual(['e0', 'same']);
  });

  it('keeps none of a batch with a malformed event', async () => {
    const engine = engineOf();
    await expect(engine.observe([{ kind: 'open', item: 'i0' }, { kind: 'rate', item: 'i1' }])).rejects.toThrow(TypeError);
    expect(await engine.history()).toEqual([]);
  });

  it('forget undoes: the list is as if it had never been', async () => {
    const engine = engineOf(popular);
    const before = await engine.recommend();
    const ids = await engine.observe([{ kind: 'like', item: 'i1' }, { kind: 'dismiss', item: 'i2' }]);
    expect((await engine.recommend()).recommendations[0].item.title).toContain('vampires');
    expect(await engine.forget({ ids })).toBe(2);
    expect((await engine.recommend()).recommendations).toEqual(before.recommendations);
  });

  it('forgets nothing for a filter that it does not understand, and reads times in any zone', async () => {
    const engine = engineOf();
    await engine.observe([{ kind: 'like', item: 'i1', at: '2026-01-02T00:30:00Z' }]);
    await expect(engine.forget({ id: 'e0' } as EventFilter)).rejects.toThrow('expected ids, items, since, until, kinds, got id');
    expect(await engine.history({ until: '2026-01-02T01:00:00+01:00' })).toEqual([]);
    expect(await engine.forget({ until: '2026-01-02T02:00:00+01:00' })).toBe(1);
  });

  it('does not record while paused, and still ranks', async () => {
    const engine = engineOf();
    await engine.observe([{ kind: 'open', item: 'i0' }]);
    await engine.pause(true);
    expect(await engine.observe([{ kind: 'open', item: 'i1' }])).toEqual([]);
    expect(await engine.history()).toHaveLength(1);
    expect((await engine.recommend()).recommendations[0].item.title).toContain('whales');
    expect((await engine.status()).store.paused).toBe(true);
  });

  it('lists 1 and 5,000 events alike, whatever the kinds', async () => {
    for (const count of [1, 5000]) {
      const engine = engineOf();
      await engine.observe(Array.from({ length: count }, (_, i): NewEvent => ({ kind: 'view', item: `i${(i * 4) % 40}` })));
      expect((await engine.recommend()).recommendations).toHaveLength(8);
      await engine.close();
    }
  });

  it('any history gives k distinct items that are not in it', async () => {
    const events = array(record({ kind: constantFrom(...EVENT_KINDS.filter((kind) => kind !== 'search' && kind !== 'comment')), item: integer({ min: 0, max: 39 }) }), { maxLength: 12 });
    await assert(asyncProperty(events, async (given) => {
      const engine = engineOf();
      await engine.observe(given.map(({ kind, item }) => ({ kind, item: `i${item}`, rating: 1 })));
      const { recommendations } = await engine.recommend({ limit: 10 });
      expect(new Set(recommendations.map(({ id }) => id)).size).toBe(10);
      const known = new Set(given.filter(({ kind }) => kind !== 'view').map(({ item }) => `i${item}`));
      expect(recommendations.filter(({ id }) => known.has(id))).toEqual([]);
      await engine.close();
    }), { numRuns: 30 });
  });
});

describe('strategies', () => {
  it('tell their fall-backs', async () => {
    const engine = engineOf(popular);
    expect((await engine.recommend()).fallback).toEqual({ strategy: 'trending', reason: 'no-history' });
    expect((await engine.recommend({ strategy: 'bought-together', for: ['i0'] })).fallback).toEqual({ strategy: 'related', reason: 'no-interactions' });
    expect((await engine.recommend({ strategy: 'related' })).fallback).toEqual({ strategy: 'trending', reason: 'no-context' });
    const bare = engineOf();
    const list = await bare.recommend();
    expect(list.fallback).toBeUndefined();
    expect(list.recommendations[0].because).toEqual({ kind: 'catalog' });
  });

  it('related follows the item, trending the counts, recently-viewed and buy-again the history', async () => {
    const engine = engineOf(popular);
    await engine.observe([{ kind: 'open', item: 'i0' }, { kind: 'open', item: 'i1' }, { kind: 'open', item: 'i0' }, { kind: 'buy', item: 'i2' }]);
    const related = await engine.recommend({ strategy: 'related', for: ['i3'], diversity: 0 });
    expect(related.recommendations[0].item.title).toContain('empire');
    expect(related.recommendations[0].because).toEqual({ kind: 'context', items: ['i3'] });
    expect(related.recommendations.map(({ id }) => id)).not.toContain('i3');
    expect((await engine.recommend({ strategy: 'trending', diversity: 0 })).recommendations[0]).toMatchObject({ id: 'i39', because: { kind: 'popularity' } });
    expect((await engine.recommend({ strategy: 'recently-viewed' })).recommendations.map(({ id }) => id)).toEqual(['i0', 'i1']);
    expect((await engine.recommend({ strategy: 'buy-again' })).recommendations.map(({ id }) => id)).toEqual(['i2']);
  });

  it('profiling off ranks without the history', async () => {
    const engine = engineOf(popular);
    const before = await engine.recommend({ profiling: 'off' });
    await engine.observe([{ kind: 'like', item: 'i1' }]);
    expect((await engine.recommend({ profiling: 'off' })).recommendations).toEqual(before.recommendations);
  });

  it('rank orders a given list, strangers last', async () => {
    const engine = engineOf();
    await engine.observe([{ kind: 'like', item: 'i1' }]);
    expect(await engine.rank(['x', 'i0', 'y', 'i5'])).toEqual(['i5', 'i0', 'x', 'y']);
  });
});

describe('texts that are not in the catalog', () => {
  const search: NewEvent = { kind: 'search', item: { id: 'search:empire', title: 'empire' } };

  it('wait for the encoder, then move the list', async () => {
    const asked: string[][] = [];
    const engine = engineOf({ ...popular, encoder: encoderParts(async () => topicEncoder(asked)) });
    await engine.observe([{ kind: 'like', item: 'i0' }, search]);
    await vi.waitFor(async () => expect((await engine.status()).encoder).toMatchObject({ state: 'ready', waiting: 0 }));
    expect(asked).toEqual([['empire']]);
    const { recommendations } = await engine.recommend({ diversity: 0, limit: 20 });
    expect(recommendations.filter(({ item }) => item.title.includes('empire')).length).toBeGreaterThan(5);
    await engine.close();
  });

  it('are embedded once: their vectors are kept', async () => {
    const store = await openStore({ memory: true });
    const asked: string[][] = [];
    for (let visit = 0; visit < 2; visit++) {
      const engine = engineOf({ openStore: async () => store, encoder: encoderParts(async () => topicEncoder(asked)) });
      if (visit === 0) await engine.observe([search]);
      await vi.waitFor(async () => expect((await engine.status()).encoder.waiting).toBe(0));
      await engine.recommend();
      await vi.waitFor(async () => expect((await engine.history()).length).toBe(1));
      await vi.waitFor(() => expect(asked).toHaveLength(1));
    }
    expect(asked).toEqual([['empire']]);
  });

  it('of an unreachable model: the list stands, the trouble is told, a retry helps', async () => {
    let reachable = false;
    const open = async () => {
      if (!reachable) throw new EncoderError('offline', 'expected the model, got no answer');
      return topicEncoder();
    };
    const engine = engineOf({ encoder: encoderParts(open) });
    await engine.observe([{ kind: 'like', item: 'i0' }, search]);
    await vi.waitFor(async () => expect((await engine.status()).encoder.state).toBe('failed'));
    expect((await engine.status()).encoder).toMatchObject({ waiting: 1, problem: { room: 'encoder', code: 'offline' } });
    expect((await engine.recommend()).recommendations[0].item.title).toContain('whales');
    await expect(engine.loadEncoder()).rejects.toThrow('got no answer');
    expect((await engine.status()).problems).toMatchObject([{ room: 'encoder', code: 'offline' }]);
    reachable = true;
    await engine.observe([{ kind: 'search', item: { id: 'search:tea', title: 'tea' } }]);
    await vi.waitFor(async () => expect((await engine.status()).encoder).toMatchObject({ state: 'ready', waiting: 0 }));
    expect((await engine.status()).problems).toEqual([]);
    expect((await engine.history()).length).toBe(3);
  });

  it('loading can be given up, and taken up again', async () => {
    let loads = 0;
    const engine = engineOf({
      encoder: encoderParts((_, { signal }) => (loads++ > 0 ? Promise.resolve(topicEncoder()) : new Promise((_, reject) => signal.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')))))),
    });
    const controller = new AbortController();
    const loading = engine.loadEncoder({ signal: controller.signal });
    await vi.waitFor(() => expect(loads).toBe(1));
    expect((await engine.status()).encoder.state).toBe('loading');
    controller.abort();
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' });
    expect((await engine.status()).encoder.state).toBe('cancelled');
    await engine.loadEncoder();
    expect((await engine.status()).encoder.state).toBe('ready');
  });

  it('of a space that the catalog does not know say nothing', async () => {
    const engine = engineOf({ encoder: encoderParts(async () => topicEncoder([], 'other'), { model: 'other' }) });
    await engine.observe([{ kind: 'like', item: 'i0' }, search]);
    await vi.waitFor(async () => expect((await engine.status()).encoder.waiting).toBe(0));
    const told = await engine.explain((await engine.recommend()).recommendations[0].id);
    expect(told.events.find(({ kind }) => kind === 'search')?.similarity ?? 0).toBe(0);
  });
});

describe('explain and attention', () => {
  it('agree with the list', async () => {
    const engine = engineOf(popular);
    await engine.observe([{ kind: 'open', item: 'i1' }, { kind: 'like', item: 'i0' }, { kind: 'dismiss', item: 'i2' }]);
    const { recommendations } = await engine.recommend({ limit: 5 });
    const map = await engine.attention({ limit: 5 });
    expect(map.recommendations.map(({ id }) => id)).toEqual(recommendations.map(({ id }) => id));
    expect(map.events.map(({ itemId }) => itemId)).toEqual(['i1', 'i0', 'i2']);
    for (let row = 0; row < 5; row++) {
      const weights = map.weights.subarray(row * 3, row * 3 + 3);
      expect(weights.reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 5);
      expect(weights[2]).toBe(0);
    }
    const told = await engine.explain(recommendations[0].id, { limit: 5 });
    expect(told).toMatchObject({ id: recommendations[0].id, listRank: 1, relevanceRank: 1, lexical: false });
    expect(told.events[0].itemId).toBe(map.weights[1] > map.weights[0] ? 'i0' : 'i1');
    expect(told.without!.relevanceRank).toBeGreaterThan(1);
  });

  it('say where words and characters spoke in place of the model', async () => {
    const engine = engineOf({ openCatalog: async () => topicCatalog(topicItems(), 'lexical-8-00000000') });
    await engine.observe([{ kind: 'like', item: 'i0' }]);
    const { recommendations: [first] } = await engine.recommend();
    expect(first.because).toMatchObject({ kind: 'events', lexical: true });
    expect((await engine.explain(first.id)).lexical).toBe(true);
  });

  it('refuse an item that the catalog lacks', async () => {
    await expect(engineOf().explain('nowhere')).rejects.toThrow('expected an item of the catalog, got "nowhere"');
  });
});

describe('last', () => {
  it('gives the list as last shown, before the catalog is there', async () => {
    const store = await openStore({ memory: true });
    const shared = { openStore: async () => store };
    const first = engineOf(shared);
    await first.observe([{ kind: 'like', item: 'i0' }]);
    const shown = await first.recommend({ limit: 3 });
    await vi.waitFor(async () => expect(await first.last({ limit: 3 })).toEqual(shown));
    const second = engineOf({ ...shared, openCatalog: () => new Promise(() => undefined) });
    expect(await second.last({ limit: 3 })).toEqual(shown);
    expect(await second.last({ limit: 4 })).toBeNull();
  });
});

describe('kernels', () => {
  /** Kernels whose device goes away at the first ranking. */
  function losing(): Kernels {
    let gone: (reason: string) => void = () => undefined;
    const lost = new Promise<string>((resolve) => (gone = resolve));
    return {
      name: 'gpu', adapter: 'test adapter', fallback: false, dispatches: 3, lost,
      load: async (vectors) => {
        const resident = await openPlainKernels().load(vectors);
        const fail = async (): Promise<never> => {
          gone('unknown');
          throw new DeviceLostError('gone');
        };
        return { rows: resident.rows, dimension: resident.dimension, eventsDue: ({ history }) => history.rows, rank: fail, scores: fail, weigh: fail, forget: () => undefined, release: () => undefined };
      },
      close: () => undefined,
    };
  }

  it.each([1, 2, 5])('a device lost %i times gives the same list', async (times) => {
    let opened = 0;
    const engine = engineOf({
      ...popular,
      chooseKernels: async (choice) => (choice === 'auto' && opened++ < times ? { kernels: losing(), reason: 'gpu-faster' } : { kernels: openPlainKernels(), reason: 'forced' }),
    });
    await engine.observe([{ kind: 'like', item: 'i1' }]);
    const { recommendations } = await engine.recommend();
    const steady = engineOf(popular);
    await steady.observe([{ kind: 'like', item: 'i1' }]);
    expect(recommendations.map(({ id, score }) => ({ id, score }))).toEqual((await steady.recommend()).recommendations.map(({ id, score }) => ({ id, score })));
    expect((await engine.status()).kernels).toMatchObject({ name: 'plain', reason: 'device-lost' });
  });

  it('can be forced and given back', async () => {
    const engine = engineOf();
    await engine.recommend();
    await engine.useKernels('plain');
    expect((await engine.status()).kernels).toMatchObject({ choice: 'plain', reason: 'forced' });
    await engine.useKernels('auto');
    expect((await engine.status()).kernels).toMatchObject({ choice: 'auto', reason: 'no-webgpu' });
    expect((await engine.recommend()).recommendations).toHaveLength(8);
  });
});

describe('status and changes', () => {
  it('tells what happens, as it happens', async () => {
    const engine = engineOf();
    const states: Status['state'][] = [];
    let histories = 0;
    const stop = await engine.subscribe((change: Change) => {
      if (change.type === 'status') states.push(change.status.state);
      else histories++;
    });
    await engine.observe([{ kind: 'open', item: 'i0' }]);
    await engine.recommend();
    await vi.waitFor(() => expect(states).toContain('ready'));
    expect(states[0]).toBe('opening');
    expect(histories).toBe(1);
    stop();
    await engine.observe([{ kind: 'open', item: 'i1' }]);
    expect(histories).toBe(1);
    expect(await engine.status()).toMatchObject({ state: 'ready', catalog: { items: 40, dimension: 8, spaces: ['topics'] }, store: { kind: 'memory', events: 2 } });
  });

  it('a bad pack fails with its reason; the history still works; asking again tries again', async () => {
    let bad = true;
    const engine = engineOf({
      openCatalog: async () => {
        if (bad) throw new CatalogError('corrupt', 'part vectors-0: expected sha256 …, got …');
        return topicCatalog();
      },
    });
    await expect(engine.recommend()).rejects.toMatchObject({ name: 'CatalogError' });
    expect(await engine.observe([{ kind: 'open', item: 'i0' }])).toHaveLength(1);
    expect(await engine.status()).toMatchObject({ state: 'failed', problems: [{ room: 'catalog', code: 'corrupt' }] });
    bad = false;
    expect((await engine.recommend()).recommendations[0].item.title).toContain('whales');
    expect(await engine.status()).toMatchObject({ state: 'ready', problems: [] });
  });

  it('the latest of equal requests wins, and both callers get its list', async () => {
    const engine = engineOf();
    const [first, second] = await Promise.all([engine.recommend({ limit: 3 }), engine.recommend({ limit: 3 })]);
    expect(first.listId).toBe(second.listId);
    const controller = new AbortController();
    const given = engine.recommend({ limit: 3 }, { signal: controller.signal });
    controller.abort();
    await expect(given).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('every call can be given up, and leaves nothing half done', async () => {
    const engine = engineOf();
    await engine.observe([{ kind: 'like', item: 'i0' }]);
    const given = { signal: AbortSignal.abort() };
    const calls = [
      engine.observe([{ kind: 'like', item: 'i1' }], given), engine.recommend({}, given), engine.last({}, given), engine.rank(['i0'], {}, given), engine.explain('i1', {}, given),
      engine.attention({}, given), engine.history({}, given), engine.items({}, given), engine.forget({}, given), engine.pause(true, given), engine.useKernels('plain', given), engine.useScan('exact', given),
      engine.status(given), engine.subscribe(() => undefined, given),
    ];
    for (const outcome of await Promise.allSettled(calls)) expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'AbortError' } });
    expect((await engine.history()).map(({ item }) => item)).toEqual(['i0']);
    expect((await engine.status()).store).toMatchObject({ events: 1, paused: false });
  });

  it('an event that the browser refuses to keep is told, and not counted', async () => {
    const store = await openStore({ memory: true });
    vi.spyOn(store, 'addEvents').mockRejectedValue(new StoreError('quota', 'no room'));
    const engine = engineOf({ openStore: async () => store });
    await expect(engine.observe([{ kind: 'open', item: 'i0' }])).rejects.toMatchObject({ name: 'StoreError' });
    expect((await engine.status()).problems).toMatchObject([{ room: 'store', code: 'quota' }]);
    expect(await engine.history()).toEqual([]);
  });

  it('a trouble of the store is over once the history is written again, and not before', async () => {
    const store = await openStore({ memory: true });
    const engine = engineOf({ openStore: async () => store });
    const codes = async () => (await engine.status()).problems.map(({ code }) => code);
    const refuse = () => vi.spyOn(store, 'addEvents').mockRejectedValueOnce(new StoreError('quota', 'no room'));
    refuse();
    await engine.observe([{ id: 'a', kind: 'open', item: 'i0' }]).catch(() => undefined);
    await engine.recommend();
    await vi.waitFor(async () => expect(await engine.last()).not.toBeNull());
    expect(await codes()).toEqual(['quota']);
    await engine.observe([{ id: 'a', kind: 'open', item: 'i0' }]);
    expect(await codes()).toEqual([]);
    refuse();
    await engine.observe([{ kind: 'open', item: 'i1' }]).catch(() => undefined);
    expect(await codes()).toEqual(['quota']);
    expect(await engine.forget({})).toBe(1);
    expect(await codes()).toEqual([]);
  });

  it('a list of a history that has changed meanwhile is not kept', async () => {
    const store = await openStore({ memory: true });
    const keep = vi.spyOn(store, 'putList');
    let reached: () => void = () => undefined;
    let goOn: () => void = () => undefined;
    const ranking = new Promise<void>((resolve) => (reached = resolve));
    const observed = new Promise<void>((resolve) => (goOn = resolve));
    const kernels = openPlainKernels();
    const load: Kernels['load'] = async (vectors) => {
      const resident = await openPlainKernels().load(vectors);
      vi.spyOn(resident, 'rank').mockImplementationOnce(async (...given) => {
        reached();
        await observed;
        return resident.rank(...given);
      });
      return resident;
    };
    const engine = engineOf({ openStore: async () => store, chooseKernels: async () => ({ kernels: Object.assign(kernels, { load }), reason: 'forced' }) });
    const list = engine.recommend({ limit: 3 });
    await ranking;
    await engine.observe([{ kind: 'open', item: 'i0' }]);
    goOn();
    expect((await list).recommendations).toHaveLength(3);
    expect(keep).not.toHaveBeenCalled();
    await engine.recommend({ limit: 3 });
    expect(keep).toHaveBeenCalledOnce();
  });

  it('is closed for good', async () => {
    const engine = engineOf();
    const pending = engine.recommend();
    await engine.close();
    await expect(pending).rejects.toMatchObject({ name: 'ClosedError' });
    await expect(engine.history()).rejects.toMatchObject({ name: 'ClosedError' });
    await expect(engine.useEncoder('none')).rejects.toMatchObject({ name: 'ClosedError' });
    await engine.close();
  });
});
