import { expect, it } from 'vitest';
import type { NewEvent } from '../domain/event.ts';
import type { RepeatRates } from '../domain/repeat-rates.ts';
import { Engine } from './engine.ts';
import { engineParts, topicCatalog, topicItems } from './testing/engine-parts.ts';

/** Of forty items i4 is used up soon, and i2 lasts. */
const REPEATS: RepeatRates = {
  places: Float32Array.of(0.1, 0.08, 0.06, 0.04, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02),
  times: Float32Array.of(1, 2, 3, 4, 5),
  items: Float32Array.from({ length: 40 }, (_, row) => (row === 4 ? 10 : row === 2 ? 0.1 : 1)),
};

async function engineAfter(events: NewEvent[], repeats: RepeatRates | null = REPEATS): Promise<Engine> {
  const engine = new Engine(engineParts({ openCatalog: async () => ({ ...topicCatalog(topicItems(true)), repeats }) }));
  await engine.observe(events);
  return engine;
}

const buys = (...items: string[]): NewEvent[] => items.map((item) => ({ kind: 'buy', item }));
const REQUEST = { strategy: 'buy-again' } as const;

async function listed(engine: Engine, request = {}): Promise<[string, number][]> {
  return (await engine.recommend({ ...REQUEST, ...request })).recommendations.map(({ id, score }) => [id, Math.round(1000 * score) / 1000]);
}

it('lists first what is likeliest to be bought again, and leaves out what hardly ever is', async () => {
  // From now: i5, i1 (twice), i2, i4. .1 · 1, .08 · 2, .06 · .1 and .04 · 10; of forty, a blind draw is .025.
  const engine = await engineAfter([...buys('i4', 'i1', 'i2', 'i1', 'i5'), { kind: 'open', item: 'i6' }]);
  expect(await listed(engine)).toEqual([['i4', 0.4], ['i1', 0.16], ['i5', 0.1]]);
  expect(await listed(engine, { exclude: ['i1'], limit: 1 })).toEqual([['i4', 0.4]]);
  expect(await engine.rank(['i6', 'i5', 'i2', 'i4'], REQUEST)).toEqual(['i4', 'i5', 'i6', 'i2']);
});

it('as if a purchase had never been, the others stand nearer', async () => {
  const engine = await engineAfter(buys('i4', 'i1', 'i2', 'i1', 'i5'));
  // Without the second i1: i5, i2, i1, i4.
  expect(await listed(engine, { without: ['e3'] })).toEqual([['i4', 0.4], ['i5', 0.1], ['i1', 0.06]]);
});

it('counts purchases between that are not listed: of other items, and of what was spoken against', async () => {
  const engine = await engineAfter([...buys('i4', 'i7', 'gone'), { kind: 'dismiss', item: 'i7' }]);
  expect(await listed(engine)).toEqual([['i4', 0.6]]);
});

it('keeps what was bought twice, however rare', async () => {
  expect(await listed(await engineAfter(buys('i2', 'i2')))).toEqual([['i2', 0.02]]);
});

it('is empty, and does not fall back, where nothing is likely', async () => {
  expect(await (await engineAfter(buys('i2'))).recommend(REQUEST)).toMatchObject({ fallback: undefined, recommendations: [] });
});

it('is explained by every purchase of the item, each alike', async () => {
  const engine = await engineAfter(buys('i4', 'i1', 'i2', 'i1', 'i5'));
  const told = await engine.explain('i1', REQUEST);
  expect(told).toMatchObject({ relevanceRank: 2, listRank: 2, heads: [], events: [{ id: 'e3', weight: 0.5, share: 0.5 }, { id: 'e1', weight: 0.5, share: 0.5 }] });
  expect(told.score).toBeCloseTo(0.16, 6);
  expect(await engine.explain('i2', REQUEST)).toMatchObject({ score: 0, relevanceRank: 4, events: [] });
  const { recommendations } = await engine.recommend(REQUEST);
  expect(recommendations[1].because).toMatchObject({ kind: 'events', events: [{ id: 'e3', kind: 'buy', itemId: 'i1' }] });
  const { weights } = await engine.attention(REQUEST);
  expect([...weights]).toEqual([1, 0, 0, 0, 0, 0, 0.5, 0, 0.5, 0, 0, 0, 0, 0, 1]);
});

it('is all that was bought, newest first, where the catalog does not tell what comes back', async () => {
  const engine = await engineAfter(buys('i4', 'i1', 'i2', 'i1', 'i5'), null);
  expect(await listed(engine)).toEqual([['i5', 0], ['i1', 0], ['i2', 0], ['i4', 0]]);
  expect(await engine.explain('i1', REQUEST)).toMatchObject({ score: 0, relevanceRank: 2, events: [{ id: 'e3', weight: 1 }] });
});
