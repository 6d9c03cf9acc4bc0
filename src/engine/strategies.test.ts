import { describe, expect, it } from 'vitest';
import type { NewEvent } from '../domain/event.ts';
import { Engine } from './engine.ts';
import { engineParts, topicCatalog, topicItems } from './testing/engine-parts.ts';

/** An engine whose catalog has counts: i39 the most, i0 none. */
async function engineWith(...events: NewEvent[]): Promise<Engine> {
  const engine = new Engine(engineParts({ openCatalog: async () => topicCatalog(topicItems(true)) }));
  await engine.observe(events);
  return engine;
}

const idsOf = async (engine: Engine, request: Parameters<Engine['recommend']>[0]) => (await engine.recommend(request)).recommendations.map(({ id }) => id);
const POPULAR = ['i39', 'i38', 'i37', 'i36', 'i35', 'i34'];

describe('related', () => {
  it.each([[['nowhere']], [[]]])('to %j has nothing to relate to, and says so', async (context) => {
    const engine = await engineWith({ kind: 'like', item: 'i1' });
    const list = await engine.recommend({ strategy: 'related', for: context });
    expect(list.fallback).toEqual({ strategy: 'for-you', reason: 'no-context' });
    expect(list.recommendations[0].item.title).toContain('vampires');
  });

  it('is explained by the page’s items, and shares sum to 1 with the item itself', async () => {
    const engine = await engineWith({ kind: 'like', item: 'i1' }, { kind: 'open', item: 'i4' });
    for (const strategy of ['related', 'for-you'] as const) {
      const request = { strategy, for: ['nowhere', 'i3', 'i0'] };
      for (const { id } of (await engine.recommend(request)).recommendations) {
        const { events, context, itemShare } = await engine.explain(id, request);
        expect(context.map(({ itemId, title }) => [itemId, title]).toSorted()).toEqual([['i0', 'whales a'], ['i3', 'empire a']]);
        expect([...events, ...context].reduce((sum, { share }) => sum + Math.abs(share), Math.abs(itemShare))).toBeCloseTo(1, 10);
      }
    }
  });

  it('names those items alone that spoke', async () => {
    const engine = await engineWith();
    const list = await engine.recommend({ strategy: 'related', for: ['nowhere', 'i3'], diversity: 0 });
    expect(list.fallback).toBeUndefined();
    expect(list.recommendations[0].because).toEqual({ kind: 'context', items: ['i3'] });
  });
});

describe('items of the history', () => {
  it('are not listed by trending either, which does not rank by them', async () => {
    const engine = await engineWith({ kind: 'like', item: 'i39' }, { kind: 'dismiss', item: 'i38' }, { kind: 'rate', item: 'i37', rating: -1 }, { kind: 'view', item: 'i36' });
    const { recommendations } = await engine.recommend({ strategy: 'trending', limit: 3, diversity: 0 });
    expect(recommendations.map(({ id }) => id)).toEqual(['i36', 'i35', 'i34']);
    expect(recommendations[0].because).toEqual({ kind: 'popularity' });
  });

  it('are listed with profiling off, unless they were spoken against', async () => {
    const engine = await engineWith({ kind: 'like', item: 'i39' }, { kind: 'dismiss', item: 'i38' }, { kind: 'rate', item: 'i37', rating: -1 }, { kind: 'dismiss', item: 'i36' }, { kind: 'like', item: 'i36' });
    for (const strategy of ['for-you', 'trending'] as const) {
      expect(await idsOf(engine, { strategy, profiling: 'off', limit: 3, diversity: 0 })).toEqual(['i39', 'i36', 'i35']);
    }
  });

  it('are listed when they were only seen', async () => {
    const engine = await engineWith({ kind: 'like', item: 'i1' }, { kind: 'view', item: 'i5' }, { kind: 'open', item: 'i9' });
    const listed = await idsOf(engine, { limit: 40, diversity: 0 });
    expect(listed).toContain('i5');
    expect(listed).not.toContain('i9');
    expect(listed).toHaveLength(38);
  });
});

describe('a list that is the history itself', () => {
  const PAST: NewEvent[] = [{ kind: 'open', item: 'i0' }, { kind: 'open', item: 'i1' }, { kind: 'buy', item: 'i2' }, { kind: 'open', item: 'i0' }, { kind: 'play', item: 'i3' }, { kind: 'dismiss', item: 'i1' }];

  it('falls back where the history has nothing of its kind, and says so', async () => {
    const engine = await engineWith({ kind: 'open', item: 'i39' }, { kind: 'open', item: 'gone' });
    const list = await engine.recommend({ strategy: 'buy-again', limit: 2, diversity: 0 });
    expect(list).toMatchObject({ strategy: 'buy-again', fallback: { strategy: 'trending', reason: 'no-history' } });
    expect(list.recommendations.map(({ id }) => id)).toEqual(['i38', 'i37']);
    expect((await engine.recommend({ strategy: 'recently-viewed' })).fallback).toBeUndefined();
  });

  it('does not with nothing left of it by exclude or limit', async () => {
    const engine = await engineWith(...PAST);
    expect(await engine.recommend({ strategy: 'buy-again', exclude: ['i2'] })).toMatchObject({ fallback: undefined, recommendations: [] });
    expect(await engine.recommend({ strategy: 'recently-viewed', limit: 0 })).toMatchObject({ fallback: undefined, recommendations: [] });
  });

  it('is not shown with profiling off', async () => {
    const engine = await engineWith(...PAST);
    for (const strategy of ['recently-viewed', 'buy-again'] as const) {
      const list = await engine.recommend({ strategy, profiling: 'off', limit: 2, diversity: 0 });
      expect(list.fallback).toEqual({ strategy: 'trending', reason: 'no-history' });
      expect(list.recommendations.map(({ id }) => id)).toEqual(POPULAR.slice(0, 2));
    }
  });

  it('is explained by the one event that put the item there', async () => {
    const engine = await engineWith(...PAST);
    const request = { strategy: 'recently-viewed', limit: 1 } as const;
    expect(await idsOf(engine, { ...request, limit: 8 })).toEqual(['i3', 'i0']);
    expect(await engine.explain('i3', request)).toMatchObject({ score: 0, relevanceRank: 1, listRank: 1, heads: [], lexical: false, context: [], itemShare: 0, events: [{ id: 'e4', kind: 'play', weight: 1, similarity: 1, share: 1 }] });
    const told = await engine.explain('i0', request);
    expect(told).toMatchObject({ relevanceRank: 2, events: [{ id: 'e3' }] });
    expect(told.listRank).toBeUndefined();
    expect(told.without).toBeUndefined();
    expect(await engine.explain('i39', request)).toMatchObject({ relevanceRank: 3, events: [] });
    await expect(engine.explain('gone', request)).rejects.toThrow(RangeError);
  });

  it('has a heat map of single events, and orders a given list by time', async () => {
    const engine = await engineWith(...PAST);
    const map = await engine.attention({ strategy: 'recently-viewed' });
    expect(map.recommendations.map(({ id }) => id)).toEqual(['i3', 'i0']);
    expect(map.events.map(({ id }) => id)).toEqual(['e0', 'e1', 'e2', 'e3', 'e4', 'e5']);
    expect([...map.weights]).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0]);
    expect(await engine.rank(['i5', 'i0', 'i4', 'i3'], { strategy: 'recently-viewed' })).toEqual(['i3', 'i0', 'i5', 'i4']);
  });

  it('that fell back is explained as the list that was made', async () => {
    const engine = await engineWith({ kind: 'open', item: 'i0' });
    const told = await engine.explain('i39', { strategy: 'buy-again' });
    expect(told).toMatchObject({ relevanceRank: 1, listRank: 1, heads: [{ head: 'popularity', share: 1 }], events: [], itemShare: 1 });
  });
});

describe('explain', () => {
  it('tells the place in the list that was made, not by score', async () => {
    const engine = await engineWith({ kind: 'like', item: 'i0' }, { kind: 'open', item: 'i1' });
    const request = { limit: 6, diversity: 0.9 };
    const { recommendations } = await engine.recommend(request);
    const told = await Promise.all(recommendations.map(({ id }) => engine.explain(id, request)));
    expect(told.map(({ listRank }) => listRank)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(told.map(({ relevanceRank }) => relevanceRank)).not.toEqual([1, 2, 3, 4, 5, 6]);
    expect((await engine.explain('i2', { limit: 1 })).listRank).toBeUndefined();
  });
});

it('requests that mean nothing are refused by every call that takes one', async () => {
  const engine = await engineWith();
  const bad = { limit: 2.5 };
  for (const call of [engine.recommend(bad), engine.last(bad), engine.rank(['i0'], bad), engine.explain('i0', bad), engine.attention(bad)]) {
    await expect(call).rejects.toThrow('request: expected limit to be a whole number of at least 0, got 2.5');
  }
  await expect(engine.history({ limit: -1 })).rejects.toThrow('history: expected limit to be a whole number of at least 0, got -1');
  await expect(engine.rank('i0' as unknown as string[])).rejects.toThrow('rank: expected ids to be a list of ids, got "i0"');
  await expect(engine.useScan('nope' as 'auto')).rejects.toThrow('useScan: expected one of auto, exact, coarse, got "nope"');
  await expect(engine.useKernels('nope' as 'auto')).rejects.toThrow('useKernels: expected one of auto, gpu, simd, plain, got "nope"');
  expect(await idsOf(engine, { limit: Number.MAX_SAFE_INTEGER })).toHaveLength(40);
});
