import { afterEach, describe, expect, it } from 'vitest';
import type { Adjustment } from '../domain/interests.ts';
import { openStore } from '../store/open-store.ts';
import { Engine } from './engine.ts';
import { engineParts, topicCatalog, topicItems, TOPICS } from './testing/engine-parts.ts';

const engines: Engine[] = [];
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
});

function open(changes: Parameters<typeof engineParts>[0] = {}): Engine {
  const engine = new Engine(engineParts(changes));
  engines.push(engine);
  return engine;
}

/** Five works of whales, then four of vampires, then two of marriage. */
async function read(engine: Engine): Promise<string[]> {
  return engine.observe(['i0', 'i4', 'i8', 'i12', 'i16', 'i1', 'i5', 'i9', 'i13', 'i2', 'i6'].map((item, n) => ({ kind: 'open', item, at: new Date(Date.UTC(2025, 11, 1 + n)).toISOString() })));
}

const shares = async (engine: Engine) => {
  const { recommendations } = await engine.recommend({ limit: 10, diversity: 0 });
  return Object.fromEntries(TOPICS.map((topic) => [topic, recommendations.filter(({ item }) => item.title.startsWith(topic)).length]));
};

describe('interests', () => {
  it('groups the history into its topics, names them, and says what counts of late and ever', async () => {
    const engine = open();
    const events = await read(engine);
    const { topics, periods } = await engine.interests();
    expect(topics.map(({ keywords }) => keywords[0].word)).toEqual(['whales', 'vampires', 'marriage']);
    expect(topics.map(({ id }) => id)).toEqual(['i0', 'i1', 'i2']);
    expect(topics[0].events).toEqual(events.slice(0, 5));
    expect(topics.reduce((sum, { shortTerm }) => sum + shortTerm, 0)).toBeCloseTo(1, 5);
    expect(topics.reduce((sum, { longTerm }) => sum + longTerm, 0)).toBeCloseTo(1, 5);
    // Whales were first: they last, and marriage is what counts now.
    expect(topics[0].longTerm).toBeGreaterThan(topics[0].shortTerm);
    expect(topics[2].shortTerm).toBeGreaterThan(topics[2].longTerm);
    expect(periods).toHaveLength(3);
    expect(topics[0].drift[0]).toBe(1);
    expect(topics[0].drift.at(-1)).toBe(0);
    for (let period = 0; period < 3; period++) expect(topics.reduce((sum, { drift }) => sum + drift[period], 0)).toBeCloseTo(1, 9);
  });

  it('maps history and candidates, each candidate by the topic it is nearest to', async () => {
    const engine = open();
    await read(engine);
    const { map, projection, explained } = await engine.interests({ candidates: 10 });
    expect(projection).toBe('pca');
    expect(explained).toBeGreaterThan(0.5);
    expect(map.filter(({ kind }) => kind === 'history')).toHaveLength(11);
    const candidates = map.filter(({ kind }) => kind === 'candidate');
    expect(candidates).toHaveLength(10);
    for (const { id, topic } of candidates) if (topic) expect(Number(id.slice(1)) % 4).toBe(Number(topic.slice(1)));
    expect(map.every(({ x, y }) => Math.abs(x) <= 1.00001 && Math.abs(y) <= 1.00001)).toBe(true);
    expect((await engine.interests({ projection: 'umap', candidates: 10 })).projection).toBe('umap');
  });

  it('of no history are none, and of one event are one topic', async () => {
    const engine = open();
    expect(await engine.interests()).toEqual({ topics: [], sources: [], periods: [], map: [], projection: 'pca', explained: 0 });
    await engine.observe([{ kind: 'like', item: 'i3' }, { kind: 'dismiss', item: 'i0' }]);
    const { topics } = await engine.interests({ projection: 'umap', candidates: 0 });
    expect(topics).toMatchObject([{ id: 'i3', degree: 1, shortTerm: 1, longTerm: 1 }]);
  });
});

describe('adjust', () => {
  it('mutes, boosts and resets a topic, and the list follows at once', async () => {
    const engine = open();
    await read(engine);
    const before = await shares(engine);
    expect(before.marriage).toBeGreaterThan(0);
    await engine.adjust({ topic: 'i2', mute: true });
    expect((await engine.interests()).topics.find(({ id }) => id === 'i2')).toMatchObject({ degree: 0 });
    const muted = await shares(engine);
    expect(muted.marriage).toBe(0);
    await engine.adjust({ topic: 'i2', reset: true });
    expect(await shares(engine)).toEqual(before);
  });

  it('boosts what was long ago, and no topic takes the whole list', async () => {
    const engine = open();
    await read(engine);
    const before = await shares(engine);
    await engine.adjust({ topic: 'i0', boost: true });
    const boosted = await shares(engine);
    expect(boosted.whales).toBeGreaterThan(before.whales);
    expect(boosted.marriage).toBeGreaterThan(0);
  });

  it('explanations stay sums: a muted topic has no share, and shares by topic add up to those of events', async () => {
    const engine = open();
    await read(engine);
    await engine.adjust({ topic: 'i2', mute: true });
    const { recommendations } = await engine.recommend();
    const { events, topics, heads } = await engine.explain(recommendations[0].id);
    expect(topics.map(({ topic }) => topic)).not.toContain('i2');
    expect(topics[0].keywords[0]).toBe(recommendations[0].item.title.split(' ')[0]);
    const sum = (parts: readonly { share: number }[]) => parts.reduce((all, { share }) => all + share, 0);
    expect(sum(topics)).toBeCloseTo(sum(events), 5);
    expect(heads.reduce((all, { share }) => all + Math.abs(share), 0)).toBeCloseTo(1, 5);
  });

  it('what is new in a muted topic is as quiet', async () => {
    const engine = open();
    await read(engine);
    await engine.adjust({ topic: 'i2', mute: true });
    await engine.observe([{ kind: 'like', item: 'i10' }]);
    expect((await engine.interests()).topics.find(({ id }) => id === 'i2')).toMatchObject({ degree: 0 });
    expect((await shares(engine)).marriage).toBe(0);
  });

  it('a word turns down the events that hold it, and a muted source is not listed', async () => {
    const items = topicItems().map((item, row) => ({ ...item, brand: row % 8 < 4 ? 'Acme' : 'Other' }));
    const engine = open({ openCatalog: async () => topicCatalog(items) });
    await read(engine);
    await engine.adjust({ keyword: 'marriage', degree: 0 });
    expect((await shares(engine)).marriage).toBe(0);
    const { sources } = await engine.interests();
    expect(sources.map(({ source }) => source).toSorted()).toEqual(['brand acme', 'brand other']);
    await engine.adjust({ source: 'brand acme', mute: true });
    const { recommendations } = await engine.recommend({ limit: 40 });
    expect(recommendations.length).toBeGreaterThan(5);
    expect(recommendations.every(({ item }) => item.brand === 'Other')).toBe(true);
  });

  it('lasts over a restart, and no longer than what it was said of', async () => {
    const store = await openStore({ memory: true });
    const kept = { ...store, close: () => undefined, ...Object.fromEntries(['addEvents', 'events', 'countEvents', 'forget', 'putVectors', 'vectors', 'addPreferences', 'preferences', 'dropPreferences', 'getSetting', 'putSetting', 'getList', 'putList', 'subscribe'].map((name) => [name, (store as unknown as Record<string, (...given: unknown[]) => unknown>)[name].bind(store)])) } as typeof store;
    const first = open({ openStore: async () => kept });
    await read(first);
    await first.adjust({ topic: 'i2', mute: true });
    await first.adjust({ keyword: 'vampires', degree: 0.5 });
    await first.close();
    const second = open({ openStore: async () => kept });
    const { topics } = await second.interests();
    expect(topics.map(({ id, degree }) => [id, degree])).toEqual([['i0', 1], ['i1', 1], ['i2', 0]]);
    expect(topics[1].keywords[0]).toEqual({ word: 'vampires', degree: 0.5 });
    await second.forget({ items: ['i2', 'i6'] });
    expect(await kept.getSetting('adjustments')).toEqual({ items: {}, sources: {}, keywords: { vampires: 0.5 } });
    await second.forget({});
    expect(await kept.getSetting('adjustments')).toEqual({ items: {}, sources: {}, keywords: {} });
  });

  it.each([[{ topic: 'nothing', mute: true }, RangeError], [{ mute: true }, TypeError]])('refuses %j', async (adjustment, error) => {
    const engine = open();
    await read(engine);
    await expect(engine.adjust(adjustment as Adjustment)).rejects.toThrow(error);
  });
});
