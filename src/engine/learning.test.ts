import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import type { Item } from '../domain/item.ts';
import { concatMatrices, matrixOf, quantise } from '../domain/matrix.ts';
import type { RecommendationList, RecommendRequest } from '../domain/recommendation.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { openStore } from '../store/open-store.ts';
import { Engine } from './engine.ts';
import type { EngineParts } from './engine-parts.ts';
import { engineParts, topicCatalog, topicItems } from './testing/engine-parts.ts';

/** Ten items a topic, by five authors who write of all of them. */
const ITEMS: Item[] = topicItems().map((item, n) => ({ ...item, author: `author ${n % 5}` }));
/** Vectors of which no two say the same. */
const VECTORS = (() => {
  const random = seededRandom(4);
  const rows = ITEMS.map((_, n) => Float32Array.from({ length: 8 }, (_, d) => random() - 0.5 + (d === n % 4 ? 0.4 : 0)));
  return quantise(concatMatrices(rows.map((row) => matrixOf(row.map((value) => value / Math.hypot(...row)), 8, 'topics')), 8));
})();
const LIST: RecommendRequest = { limit: 8, diversity: 0 };

async function opened(changed: Partial<EngineParts> = {}): Promise<Engine> {
  const engine = new Engine(engineParts({ openCatalog: async () => ({ ...topicCatalog(ITEMS), vectors: VECTORS }), ...changed }));
  await engine.observe([{ kind: 'like', item: 'i0' }, { kind: 'like', item: 'i5' }]);
  return engine;
}

const idsOf = ({ recommendations }: RecommendationList) => recommendations.map(({ id }) => id);
const authorOf = (engine: Engine) => engine.learning().then(({ heads }) => heads.find(({ head }) => head === 'author')!);

/** Chooses from `times` lists what stands last; says which weights moved. */
async function chooseLast(engine: Engine, times: number, request = LIST): Promise<void> {
  for (let n = 0; n < times; n++) {
    const list = await engine.recommend(request);
    await engine.feedback([{ listId: list.listId, shown: idsOf(list), selected: idsOf(list).at(-1)! }]);
  }
}

describe('feedback', () => {
  it('moves weights, which the next lists and their explanations are made by; the sum of weights stays', async () => {
    const engine = await opened();
    const before = await engine.learning();
    expect(before).toMatchObject({ preferences: 0, heads: [{ head: 'content', weight: 0.6, packWeight: 0.6 }, { head: 'words' }, { head: 'author' }] });
    expect(before.since).toBeUndefined();
    await chooseLast(engine, 12);
    const { preferences, since, heads } = await engine.learning();
    expect(preferences).toBe(12 * 7);
    expect(since).toMatch(/^2026-01-01T/);
    expect(Math.max(...heads.map(({ weight, packWeight }) => Math.abs(weight / packWeight - 1)))).toBeGreaterThan(0.05);
    expect(heads.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(0.8, 6);
    expect(heads.every(({ deviation }, n) => deviation <= before.heads[n].deviation)).toBe(true);
    const [first] = (await engine.recommend(LIST)).recommendations;
    const told = await engine.explain(first.id, LIST);
    for (const { head, blendWeight } of told.heads) expect(blendWeight).toBeCloseTo(heads.find((each) => each.head === head)?.weight ?? Number.NaN, 6);
  });

  it('tells that something was learned, and no list is made anew for it', async () => {
    const engine = await opened();
    const list = await engine.recommend(LIST);
    const changes: string[] = [];
    await engine.subscribe(({ type }) => changes.push(type));
    const said = { listId: list.listId, shown: idsOf(list).slice(0, 4), selected: idsOf(list)[2] };
    expect(await engine.feedback([said])).toBe(3);
    expect(await engine.feedback([said])).toBe(0);
    expect(changes.filter((type) => type !== 'status')).toEqual(['learning']);
  });

  it('of lists that are not ranked by it teaches nothing, nor of unknown ones, nor while paused', async () => {
    const engine = await opened();
    const said = async (request: RecommendRequest) => {
      const list = await engine.recommend(request);
      return { listId: list.listId, shown: idsOf(list), dismissed: idsOf(list)[0] };
    };
    expect(await engine.feedback([await said({ ...LIST, profiling: 'off' }), await said({ ...LIST, strategy: 'related', for: ['i7'] }), { listId: 'unknown', shown: ['i1'], selected: 'i1' }])).toBe(0);
    await engine.pause(true);
    expect(await engine.feedback([await said(LIST)])).toBe(0);
    expect((await engine.learning()).preferences).toBe(0);
  });

  it('that is malformed keeps the whole batch out', async () => {
    const engine = await opened();
    const list = await engine.recommend(LIST);
    const good = { listId: list.listId, shown: idsOf(list), selected: idsOf(list)[1] };
    await expect(engine.feedback([good, { ...good, selected: 'elsewhere' }])).rejects.toThrow(new TypeError('feedback: expected selected to be one of shown, got "elsewhere"'));
    await expect(engine.feedback(good as never)).rejects.toThrow(/^feedback: expected a list, got/);
    expect((await engine.learning()).preferences).toBe(0);
  });

  it('is not applied without profiling', async () => {
    const engine = await opened();
    await chooseLast(engine, 12);
    const { heads } = await engine.explain('i8', { ...LIST, profiling: 'off', for: ['i4'] });
    expect(heads.find(({ head }) => head === 'author')?.blendWeight).toBe(0.1);
  });
});

describe('what was learned', () => {
  it('lasts over a restart, is reset, and put back', async () => {
    const openAgain = () => opened({ openStore: () => openStore({ name: 'lasting' }), newId: () => 'the same' });
    const first = await openAgain();
    await chooseLast(first, 12);
    const learned = await authorOf(first);
    await first.close();
    const engine = await openAgain();
    expect((await authorOf(engine)).weight).toBeCloseTo(learned.weight, 12);
    const list = idsOf(await engine.recommend(LIST));
    const changes: string[] = [];
    await engine.subscribe(({ type }) => changes.push(type));
    const gone = await engine.resetLearning();
    expect(gone).toMatchObject({ format: 1, events: [], adjustments: { items: {}, sources: {}, keywords: {} } });
    expect(gone.preferences).toHaveLength(84);
    expect(await authorOf(engine)).toMatchObject({ weight: 0.1, packWeight: 0.1 });
    expect(changes).toEqual(expect.arrayContaining(['history', 'learning']));
    expect(await engine.last(LIST)).toBeNull();
    expect(await engine.restore(gone)).toEqual({ events: 0, preferences: 84, adjustments: 0 });
    expect((await authorOf(engine)).weight).toBeCloseTo(learned.weight, 12);
    expect(idsOf(await engine.recommend(LIST))).toEqual(list);
    expect(await engine.restore(gone)).toEqual({ events: 0, preferences: 0, adjustments: 0 });
  });

  it('goes with the items that it names, and all of it with everything', async () => {
    const engine = await opened();
    const list = await engine.recommend(LIST);
    const [a, b, c] = idsOf(list);
    await engine.observe([{ id: 'chosen', kind: 'open', item: b }]);
    await engine.feedback([{ listId: list.listId, shown: [a, b, c], selected: b }]);
    expect((await engine.learning()).preferences).toBe(2);
    await engine.forget({ items: [c] });
    expect((await engine.learning()).preferences).toBe(1);
    await engine.forget({ ids: ['chosen'] });
    expect(await engine.learning()).toMatchObject({ preferences: 0, heads: [{ weight: 0.6 }, { weight: 0.1 }, { weight: 0.1 }] });
    await chooseLast(engine, 2);
    await engine.forget({});
    expect((await engine.learning()).preferences).toBe(0);
  });

  it('a list that was given out before something was forgotten teaches no more', async () => {
    const engine = await opened();
    const list = await engine.recommend(LIST);
    await engine.forget({ items: ['i5'] });
    expect(await engine.feedback([{ listId: list.listId, shown: idsOf(list), selected: idsOf(list)[3] }])).toBe(0);
  });

  it('reaches other tabs, and is reset there too', async () => {
    const tab = (n: number) => opened({ openStore: () => openStore({ name: 'learning tabs' }), newId: () => `tab ${n} ${crypto.randomUUID()}` });
    const [here, there] = [await tab(0), await tab(1)];
    await chooseLast(here, 1);
    await vi.waitFor(async () => expect((await there.learning()).preferences).toBe(7));
    expect(await authorOf(there)).toEqual(await authorOf(here));
    await there.resetLearning();
    await vi.waitFor(async () => expect((await here.learning()).preferences).toBe(0));
    await Promise.all([here.close(), there.close()]);
  });
});

describe('exploring', () => {
  const EXPLORING: RecommendRequest = { ...LIST, explore: 0.25 };

  it('gives a share of the places to what would not be listed, says so, and explains it by the weights it was drawn by', async () => {
    const engine = await opened();
    const usual = idsOf(await engine.recommend(LIST));
    const { recommendations } = await engine.recommend(EXPLORING);
    const explored = recommendations.filter(({ explored }) => explored);
    expect(recommendations).toHaveLength(8);
    expect(recommendations.flatMap(({ explored }, place) => (explored ? [place] : []))).toEqual([2, 6]);
    for (const { id } of explored) expect(usual).not.toContain(id);
    expect(recommendations.filter((each) => !each.explored).map(({ id }) => id)).toEqual(usual.filter((_, place) => place !== 2 && place !== 6));
    const told = await engine.explain(explored[0].id, EXPLORING);
    expect(told).toMatchObject({ explored: true, listRank: 3 });
    expect(told.score).toBeCloseTo(explored[0].score, 5);
    const { heads } = await engine.learning();
    expect(heads.some(({ head, weight }) => Math.abs((told.heads.find((each) => each.head === head)?.blendWeight ?? weight) - weight) > 0.01)).toBe(true);
    expect((await engine.explain(usual[0], EXPLORING)).explored).toBeUndefined();
    expect((await engine.attention(EXPLORING)).recommendations.map(({ id }) => id)).toEqual(recommendations.map(({ id }) => id));
  });

  it('is the same until something happens', async () => {
    const engine = await opened();
    const first = await engine.recommend(EXPLORING);
    expect(idsOf(await engine.recommend(EXPLORING))).toEqual(idsOf(first));
    const id = idsOf(first)[2];
    await engine.feedback([{ listId: first.listId, shown: idsOf(first), selected: idsOf(first)[4] }]);
    expect((await engine.explain(id, EXPLORING)).explored).toBe(true);
  });

  it('is nothing without profiling, in other strategies, or where the request asks for none', async () => {
    const engine = await opened();
    for (const request of [{ ...EXPLORING, profiling: 'off' }, { ...EXPLORING, strategy: 'related', for: ['i3'] }, { ...LIST, explore: 0.05 }] as RecommendRequest[]) {
      expect((await engine.recommend(request)).recommendations.filter(({ explored }) => explored)).toEqual([]);
    }
    expect((await engine.recommend({ ...LIST, limit: 3, explore: 1 })).recommendations.every(({ explored }) => explored)).toBe(true);
  });

  it('keeps to what may be listed', async () => {
    const engine = await opened();
    const exclude = ITEMS.slice(0, 30).map(({ id }) => id);
    const list = idsOf(await engine.recommend({ ...EXPLORING, exclude }));
    expect(new Set(list).size).toBe(8);
    expect(list.filter((id) => exclude.includes(id))).toEqual([]);
    expect((await engine.recommend({ ...EXPLORING, threshold: 50 })).recommendations).toEqual([]);
  });
});
