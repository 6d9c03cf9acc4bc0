import { describe, expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import { type Matrix, matrixOf, quantise } from '../domain/matrix.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { DEFAULT_BLEND } from '../ranker/blend.ts';
import { historyOfRows, PRESENT } from '../ranker/history-of-rows.ts';
import { rankRows } from '../ranker/rank.ts';
import { rankedCatalog } from '../ranker/ranked-catalog.ts';
import { fitDiversity, type NextChoice } from './fit-diversity.ts';

const COUNT = 150;
const items = Array.from({ length: COUNT }, (_, row): Item => ({ id: `${row}`, title: `${row}` }));

function unitRows(): Matrix {
  const random = seededRandom(7);
  const rows = items.map(() => Array.from({ length: 6 }, () => random() + random() + random() - 1.5));
  return matrixOf(Float32Array.from(rows.flatMap((row) => row.map((value) => value / Math.hypot(...row)))), 6, 'space');
}

/** After each item, what stands at `place`, from 0, of the list that scores alone make; of the whole catalog where it is none of that. */
async function choices(place: (n: number) => number | null, count = COUNT): Promise<NextChoice[]> {
  const vectors = quantise(unitRows());
  const resident = await openPlainKernels().load(vectors);
  const catalog = { ...rankedCatalog({ items, vectors, popularity: null, coVisitation: null, lenders: null, blend: DEFAULT_BLEND }), resident };
  return Promise.all(Array.from({ length: count }, async (_, row) => {
    const history = historyOfRows([row], items, vectors, PRESENT);
    const list = await rankRows(catalog, history, { k: COUNT - 1, diversity: 0, now: PRESENT });
    return { catalog, history, chosen: list[place(row) ?? COUNT - 2], now: PRESENT };
  }));
}

describe('fitDiversity', () => {
  it('varies as much as it may where the first of the list, which variety leaves, is all that is found', async () => {
    expect(await fitDiversity(await choices(() => 0))).toBe(0.8);
  });

  it('varies less where what comes next stands further down, for variety takes its place', async () => {
    const most = await fitDiversity(await choices((row) => 1 + (row % 4)));
    expect(most).toBeLessThanOrEqual(0.3);
    // What one of twenty finds below its head costs little of the whole.
    expect(await fitDiversity(await choices((row) => (row % 20 === 0 ? 3 : 0)))).toBeGreaterThan(most!);
  });

  it('tells nothing where there are few cases, or none is found', async () => {
    expect(await fitDiversity(await choices(() => 0, 99))).toBeNull();
    expect(await fitDiversity(await choices(() => null))).toBeNull();
  });
});
