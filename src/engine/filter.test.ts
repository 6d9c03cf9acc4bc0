import { expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import type { RecommendRequest } from '../domain/recommendation.ts';
import { Engine } from './engine.ts';
import { engineParts, topicCatalog, topicItems } from './testing/engine-parts.ts';

/** Every other item out of stock; prices 1, 2, 3 … euros. */
const ITEMS = topicItems(true).map((item, row): Item => ({ ...item, availability: row % 2 === 0 ? 'out_of_stock' : 'in_stock', price: { amount: row + 1, currency: 'EUR' }, categories: [item.title.split(' ')[0]] }));

async function listed(engine: Engine, request: RecommendRequest): Promise<Item[]> {
  return (await engine.recommend({ diversity: 0, ...request })).recommendations.map(({ item }) => item);
}

it('a list is filled by what passes, from all of the catalog, whatever the strategy', async () => {
  const engine = new Engine(engineParts({ openCatalog: async () => topicCatalog(ITEMS) }));
  await engine.observe(['i0', 'i4'].map((item) => ({ kind: 'open', item })));
  const inStock = ITEMS.filter(({ availability }) => availability === 'in_stock');
  for (const request of [{}, { strategy: 'related', for: ['i0'] }, { strategy: 'trending' }, { profiling: 'off' }] as RecommendRequest[]) {
    const items = await listed(engine, { ...request, limit: 8, filter: { inStock: true } });
    expect(items).toHaveLength(Math.min(8, inStock.length));
    expect(items.every(({ availability }) => availability === 'in_stock')).toBe(true);
  }
  // In the order that they have among all.
  const whole = (await listed(engine, { limit: ITEMS.length })).filter(({ availability }) => availability === 'in_stock');
  expect(await listed(engine, { limit: ITEMS.length, filter: { inStock: true } })).toEqual(whole);
  expect((await listed(engine, { limit: 99, filter: { price: { min: 2, max: 4 } } })).map(({ price }) => price!.amount).toSorted()).toEqual([2, 3, 4]);
  expect(await listed(engine, { filter: { brands: [] } })).toEqual([]);
  await expect(engine.recommend({ filter: { colour: 'red' } as object })).rejects.toThrow('expected filter by inStock');
});

it('a list of the past keeps it, and lists of different filters are told apart', async () => {
  const engine = new Engine(engineParts({ openCatalog: async () => topicCatalog(ITEMS) }));
  await engine.observe(['i0', 'i1', 'i2', 'i3'].map((item) => ({ kind: 'open', item })));
  expect((await listed(engine, { strategy: 'recently-viewed' })).map(({ id }) => id)).toEqual(['i3', 'i2', 'i1', 'i0']);
  expect((await listed(engine, { strategy: 'recently-viewed', filter: { inStock: true } })).map(({ id }) => id)).toEqual(['i3', 'i1']);
  const [one, two] = [await engine.recommend({ filter: { inStock: true } }), await engine.recommend({ filter: { inStock: false } })];
  await expect.poll(async () => (await engine.last({ filter: { inStock: true } }))?.listId).toBe(one.listId);
  // To ask for nothing is not to ask.
  await expect.poll(async () => (await engine.last({}))?.listId).toBe(two.listId);
});
