import { describe, expect, it } from 'vitest';
import type { NewEvent } from '../domain/event.ts';
import type { Item, ItemId } from '../domain/item.ts';
import type { RecommendRequest } from '../domain/recommendation.ts';
import { Engine } from './engine.ts';
import { engineParts, topicCatalog, topicItems } from './testing/engine-parts.ts';

/** i0 to i3 are a product, i4 to i7 another, and so on; a topic's nearest neighbours are never variants. i36 to i39 are of no group. */
const ITEMS = topicItems(true).map((item, row): Item => (row < 36 ? { ...item, group: `g${Math.floor(row / 4)}` } : item));
const groupOf = new Map(ITEMS.map(({ id, group }) => [id, group]));

async function engineWith(...events: NewEvent[]): Promise<Engine> {
  const engine = new Engine(engineParts({ openCatalog: async () => topicCatalog(ITEMS) }));
  await engine.observe(events);
  return engine;
}

async function idsOf(engine: Engine, request: RecommendRequest): Promise<ItemId[]> {
  return (await engine.recommend(request)).recommendations.map(({ id }) => id);
}

const groupsOf = (ids: readonly ItemId[]) => ids.flatMap((id) => groupOf.get(id) ?? []);

describe('a list', () => {
  it.each([{ diversity: 0 }, { diversity: 0, caps: { brand: 9 } }, { diversity: 0.3 }, { diversity: 1 }, { strategy: 'trending', diversity: 0 }, { explore: 0.5 }] as const)('of %j holds a product once', async (request) => {
    const groups = groupsOf(await idsOf(await engineWith({ kind: 'like', item: 'i37' }), { ...request, limit: 12 }));
    expect(groups.length).toBeGreaterThan(7);
    expect(new Set(groups).size).toBe(groups.length);
  });

  it('holds all products, and of each what ranks best, where it asks for more than there are', async () => {
    const engine = await engineWith({ kind: 'view', item: 'i0' });
    // Nine products by their most popular variant, and four items of no group.
    expect(await idsOf(engine, { strategy: 'trending', limit: 40, diversity: 0 })).toEqual(['i39', 'i38', 'i37', 'i36', 'i35', 'i31', 'i27', 'i23', 'i19', 'i15', 'i11', 'i7', 'i3']);
  });
});

describe('variants', () => {
  it.each<NewEvent[]>([[{ kind: 'buy', item: 'i0' }], [{ kind: 'open', item: 'i0' }], [{ kind: 'dismiss', item: 'i0' }, { kind: 'like', item: 'i36' }]])('of what was met are left out as it is itself: %j', async (...events) => {
    const engine = await engineWith(...events);
    for (const strategy of ['for-you', 'trending'] as const) {
      const listed = groupsOf(await idsOf(engine, { strategy, limit: 40, diversity: 0 }));
      expect(listed).not.toContain('g0');
      expect(listed).toHaveLength(8);
    }
  });

  it('of what was only seen may be listed', async () => {
    expect(groupsOf(await idsOf(await engineWith({ kind: 'view', item: 'i0' }, { kind: 'like', item: 'i36' }), { limit: 40 }))).toContain('g0');
  });

  it('of the page’s item are left out, and of an excluded one are not', async () => {
    const engine = await engineWith();
    expect(groupsOf(await idsOf(engine, { strategy: 'related', for: ['i0'], limit: 40 }))).not.toContain('g0');
    const listed = await idsOf(engine, { strategy: 'trending', exclude: ['i3'], limit: 40 });
    expect(listed).not.toContain('i3');
    expect(groupsOf(listed)).toContain('g0');
  });

  it('are listed one by one where the list is the history itself', async () => {
    const engine = await engineWith({ kind: 'buy', item: 'i0' }, { kind: 'buy', item: 'i1' }, { kind: 'open', item: 'i2' }, { kind: 'open', item: 'i3' });
    expect(await idsOf(engine, { strategy: 'buy-again' })).toEqual(['i1', 'i0']);
    expect(await idsOf(engine, { strategy: 'recently-viewed' })).toEqual(['i3', 'i2']);
  });

  it('come back with an event that is left out', async () => {
    const engine = await engineWith({ kind: 'open', item: 'i0', id: 'once' }, { kind: 'like', item: 'i36' });
    expect(groupsOf(await idsOf(engine, { limit: 40, without: ['once'] }))).toContain('g0');
  });
});
