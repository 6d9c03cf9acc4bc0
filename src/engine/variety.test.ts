import { expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import type { RecommendRequest } from '../domain/recommendation.ts';
import { Engine } from './engine.ts';
import { engineParts, topicCatalog, topicItems } from './testing/engine-parts.ts';

/** Whales of one brand, all else of another; each topic a category. */
const ITEMS = topicItems().map((item, row): Item => ({ ...item, brand: row % 4 === 0 ? 'Ahab' : 'Stoker', categories: [item.title.split(' ')[0]] }));

async function engineWith(...opened: string[]): Promise<Engine> {
  const engine = new Engine(engineParts({ openCatalog: async () => topicCatalog(ITEMS) }));
  await engine.observe(opened.map((item) => ({ kind: 'open', item })));
  return engine;
}

async function listed(engine: Engine, request: RecommendRequest): Promise<Item[]> {
  return (await engine.recommend(request)).recommendations.map(({ item }) => item);
}

const topicsOf = (items: readonly Item[]): string[] => items.map(({ categories }) => categories![0]);

it('caps hold whatever the history says, and the list is filled from all of the catalog', async () => {
  const engine = await engineWith('i0', 'i4');
  expect(new Set(topicsOf(await listed(engine, { diversity: 0, limit: 8 })))).toEqual(new Set(['whales']));
  const capped = await listed(engine, { diversity: 0, limit: 8, caps: { brand: 2, category: 1 } });
  expect(topicsOf(capped)[0]).toBe('whales');
  expect(capped.map(({ brand }) => brand).toSorted()).toEqual(['Ahab', 'Stoker', 'Stoker']);
  expect(new Set(topicsOf(capped)).size).toBe(3);
  const second = (await listed(engine, { diversity: 0 }))[1];
  expect(await engine.explain(second.id, { diversity: 0 })).toMatchObject({ relevanceRank: 2, listRank: 2 });
  expect(await engine.explain(second.id, { diversity: 0, caps: { category: 1 } })).toMatchObject({ relevanceRank: 2, listRank: undefined });
});

it('calibration gives each topic its share of the history', async () => {
  const engine = await engineWith('i1', 'i0', 'i4', 'i8');
  const calibrated = topicsOf(await listed(engine, { diversity: 0, limit: 4, calibration: 1 }));
  expect(calibrated.toSorted()).toEqual(['vampires', 'whales', 'whales', 'whales']);
});

it('requests that differ in how they vary are kept apart', async () => {
  const engine = await engineWith('i0', 'i1');
  const requests: RecommendRequest[] = [{ caps: { category: 1 } }, { caps: { category: 2 } }, { calibration: 0.9 }, { variety: 'dpp', diversity: 0.9 }, { variety: 'mmr', diversity: 0.9 }];
  const lists = await Promise.all(requests.map((request) => engine.recommend(request)));
  expect(new Set(lists.map(({ listId }) => listId)).size).toBe(requests.length);
  for (const [at, request] of requests.entries()) await expect.poll(async () => (await engine.last(request))?.listId).toBe(lists[at].listId);
});
