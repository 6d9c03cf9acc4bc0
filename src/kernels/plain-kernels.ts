import type { QuantisedMatrix } from '../domain/matrix.ts';
import { readoutOf, visibleHead } from './attend-row.ts';
import { cpuKernels, type ReadRequest } from './cpu-catalog.ts';
import type { Kernels } from './kernels.ts';
import { SimilarityTile, TILE_ROWS, widenHistory } from './similarities.ts';
import { turnTaker } from './turn-taker.ts';

/**
 * The kernels in TypeScript: the twin that every other implementation must match, and what runs where there is neither GPU
 * nor SIMD. Dots are exact integers, softmax is f64; gives the event loop its turn every 30 ms, so that an abort can arrive.
 */
export function openPlainKernels(): Kernels {
  return cpuKernels('plain', (catalog) => ({ read: (request, signal) => readAll(catalog, request, signal), due: ({ history }) => history.rows, forget: () => undefined, release: () => undefined }));
}

/** [heads][C] readouts, four candidates at a time. */
async function readAll(catalog: QuantisedMatrix, { history, values, heads }: ReadRequest, signal?: AbortSignal): Promise<Float32Array[]> {
  const readouts = heads.map(() => new Float32Array(catalog.rows));
  if (history.rows === 0 || heads.length === 0) return readouts;
  const seen = heads.map(visibleHead);
  const tile = new SimilarityTile(catalog, widenHistory(history));
  const valueTile = values ? new SimilarityTile(catalog, widenHistory(values)) : tile;
  const masses = new Float64Array(history.rows);
  const picked = new Uint32Array(TILE_ROWS);
  const turn = turnTaker(signal);
  for (let from = 0; from < catalog.rows; from += TILE_ROWS) {
    const count = Math.min(TILE_ROWS, catalog.rows - from);
    for (let r = 0; r < count; r++) picked[r] = from + r;
    for (const each of new Set([tile, valueTile])) each.compute(picked.subarray(0, count));
    for (let head = 0; head < seen.length; head++) {
      for (let r = 0; r < count; r++) readouts[head][from + r] = readoutOf(seen[head], tile.similarities, valueTile.similarities, r * tile.stride, masses);
    }
    const due = turn();
    if (due) await due;
  }
  return readouts;
}
