import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check';
import { expect, it } from 'vitest';
import { EVENT_KINDS, type HistoryEvent } from '../domain/event.ts';
import type { Item } from '../domain/item.ts';
import { matrixOf, pickRows, quantise } from '../domain/matrix.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { sparseRows } from '../domain/sparse-rows.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { DEFAULT_BLEND } from '../ranker/blend.ts';
import { partsOf } from '../ranker/explain.ts';
import { rankCatalog } from '../ranker/rank.ts';
import { rankedCatalog } from '../ranker/ranked-catalog.ts';
import type { RankedCatalog } from '../ranker/ranker.ts';
import { becauseOf } from './because.ts';

const ROWS = 40;
const ITEMS: Item[] = Array.from({ length: ROWS }, (_, row) => ({
  id: `i${row}`, title: `word${row % 9} and word${row % 4}`, author: `author ${row % 7}`, brand: `brand ${row % 6}`, categories: [`c${row % 5}`], tags: [`t${row % 8}`], url: `https://site${row % 3}.example/${row}`,
}));

async function everyHead(): Promise<RankedCatalog> {
  const random = seededRandom(11);
  const vectors = quantise(matrixOf(Float32Array.from({ length: ROWS * 8 }, () => random() - 0.4), 8, 'space'));
  const blend = Object.fromEntries(Object.keys(DEFAULT_BLEND).map((head) => [head, head === 'dislikes' ? -0.5 : 0.3])) as typeof DEFAULT_BLEND;
  const coVisitation = sparseRows(ITEMS.map((_, row) => new Map([[(row + 1) % ROWS, 1], [(row + 7) % ROWS, 0.5]])));
  return { ...rankedCatalog({ items: ITEMS, vectors, popularity: Float32Array.from({ length: ROWS }, () => random() * 100), coVisitation, blend }), resident: await openPlainKernels().load(vectors) };
}

it('shares sum to 1 over heads and over events with the item, and the line names an event that speaks for the item', async () => {
  const catalog = await everyHead();
  const events = array(record({ kind: constantFrom(...EVENT_KINDS.filter((kind) => kind !== 'rate')), row: integer({ min: 0, max: ROWS - 1 }) }), { maxLength: 12 });
  await assert(
    asyncProperty(events, integer({ min: 0, max: ROWS - 1 }), async (met, about) => {
      const rows = met.map(({ row }) => row);
      const history = {
        events: met.map(({ kind, row }, i): HistoryEvent => ({ id: `e${i}`, kind, item: `i${row}`, at: '2026-01-01T00:00:00.000Z' })),
        rows: Int32Array.from(rows),
        met: rows.map((row) => ({ row, item: ITEMS[row] })),
        keys: pickRows(catalog.vectors, rows),
      };
      const context = about % 2 === 0 ? { met: [{ row: about, item: ITEMS[about] }], keys: pickRows(catalog.vectors, [about]) } : undefined;
      const ranking = await rankCatalog(catalog, history, { k: 6, diversity: 0.3, now: '2026-02-01T00:00:00.000Z', context });
      for (const place of ranking.ranked.keys()) {
        const parts = partsOf(ranking, place);
        const sum = (shares: readonly { share: number }[]): number => shares.reduce((all, { share }) => all + share, 0);
        expect(parts.heads.reduce((all, { share }) => all + Math.abs(share), 0)).toBeCloseTo(1, 5);
        const restOnNone = parts.heads.filter(({ head, readout }) => head === 'popularity' || head === 'freshness' || readout === 0);
        expect(parts.events.reduce((all, { share }) => all + Math.abs(share), Math.abs(parts.itemShare))).toBeCloseTo(1, 12);
        // Events and the item stand to each other as the heads that rest on them.
        expect(sum(parts.events) * sum(restOnNone)).toBeCloseTo(parts.itemShare * (sum(parts.heads) - sum(restOnNone)), 4);
        const because = becauseOf(parts, { events: history.events, item: (id) => ITEMS.find((item) => item.id === id), context: context ? [`i${about}`] : [], lexical: () => false, borrows: () => false });
        if (because.kind !== 'events') continue;
        for (const named of because.events) expect(parts.events.some(({ event, share }) => share > 0 && history.events[event]?.id === named.id)).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});
