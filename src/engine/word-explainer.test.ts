import { expect, it } from 'vitest';
import { matrixOf, quantise } from '../domain/matrix.ts';
import { buildLexicon } from '../encoder/hashed-lexicon.ts';
import { Engine } from './engine.ts';
import { encoderParts, engineParts, topicCatalog, topicEncoder, topicItems } from './testing/engine-parts.ts';

it('tells by how much each word likens an item to an event, as the encoder here reads them', async () => {
  const asked: string[][] = [];
  const engine = new Engine(engineParts({ encoder: encoderParts(async () => topicEncoder(asked)) }));
  const [whales, empire] = await engine.observe([{ kind: 'like', item: 'i0' }, { kind: 'open', item: 'i3' }]);
  expect(await engine.explainWords('i4', whales)).toMatchObject({ reader: 'no-encoder', parts: [], event: { id: whales, title: 'whales a' } });
  await engine.loadEncoder();
  const told = await engine.explainWords('i4');
  expect(told).toMatchObject({ id: 'i4', reader: 'encoder', event: { id: whales } });
  expect(told.parts.map(({ text }) => text)).toEqual(['whales', ' ', 'b']);
  const [topic, space, letter] = told.parts;
  expect(told.similarity).toBeGreaterThan(0.95);
  expect(topic.without!).toBeLessThan(told.similarity - 0.5);
  expect(letter.without!).toBeGreaterThan(told.similarity - 0.1);
  expect(space.without).toBeUndefined();
  // Another event of the same item costs no run of the encoder.
  const runs = asked.length;
  const other = await engine.explainWords('i4', empire);
  expect(other.event!.id).toBe(empire);
  expect(other.similarity).toBeLessThan(0.5);
  expect(asked).toHaveLength(runs);
  await engine.close();
});

it('goes through the W that ranks', async () => {
  // A W whose queries of whales become those of vampires.
  const down = Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0);
  const up = Float32Array.of(-1, 1, 0, 0, 0, 0, 0, 0);
  const still = { rank: 1, down: new Float32Array(8), up: new Float32Array(8) };
  const engine = new Engine(engineParts({ openCatalog: async () => ({ ...topicCatalog(), transform: { keys: still, queries: { rank: 1, down, up } } }) }));
  const [vampires] = await engine.observe([{ kind: 'like', item: 'i1' }]);
  await engine.loadEncoder();
  const { similarity, parts } = await engine.explainWords('i4', vampires);
  expect(similarity).toBeGreaterThan(0.9);
  expect(parts[0].without!).toBeLessThan(similarity - 0.4);
  await engine.close();
});

it('needs no model where the lexicon speaks for both', async () => {
  const lexicon = buildLexicon(topicItems().map(({ title }) => title), 64, 256);
  const items = topicItems();
  const vectors = quantise(matrixOf(Float32Array.from(items.flatMap(({ title }) => [...lexicon.vector(title)])), 64, lexicon.space));
  const engine = new Engine(engineParts({ openCatalog: async () => ({ ...topicCatalog(items), vectors, lexicon: lexicon.table }), encoder: null }));
  const [whales] = await engine.observe([{ kind: 'like', item: 'i0' }]);
  const { reader, similarity, parts } = await engine.explainWords('i4', whales);
  expect(reader).toBe('lexicon');
  const vector = (text: string) => lexicon.vector(text);
  expect(similarity).toBeCloseTo(vector('whales a').reduce((sum, value, d) => sum + value * vector('whales b')[d], 0), 2);
  expect(parts[0]).toMatchObject({ text: 'whales', field: 'title' });
  expect(parts[0].without!).toBeCloseTo(vector('whales a').reduce((sum, value, d) => sum + value * vector('b')[d], 0), 2);
  await engine.close();
});

it('makes no figure up: no history, no model, another space, and what is unknown', async () => {
  const engine = new Engine(engineParts());
  expect(await engine.explainWords('i4')).toEqual({ id: 'i4', reader: 'no-event', similarity: 0, parts: [] });
  await expect(engine.explainWords('nope')).rejects.toThrow('explainWords: expected an item of the catalog, got "nope"');
  await expect(engine.explainWords('i4', 'gone')).rejects.toThrow('explainWords: expected an event of the history, got "gone"');
  const [id] = await engine.observe([{ kind: 'like', item: 'i0' }]);
  await engine.useEncoder('none');
  expect(await engine.explainWords('i4', id)).toMatchObject({ reader: 'no-model', parts: [] });
  await engine.close();
  const elsewhere = new Engine(engineParts({ encoder: encoderParts(async () => topicEncoder([], 'another')) }));
  const [liked] = await elsewhere.observe([{ kind: 'like', item: 'i0' }]);
  await elsewhere.loadEncoder();
  expect(await elsewhere.explainWords('i4', liked)).toMatchObject({ reader: 'other-space', similarity: 0, parts: [] });
  await elsewhere.close();
});

it('can be given up, and takes nothing along that was forgotten', async () => {
  const engine = new Engine(engineParts({ encoder: encoderParts(async () => ({ ...topicEncoder(), encode: (_, { signal } = {}) => new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error))) })) }));
  const [id] = await engine.observe([{ kind: 'like', item: 'i0' }]);
  await engine.loadEncoder();
  const abort = new AbortController();
  const waiting = engine.explainWords('i4', id, {}, { signal: abort.signal });
  setTimeout(() => abort.abort(), 5);
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  await engine.forget({ ids: [id] });
  await expect(engine.explainWords('i4', id)).rejects.toThrow('expected an event of the history');
  await engine.close();
});

it('a request may leave events out: nothing is forgotten, and the list is that of a history without them', async () => {
  const engine = new Engine(engineParts({ now: () => '2026-01-02T00:00:00.000Z' }));
  const [whales, vampires] = await engine.observe([{ kind: 'like', item: 'i0' }, { kind: 'like', item: 'i1' }]);
  const request = { limit: 4, diversity: 0 };
  const before = await engine.recommend(request);
  const without = await engine.recommend({ ...request, without: [vampires, 'unknown'] });
  expect(without.recommendations.map(({ item }) => item.title.split(' ')[0])).toEqual(['whales', 'whales', 'whales', 'whales']);
  expect(await engine.last({ ...request, without: [vampires, 'unknown'] })).toBeNull();
  expect((await engine.recommend({ ...request, without: [whales, vampires] })).recommendations.every(({ because }) => because.kind !== 'events')).toBe(true);
  expect(await engine.history()).toHaveLength(2);
  expect((await engine.recommend(request)).recommendations).toEqual(before.recommendations);
  const told = await engine.explain('i4', { without: [vampires] });
  expect(told.events.map(({ id }) => id)).toEqual([whales]);
  await engine.forget({ ids: [vampires] });
  expect((await engine.recommend(request)).recommendations.map(({ id }) => id)).toEqual(without.recommendations.map(({ id }) => id));
  await engine.close();
});
