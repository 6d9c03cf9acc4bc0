import { expect, it } from 'vitest';
import type { Catalog } from '../catalog/catalog.ts';
import { sparseRows } from '../domain/sparse-rows.ts';
import { Engine } from './engine.ts';
import { engineParts, topicCatalog, topicItems, TOPICS } from './testing/engine-parts.ts';

const DIMENSION = 8;

/** A W whose keys of whales become those of vampires; queries stay. */
function whalesToVampires(): Catalog['transform'] {
  const down = new Float32Array(DIMENSION);
  const up = new Float32Array(DIMENSION);
  down[0] = 1;
  up.set([-1, 1]);
  return { keys: { rank: 1, down, up }, queries: { rank: 1, down: new Float32Array(DIMENSION), up: new Float32Array(DIMENSION) } };
}

async function listFor(changes: Partial<Catalog>, item: string | { id: string; title: string }, request = {}) {
  const engine = new Engine(engineParts({ openCatalog: async () => ({ ...topicCatalog(), ...changes }) }));
  try {
    if (typeof item !== 'string') await engine.loadEncoder();
    await engine.observe([{ kind: 'open', item }]);
    await engine.recommend();
    while ((await engine.status()).encoder.waiting > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const list = await engine.recommend({ limit: 4, diversity: 0, ...request });
    return { list, topics: list.recommendations.map(({ item: { title } }) => title.split(' ')[0]), told: await engine.explain(list.recommendations[0].id, request) };
  } finally {
    await engine.close();
  }
}

it('ranks through the pack’s W, items of the catalog and texts of the history alike', async () => {
  const transform = whalesToVampires();
  expect((await listFor({}, 'i0')).topics).toEqual(['whales', 'whales', 'whales', 'whales']);
  expect((await listFor({ transform }, 'i0')).topics).toEqual(['vampires', 'vampires', 'vampires', 'vampires']);
  expect((await listFor({ transform }, { id: 'page', title: 'whales at sea' })).topics).toEqual(['vampires', 'vampires', 'vampires', 'vampires']);
});

/** Whoever met i0 met i3 and i7, which are of another topic. */
const coVisitation = sparseRows(topicItems().map((_, row) => new Map(row === 0 ? [[3, 1], [7, 0.5]] : [])));

it('blends by the pack’s weights, and says that others chose it along', async () => {
  const { list, told } = await listFor({ coVisitation, blend: { content: 0.2, words: 0, 'co-visitation': 1 } }, 'i0');
  expect(list.recommendations.map(({ id }) => id).slice(0, 2)).toEqual(['i3', 'i7']);
  expect(list.recommendations[0].because).toMatchObject({ kind: 'events', head: 'co-visitation', events: [{ itemId: 'i0' }] });
  expect(told.heads.map(({ head }) => head)).toEqual(['content', 'co-visitation']);
  expect(told.events[0]).toMatchObject({ itemId: 'i0' });
  expect(told.events[0].share).toBeGreaterThan(0.9);
});

it('what nobody met is listed by borrowed companions, and says so', async () => {
  const lenders = sparseRows(topicItems().map((_, row) => new Map(row === 11 ? [[3, 1]] : [])));
  const { list } = await listFor({ coVisitation, lenders, blend: { content: 0, words: 0, 'co-visitation': 1 } }, 'i0');
  const because = new Map(list.recommendations.map(({ id, because: each }) => [id, each]));
  expect(because.get('i11')).toMatchObject({ kind: 'events', head: 'co-visitation', events: [{ itemId: 'i0' }], borrowed: true });
  expect(because.get('i3')).not.toHaveProperty('borrowed');
});

it('bought-together lists companions of the item on the page, whatever the history', async () => {
  const request = { strategy: 'bought-together' as const, for: ['i0'], limit: 2 };
  const { list } = await listFor({ coVisitation }, 'i2', request);
  expect(list.fallback).toBeUndefined();
  expect(list.recommendations.map(({ id }) => id)).toEqual(['i3', 'i7']);
  expect(list.recommendations[0].because).toEqual({ kind: 'context', items: ['i0'], head: 'co-visitation' });
  const without = await listFor({ coVisitation }, 'i2', { strategy: 'bought-together' });
  expect(without.list.fallback).toEqual({ strategy: 'for-you', reason: 'no-context' });
});

it.each(TOPICS.slice(0, 2))('an author’s other works follow a work of theirs, and say so: %s', async (topic) => {
  const items = topicItems().map((item, row) => ({ ...item, author: row % 5 === 0 ? 'Ann' : 'Others' }));
  const { list } = await listFor({ ...topicCatalog(items), blend: { content: 0.1, author: 1 } }, items[5 * TOPICS.indexOf(topic)].id, { limit: 6 });
  expect(list.recommendations.every(({ item }) => item.author === 'Ann')).toBe(true);
  expect(list.recommendations[0].because).toMatchObject({ kind: 'events', head: 'author' });
});
