import { describe, expect, it } from 'vitest';
import type { Catalog } from '../catalog/catalog.ts';
import type { DerivationQuery } from '../domain/derivation.ts';
import type { NewEvent } from '../domain/event.ts';
import { pickRows } from '../domain/matrix.ts';
import type { RecommendRequest } from '../domain/recommendation.ts';
import { referenceScores } from '../kernels/reference-scores.ts';
import { DEFAULT_BLEND } from '../ranker/blend.ts';
import { contentHeads } from '../ranker/content-heads.ts';
import { standardSample } from '../ranker/standard-sample.ts';
import { Engine } from './engine.ts';
import { engineParts, topicCatalog, topicItems } from './testing/engine-parts.ts';

const NOW = '2026-01-10T00:00:00.000Z';
const EVENTS: NewEvent[] = [
  { id: 'a', kind: 'open', item: 'i0', at: '2026-01-01T00:00:00Z', dwellMs: 90_000 },
  { id: 'b', kind: 'dismiss', item: 'i2', at: '2026-01-05T00:00:00Z' },
  { id: 'c', kind: 'like', item: 'i5', at: '2026-01-08T00:00:00Z' },
];

/** An engine whose clock stands: ages are in every bias. */
async function engineWith(events: readonly NewEvent[] = EVENTS, changes: Partial<Catalog> = {}): Promise<Engine> {
  const engine = new Engine(engineParts({ now: () => NOW, openCatalog: async () => ({ ...topicCatalog(topicItems(true)), ...changes }) }));
  if (events.length > 0) await engine.observe([...events]);
  return engine;
}

describe('derivation', () => {
  it('with nothing changed has the numbers of explain(), and of the list by score', async () => {
    const engine = await engineWith();
    const { recommendations } = await engine.recommend({ diversity: 0, limit: 5 });
    for (const { id } of recommendations) {
      const told = await engine.explain(id, { limit: 5 });
      const derived = await engine.derivation(id, {}, { limit: 5 });
      expect(derived).toMatchObject({ id, item: told.item, score: told.score, relevanceRank: told.relevanceRank });
      expect(derived.heads).toMatchObject(told.heads);
      const contentOf = told.events.filter(({ kind }) => kind !== 'dismiss');
      for (const { id: event, weight, similarity, share } of contentOf) expect(derived.events.find((each) => each.id === event)).toMatchObject({ weight, similarity, share });
      expect(derived.best).toEqual(recommendations.map((each) => ({ id: each.id, title: each.item.title, score: each.score })));
      expect(derived.asProduct).toEqual({ score: derived.score, relevanceRank: derived.relevanceRank, best: derived.best });
    }
    expect((await engine.derivation()).id).toBe(recommendations[0].id);
    await engine.close();
  });

  it.each<DerivationQuery>([{ readout: 'mean', temperature: 0.5 }, { sigma: 'sigmoid', decay: 0 }, { sigma: 'relu', ageDecay: 0.1 }])('under %j is what the reference in f64 makes of it', async (query) => {
    const engine = await engineWith();
    const derived = await engine.derivation('i8', query);
    const { vectors, rowOf } = topicCatalog(topicItems(true));
    const events = (await engine.history()).toReversed();
    const heads = contentHeads(events, 0, NOW, DEFAULT_BLEND, undefined, derived.settings).slice(0, 1);
    const reference = referenceScores(vectors, { history: pickRows(vectors, events.map(({ item }) => rowOf(item as string)!)), heads, sample: standardSample(vectors.rows), k: 0 });
    const [content] = derived.heads;
    expect(content.readout).toBeCloseTo(reference.readouts[0][8], 5);
    expect(content.z * content.blendWeight).toBeCloseTo(reference.scores[8], 4);
    expect(derived.events.map(({ weight }) => weight)).toEqual(reference.weights[0][8].map((weight) => expect.closeTo(weight, 5)));
    const mass = derived.events.reduce((sum, { raw }) => sum + raw, 0);
    for (const { raw, weight } of derived.events) expect(weight).toBeCloseTo(raw / mass, 5);
    await engine.close();
  });

  it('shows the vectors: their numbers give norm and cosine, the text is what was read', async () => {
    const engine = await engineWith();
    const { texts, own, vector, events, learnedRank } = await engine.derivation('i8');
    expect(learnedRank).toBeNull();
    expect(vector).toEqual(own);
    expect(texts).toEqual(['whales c']);
    expect(events.map((event) => event.texts)).toEqual([['whales a'], ['marriage a'], ['vampires b']]);
    for (const event of events) {
      expect(event.vector.norm).toBeCloseTo(1, 1);
      expect(event.vector.scale * Math.hypot(...event.vector.numbers)).toBeCloseTo(event.vector.norm, 9);
      const dot = event.vector.numbers.reduce((sum, each, d) => sum + each * vector.numbers[d], 0);
      expect(event.vector.scale * vector.scale * dot).toBeCloseTo(event.similarity, 6);
      expect(event.ownSimilarity).toBeCloseTo(event.similarity, 6);
    }
    await engine.close();
  });

  it('through a learned W shows both sides of it, of items and of texts alike', async () => {
    const down = new Float32Array(8);
    down[0] = 1;
    const none = { rank: 1, down: new Float32Array(8), up: new Float32Array(8) };
    // Keys of whales become those of vampires; queries stay.
    const engine = await engineWith([{ id: 'a', kind: 'open', item: 'i0' }, { id: 'b', kind: 'search', item: { id: 'search', title: 'whales' } }], { transform: { keys: { rank: 1, down, up: Float32Array.of(-1, 1, 0, 0, 0, 0, 0, 0) }, queries: none } });
    await engine.loadEncoder();
    while ((await engine.status()).encoder.waiting > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const { learnedRank, events, unread } = await engine.derivation('i5');
    expect(learnedRank).toBe(1);
    expect(unread).toBe(0);
    expect(events.map(({ id }) => id)).toEqual(['a', 'b']);
    for (const { similarity, ownSimilarity } of events) {
      expect(similarity).toBeGreaterThan(0.9);
      expect(ownSimilarity).toBeLessThan(0.3);
    }
    await engine.close();
  });

  it('takes events in place of the history, oldest first, and keeps nothing of them', async () => {
    const engine = await engineWith();
    const list = await engine.recommend();
    const derived = await engine.derivation(null, { events: [{ id: 'x', kind: 'like', item: 'i3' }, { id: 'y', kind: 'open', item: 'i7', at: '2026-01-01T00:00:00Z' }, { kind: 'search', item: { id: 'nobody-read-this', title: 'empire' } }] });
    expect(derived.events.map(({ id }) => id)).toEqual(['y', 'x']);
    expect(derived.unread).toBe(1);
    expect(derived.item.title).toContain('empire');
    expect(derived.best.map(({ id }) => id)).not.toContain('i3');
    expect((await engine.history()).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
    expect((await engine.recommend()).recommendations).toEqual(list.recommendations);
    await engine.close();
  });

  it('without a history is what popularity makes of it', async () => {
    const engine = await engineWith([]);
    const { events, heads, id } = await engine.derivation(null, { sigma: 'relu' });
    expect(events).toEqual([]);
    expect(heads).toMatchObject([{ head: 'popularity', share: 1 }]);
    expect(id).toBe('i39');
    await engine.close();
  });

  it.each<[string | null, unknown, RecommendRequest, string, string]>([
    ['nowhere', {}, {}, 'RangeError', 'derivation: expected an item of the catalog, got "nowhere"'],
    [null, { temperature: 0 }, {}, 'RangeError', 'derivation: expected temperature from 0.01 to 100, got 0'],
    [null, { events: [{ kind: 'sigh', item: 'i0' }] }, {}, 'TypeError', 'expected kind to be one of'],
    [null, {}, { limit: -1 }, 'RangeError', 'request: expected limit'],
    [null, {}, { strategy: 'recently-viewed' }, 'RangeError', 'derivation: expected a strategy that ranks, got recently-viewed'],
  ])('refuses %j, %j, %j', async (id, query, request, name, message) => {
    const engine = await engineWith();
    await expect(engine.derivation(id, query as DerivationQuery, request)).rejects.toMatchObject({ name, message: expect.stringContaining(message) as string });
    await engine.close();
  });
});
