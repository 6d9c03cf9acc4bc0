import { describe, expect, it } from 'vitest';
import type { EventKind, HistoryEvent } from '../domain/event.ts';
import type { Item } from '../domain/item.ts';
import type { HeadName } from '../domain/recommendation.ts';
import { matrixOf, pickRows, quantise } from '../domain/matrix.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { sparseRows } from '../domain/sparse-rows.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { DEFAULT_BLEND } from './blend.ts';
import { explainRow, partsOf, standardisedAt } from './explain.ts';
import { rankCatalog } from './rank.ts';
import { rankedCatalog } from './ranked-catalog.ts';
import type { RankedCatalog, RankedHistory, Ranking, RankOptions } from './ranker.ts';

const ROWS = 60;
const ITEMS: Item[] = Array.from({ length: ROWS }, (_, row) => ({ id: `i${row}`, title: `word${row % 9} and word${row % 4}`, author: `author ${row % 7}` }));
/** Companions: each row's next three. */
const PAIRS = sparseRows(Array.from({ length: ROWS }, (_, row) => new Map([1, 2, 3].map((step) => [(row + step) % ROWS, 1 / step]))));
const options: RankOptions = { k: ROWS, diversity: 0, now: '2026-02-01T00:00:00.000Z' };

/** Rows without an order of their own, so that content, dislikes and popularity contend for every place. */
async function contended(): Promise<RankedCatalog> {
  const random = seededRandom(7);
  const data = Float32Array.from({ length: ROWS * 8 }, () => random() - 0.3);
  for (let row = 0; row < ROWS; row++) {
    const vector = data.subarray(row * 8, row * 8 + 8);
    const norm = Math.hypot(...vector);
    vector.forEach((value, d) => (vector[d] = value / norm));
  }
  const vectors = quantise(matrixOf(data, 8, 'space'));
  const popularity = Float32Array.from({ length: ROWS }, () => Math.floor(1000 * random() ** 4));
  return { ...rankedCatalog({ items: ITEMS, vectors, popularity, coVisitation: PAIRS, blend: { ...DEFAULT_BLEND, 'co-visitation': 0.4, words: 0.3, author: 0.2 } }), resident: await openPlainKernels().load(vectors) };
}

function historyOf(catalog: RankedCatalog, events: readonly [EventKind, number][]): RankedHistory {
  return {
    events: events.map(([kind, row], i): HistoryEvent => ({ id: `e${i}`, kind, item: `i${row}`, at: '2026-01-01T00:00:00.000Z' })),
    rows: Int32Array.from(events, ([, row]) => row),
    met: events.map(([, row]) => ({ row, item: ITEMS[row] })),
    keys: pickRows(catalog.vectors, events.map(([, row]) => row)),
  };
}

/** By row, the scores of `ranking` as they would be with the moments of `moments`. */
function scoresUnder(moments: Ranking, ranking: Ranking): Map<number, number> {
  return new Map(ranking.ranked.map(({ row, score, readouts }) => {
    const moved = ranking.heads.map(({ head, blendWeight, mean, deviation }, i) => {
      const held = moments.heads.find((each) => each.head === head)!;
      return blendWeight * ((readouts[i]! - held.mean) / held.deviation - (readouts[i]! - mean) / deviation);
    });
    return [row, moved.reduce((sum, each) => sum + each, score)];
  }));
}

it('what is read without weight changes no score, explains nothing, and is told all the same', async () => {
  const catalog = await contended();
  const history = historyOf(catalog, [['open', 1], ['like', 10], ['dismiss', 20], ['save', 30]]);
  const without = { ...options, blend: { author: 0, popularity: 0 } };
  const usual = await rankCatalog(catalog, history, without);
  const read = await rankCatalog(catalog, history, { ...without, read: ['author', 'popularity'] });
  expect(read.ranked.map(({ row, score }) => [row, score])).toEqual(usual.ranked.map(({ row, score }) => [row, score]));
  for (const place of [0, 1, 30]) {
    expect(partsOf(read, place)).toEqual(partsOf(usual, place));
    const parts = partsOf(await rankCatalog(catalog, history, options), place);
    expect(Object.keys(standardisedAt(read, place))).toEqual(expect.arrayContaining(['author', 'popularity', ...partsOf(usual, place).heads.map(({ head }) => head)]));
    expect(Object.keys(standardisedAt(usual, place))).not.toContain('author');
    expect(parts.heads.map(({ head }) => head)).toContain('author');
  }
  const weighed = await rankCatalog(catalog, history, options);
  const [winner] = weighed.ranked;
  const place = read.ranked.findIndex(({ row }) => row === winner.row);
  expect(standardisedAt(read, place).author).toBeCloseTo(partsOf(weighed, 0).heads.find(({ head }) => head === 'author')!.z, 5);
});

it('an event that heads contradict each other about has the share of what is left of it', () => {
  const head = (name: HeadName, blendWeight: number) => ({ head: name, blendWeight, mean: 0, deviation: 1 });
  const ranking: Ranking = {
    ranked: [{ row: 0, score: 5, relevanceRank: 1, readouts: [4, 1, 2, null] }],
    heads: [head('content', 1), head('dislikes', -1), head('popularity', 1), head('freshness', 1)],
    attended: Uint32Array.of(0, 1),
    similarities: Float32Array.of(0.5, 0.25),
    // Content by a quarter and three quarters, dislikes by the first alone, the others by none.
    weights: Float32Array.of(0.25, 0.75, 1, 0, 0, 0, 0, 0),
    timings: {},
  };
  // Parts: the first 4·¼ − 1 = 0, the second 4·¾ = 3, the item 2; five in all. Heads: 4, −1 and 2 of seven.
  const { heads, events, itemShare } = partsOf(ranking, 0);
  expect(events.map(({ event, share }) => [event, share])).toEqual([[1, 0.6], [0, 0]]);
  expect(itemShare).toBe(0.4);
  expect(heads.map(({ share }) => share)).toEqual([4 / 7, -1 / 7, 2 / 7]);
});

it('a score is the sum of its heads, evidence among them, and evidence that of its events', async () => {
  const catalog = await contended();
  const history = historyOf(catalog, [['open', 1], ['like', 10], ['dismiss', 20], ['save', 30]]);
  const ranking = await rankCatalog(catalog, history, options);
  expect(ranking.heads.map(({ head }) => head)).toEqual(['content', 'dislikes', 'popularity', 'co-visitation', 'words', 'author']);
  for (const [place, { score, row }] of ranking.ranked.entries()) {
    const { heads, events, itemShare } = partsOf(ranking, place);
    expect(heads.reduce((sum, { blendWeight, z }) => sum + blendWeight * z, 0), `row ${row}`).toBeCloseTo(score, 4);
    expect(events.reduce((sum, { share }) => sum + Math.abs(share), Math.abs(itemShare)), `row ${row}`).toBeCloseTo(1, 12);
    // A head that reads 0 rests on no event; popularity on none ever. What is left of the score is that of its events.
    const onNone = heads.filter(({ head, readout }) => head === 'popularity' || readout === 0).reduce((sum, { blendWeight, z }) => sum + blendWeight * z, 0);
    const onEvents = events.reduce((sum, { share }) => sum + share, 0);
    expect(onEvents * onNone, `row ${row}`).toBeCloseTo(itemShare * (score - onNone), 4);
    expect(Math.sign(itemShare), `row ${row}`).toBe(Math.sign(onNone));
  }
  const companion = ranking.ranked.findIndex(({ row }) => row === 31);
  const pair = partsOf(ranking, companion).heads.find(({ head }) => head === 'co-visitation')!;
  expect(pair.readout).toBeGreaterThan(0);
  expect(pair.z).toBeGreaterThan(1);
});

describe('explainRow', () => {
  it('re-ranks without the strongest event, mean and deviation of every head held', async () => {
    const catalog = await contended();
    const events: [EventKind, number][] = [['open', 1], ['like', 10], ['dismiss', 20], ['save', 30], ['open', 40]];
    const history = historyOf(catalog, events);
    const before = await rankCatalog(catalog, history, options);
    let moved = 0;
    for (const { row } of before.ranked) {
      const { without } = await explainRow(catalog, history, options, row);
      if (!without) continue;
      const rest = await rankCatalog(catalog, historyOf(catalog, events.filter((_, i) => i !== without.event)), options);
      const held = scoresUnder(before, rest);
      const better = [...held.values()].filter((score) => score > held.get(row)!).length;
      expect(without.relevanceRank, `row ${row}`).toBe(better + 1);
      if (rest.ranked.findIndex((each) => each.row === row) !== better) moved++;
    }
    // Held moments are told from fresh ones by these.
    expect(moved).toBeGreaterThan(5);
  });
});
