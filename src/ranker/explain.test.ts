import { describe, expect, it } from 'vitest';
import type { EventKind, HistoryEvent } from '../domain/event.ts';
import { matrixOf, pickRows, quantise } from '../domain/matrix.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { explainRow } from './explain.ts';
import { rankCatalog } from './rank.ts';
import type { RankedCatalog, RankedHistory, Ranking, RankOptions } from './ranker.ts';

const ROWS = 60;
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
  return { vectors, resident: await openPlainKernels().load(vectors), popularity: Float32Array.from({ length: ROWS }, () => Math.floor(1000 * random() ** 4)), groups: null };
}

function historyOf(catalog: RankedCatalog, events: readonly [EventKind, number][]): RankedHistory {
  return {
    events: events.map(([kind, row], i): HistoryEvent => ({ id: `e${i}`, kind, item: `i${row}`, at: '2026-01-01T00:00:00.000Z' })),
    rows: Int32Array.from(events, ([, row]) => row),
    keys: pickRows(catalog.vectors, events.map(([, row]) => row)),
  };
}

/** By row, the scores of `ranking` as they would be with the moments of `moments`. */
function scoresUnder(moments: Ranking, ranking: Ranking): Map<number, number> {
  return new Map(ranking.ranked.map(({ row, score, readouts }) => {
    const moved = ranking.heads.map(({ head, blendWeight, mean, deviation }, i) => {
      const held = moments.heads.find((each) => each.head === head)!;
      return blendWeight * ((readouts[i] - held.mean) / held.deviation - (readouts[i] - mean) / deviation);
    });
    return [row, moved.reduce((sum, each) => sum + each, score)];
  }));
}

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
