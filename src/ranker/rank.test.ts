import { assert, asyncProperty, double, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventKind, HistoryEvent } from '../domain/event.ts';
import type { Item } from '../domain/item.ts';
import { matrixOf, pickRows, quantise } from '../domain/matrix.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { DEFAULT_BLEND } from './blend.ts';
import { diversify } from './diversity/diversify.ts';
import { explainRow, partsOf } from './explain.ts';
import { rankCatalog } from './rank.ts';
import { rankedCatalog } from './ranked-catalog.ts';
import type { RankedCatalog, RankedHistory, RankOptions } from './ranker.ts';

const NOW = '2026-02-01T00:00:00.000Z';
const ITEMS: Item[] = Array.from({ length: 40 }, (_, row) => ({ id: `i${row}`, title: '' }));
const options: RankOptions = { k: 5, diversity: 0, now: NOW };

/** Four topics of ten rows; row r belongs to topic r % 4 and is less and less its own. */
async function topics(popularity: Float32Array | null = null): Promise<RankedCatalog> {
  const data = new Float32Array(40 * 8);
  for (let row = 0; row < 40; row++) {
    data[row * 8 + (row % 4)] = 1;
    data[row * 8 + 4 + (row % 3)] = row / 60;
    const norm = Math.hypot(...data.subarray(row * 8, row * 8 + 8));
    for (let d = 0; d < 8; d++) data[row * 8 + d] /= norm;
  }
  const vectors = quantise(matrixOf(data, 8, 'topics'));
  return { ...rankedCatalog({ items: ITEMS, vectors, popularity, coVisitation: null, blend: DEFAULT_BLEND }), resident: await openPlainKernels().load(vectors) };
}

function historyOf(catalog: RankedCatalog, ...events: [EventKind, number][]): RankedHistory {
  return {
    events: events.map(([kind, row], i): HistoryEvent => ({ id: `e${i}`, kind, item: `i${row}`, at: new Date(Date.parse('2026-01-01') + i * 60_000).toISOString() })),
    rows: Int32Array.from(events, ([, row]) => row),
    met: events.map(([, row]) => ({ row, item: ITEMS[row] })),
    keys: pickRows(catalog.vectors, events.map(([, row]) => row)),
  };
}

describe('rankCatalog', () => {
  it('gives the history’s topic, without the history', async () => {
    const catalog = await topics();
    const { ranked } = await rankCatalog(catalog, historyOf(catalog, ['open', 0], ['like', 4]), options);
    expect(ranked.map(({ row }) => row % 4)).toEqual([0, 0, 0, 0, 0]);
    expect(ranked.map(({ row }) => row)).not.toContain(4);
    expect(ranked.map(({ relevanceRank }) => relevanceRank)).toEqual([1, 2, 3, 4, 5]);
  });

  it('lets the newest event weigh most, and a dislike push its topic down', async () => {
    const catalog = await topics();
    const newest = await rankCatalog(catalog, historyOf(catalog, ['open', 1], ['open', 2]), options);
    expect(newest.ranked[0].row % 4).toBe(2);
    const before = await rankCatalog(catalog, historyOf(catalog, ['open', 1], ['open', 2]), { ...options, k: 38 });
    const after = await rankCatalog(catalog, historyOf(catalog, ['open', 1], ['open', 2], ['dismiss', 6]), { ...options, k: 37 });
    const worst = (rows: typeof before.ranked) => Math.min(...rows.filter(({ row }) => row % 4 === 2 && row !== 6).map(({ score }) => score));
    expect(worst(after.ranked)).toBeLessThan(worst(before.ranked));
  });

  it('falls to popularity for a cold user, and to the catalog’s order without it', async () => {
    const counts = Float32Array.from({ length: 40 }, (_, row) => (row === 7 ? Number.NaN : row));
    const popular = await topics(counts);
    const { ranked, heads } = await rankCatalog(popular, historyOf(popular), options);
    expect(ranked.map(({ row }) => row)).toEqual([39, 38, 37, 36, 35]);
    expect(heads.map(({ head }) => head)).toEqual(['popularity']);
    const plain = await topics();
    expect((await rankCatalog(plain, historyOf(plain), options)).ranked.map(({ row }) => row)).toEqual([0, 1, 2, 3, 4]);
  });

  it('ranks by context, which the content head does not see', async () => {
    const catalog = await topics();
    const ranking = await rankCatalog(catalog, historyOf(catalog, ['open', 0]), { ...options, context: { keys: pickRows(catalog.vectors, [3]), met: [{ row: 3, item: ITEMS[3] }] }, blend: { content: 0.2, context: 1 }, exclude: [3] });
    expect(ranking.ranked[0].row % 4).toBe(3);
    expect(ranking.heads.map(({ head }) => head)).toEqual(['content', 'context']);
    const { events, heads } = partsOf(ranking, 0);
    expect(heads.find(({ head }) => head === 'context')!.share).toBeGreaterThan(0.5);
    expect(events.map(({ event }) => event).sort()).toEqual([0, 1]);
  });

  it('keeps rows below the threshold out', async () => {
    const catalog = await topics();
    const { ranked } = await rankCatalog(catalog, historyOf(catalog, ['open', 0]), { ...options, k: 40, threshold: 1 });
    expect(ranked.length).toBeGreaterThan(0);
    expect(ranked.every(({ score }) => score >= 1)).toBe(true);
    expect(ranked.length).toBeLessThan(39);
  });

  it('lists none of what the request excludes, nor puts anything out of order for it', async () => {
    const catalog = await topics();
    const history = historyOf(catalog, ['open', 0]);
    const all = (await rankCatalog(catalog, history, { ...options, k: 40 })).ranked.map(({ row }) => row);
    const gone = new Set([all[0], all[2], all[20]]);
    const left = (await rankCatalog(catalog, history, { ...options, k: 40, exclude: gone })).ranked.map(({ row }) => row);
    expect(left).toEqual(all.filter((row) => !gone.has(row)));
  });

  it('lets diversity choose among the best 4K, and among no more', async () => {
    const catalog = await topics();
    const history = historyOf(catalog, ['open', 0], ['open', 1]);
    const best = (await rankCatalog(catalog, history, { ...options, k: 20 })).ranked;
    const pool = { rows: Uint32Array.from(best, ({ row }) => row), scores: Float32Array.from(best, ({ score }) => score), whole: false };
    for (const diversity of [0.3, 0.5, 0.9, 1]) {
      const { ranked } = await rankCatalog(catalog, history, { ...options, diversity });
      expect(ranked.map(({ relevanceRank }) => relevanceRank - 1)).toEqual(diversify(pool, catalog, 5, { diversity }, new Map()));
      expect(Math.max(...ranked.map(({ relevanceRank }) => relevanceRank))).toBeGreaterThan(5);
    }
  });

  it('attends few of 5,000 events, and ranks the same', async () => {
    const catalog = await topics();
    const many = Array.from({ length: 5000 }, (_, i): [EventKind, number] => ['view', i % 40]);
    const history = { ...historyOf(catalog, ...many, ['open', 2]), rows: new Int32Array(5001).fill(-1) };
    const ranking = await rankCatalog(catalog, history, options);
    expect(ranking.attended.length).toBeLessThan(200);
    expect(ranking.attended.at(-1)).toBe(5000);
    expect(ranking.ranked[0].row % 4).toBe(2);
  });

  it('refuses a diversity or k out of range', async () => {
    const catalog = await topics();
    await expect(rankCatalog(catalog, historyOf(catalog), { ...options, diversity: 2 })).rejects.toThrow('expected diversity from 0 to 1, got 2');
    await expect(rankCatalog(catalog, historyOf(catalog), { ...options, k: -1 })).rejects.toThrow('expected k of at least 0, got -1');
  });
});

describe('partsOf', () => {
  it('shares sum to 1 in size, over heads and over events with the item', async () => {
    const catalog = await topics(Float32Array.from({ length: 40 }, (_, row) => row * row));
    await assert(asyncProperty(integer({ min: 0, max: 39 }), integer({ min: 0, max: 39 }), integer({ min: 0, max: 39 }), double({ min: 0, max: 1, noNaN: true }), async (a, b, c, diversity) => {
      const ranking = await rankCatalog(catalog, historyOf(catalog, ['open', a], ['like', b], ['dismiss', c]), { ...options, diversity });
      for (let place = 0; place < ranking.ranked.length; place++) {
        const { heads, events, itemShare } = partsOf(ranking, place);
        expect(heads.reduce((sum, { share }) => sum + Math.abs(share), 0)).toBeCloseTo(1, 6);
        expect(events.reduce((sum, { share }) => sum + Math.abs(share), Math.abs(itemShare))).toBeCloseTo(1, 6);
        const told = heads.reduce((sum, { blendWeight, z }) => sum + blendWeight * z, 0);
        expect(told).toBeCloseTo(ranking.ranked[place].score, 4);
        const attention = heads.filter(({ head }) => head !== 'popularity').reduce((sum, { share }) => sum + share, 0);
        expect(events.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(attention, 5);
      }
    }), { numRuns: 40 });
  });

  it('refuses a place that is not there', async () => {
    const catalog = await topics();
    const ranking = await rankCatalog(catalog, historyOf(catalog), options);
    expect(() => partsOf(ranking, 5)).toThrow('expected a place below 5, got 5');
  });
});

describe('explainRow', () => {
  it('agrees with the list, and its counterfactual with a true re-ranking', async () => {
    const catalog = await topics();
    const history = historyOf(catalog, ['open', 1], ['like', 0], ['open', 3]);
    const ranking = await rankCatalog(catalog, history, { ...options, k: 37 });
    for (const place of [0, 3, 20]) {
      const { row, score, relevanceRank } = ranking.ranked[place];
      const told = await explainRow(catalog, history, options, row);
      expect(told.score).toBeCloseTo(score, 5);
      expect(told.relevanceRank).toBe(relevanceRank);
    }
    const liked = ranking.ranked.find(({ row }) => row % 4 === 0)!;
    const told = await explainRow(catalog, history, options, liked.row);
    expect(history.events[told.events[0].event].item).toBe('i0');
    expect(told.without!.event).toBe(1);
    const rest = await rankCatalog(catalog, historyOf(catalog, ['open', 1], ['open', 3]), { ...options, k: 38 });
    expect(told.without!.relevanceRank).toBe(rest.ranked.find(({ row }) => row === liked.row)!.relevanceRank);
    expect(told.without!.relevanceRank).toBeGreaterThan(told.relevanceRank);
  });

  it('explains a row that a cold user sees', async () => {
    const catalog = await topics(Float32Array.from({ length: 40 }, (_, row) => row));
    const told = await explainRow(catalog, historyOf(catalog), options, 39);
    expect(told).toMatchObject({ relevanceRank: 1, without: null, events: [], itemShare: 1 });
    expect(told.heads).toMatchObject([{ head: 'popularity', share: 1 }]);
  });
});
