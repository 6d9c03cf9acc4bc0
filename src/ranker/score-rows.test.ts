import { expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import { matrixOf, pickRows, quantise } from '../domain/matrix.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { sparseRows } from '../domain/sparse-rows.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { DEFAULT_BLEND } from './blend.ts';
import { historyOfRows, PRESENT } from './history-of-rows.ts';
import { prepareRequest } from './rank.ts';
import { rankedCatalog } from './ranked-catalog.ts';
import type { RankedCatalog } from './ranker.ts';
import { scoreRows } from './score-rows.ts';
import { standardSample } from './standard-sample.ts';

/** More than the standard sample holds. */
const ROWS = 1500;
const DIMENSION = 8;

it('gives a few rows the scores that the kernels give them among all', async () => {
  const random = seededRandom(5);
  const items: Item[] = Array.from({ length: ROWS }, (_, row) => ({ id: `i${row}`, title: `word${row % 90}`, brand: `brand ${row % 60}` }));
  const data = Float32Array.from({ length: ROWS * DIMENSION }, () => random() - 0.4);
  for (let row = 0; row < ROWS; row++) {
    const own = data.subarray(row * DIMENSION, (row + 1) * DIMENSION);
    const norm = Math.hypot(...own);
    own.forEach((value, d) => (own[d] = value / norm));
  }
  const vectors = quantise(matrixOf(data, DIMENSION, 'space'));
  const kernels = openPlainKernels();
  const coVisitation = sparseRows(items.map((_, row) => new Map([[(row + 1) % ROWS, 1]])));
  const catalog: RankedCatalog = { ...rankedCatalog({ items, vectors, popularity: Float32Array.from({ length: ROWS }, () => random() * 100), coVisitation, blend: DEFAULT_BLEND }), resident: await kernels.load(vectors) };
  const sample = await kernels.load(pickRows(vectors, standardSample(ROWS)));
  const rows = Uint32Array.of(1499, 3, 700, 41);
  for (const met of [[], [3], [40, 3, 900, 40, 1200]]) {
    const history = historyOfRows(met, items, vectors);
    const options = { k: 0, diversity: 0, now: PRESENT };
    const all = await catalog.resident.scores({ ...prepareRequest(catalog, history, options).request, k: 0 });
    const few = await scoreRows(catalog, sample, rows, history, options);
    rows.forEach((row, place) => expect(few[place]).toBeCloseTo(all[row], 4));
    expect(new Set(few).size).toBe(rows.length);
  }
});
