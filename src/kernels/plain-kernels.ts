import type { QuantisedMatrix } from '../domain/matrix.ts';
import { readoutOf, visibleHead, weighRow } from './attend-row.ts';
import { checkMatrix, checkRankRequest, checkWeighRequest } from './check-request.ts';
import type { Kernels, Moments, RankRequest, RankResult, ResidentCatalog, WeighResult } from './kernels.ts';
import { momentsOf, standardise } from './moments.ts';
import { selectTop } from './select-top.ts';
import { SimilarityTile, TILE_ROWS, widenHistory } from './similarities.ts';
import { turnTaker } from './turn-taker.ts';

/**
 * The kernels in TypeScript: the twin that every other implementation must match, and what runs where there is no GPU.
 * Dots are exact integers, softmax is f64; gives the event loop its turn every 30 ms, so that an abort can arrive.
 */
export function openPlainKernels(): Kernels {
  return {
    name: 'plain',
    adapter: null,
    fallback: false,
    dispatches: 0,
    lost: new Promise<string>(() => undefined),
    async load(catalog, signal) {
      signal?.throwIfAborted();
      checkMatrix('catalog', catalog);
      return new PlainCatalog(catalog);
    },
    close: () => undefined,
  };
}

class PlainCatalog implements ResidentCatalog {
  readonly rows: number;
  readonly dimension: number;
  #vectors: QuantisedMatrix | null;

  constructor(vectors: QuantisedMatrix) {
    this.rows = vectors.rows;
    this.dimension = vectors.dimension;
    this.#vectors = vectors;
  }

  async rank(request: RankRequest, signal?: AbortSignal): Promise<RankResult> {
    const { readouts, moments, scores } = await this.#score(request, signal);
    const rows = selectTop(scores, request.k, request.excluded);
    return {
      rows,
      scores: Float32Array.from(rows, (row) => scores[row]),
      readouts: Float32Array.from({ length: rows.length * readouts.length }, (_, i) => readouts[i % readouts.length][rows[Math.floor(i / readouts.length)]]),
      moments,
    };
  }

  async scores(request: RankRequest, signal?: AbortSignal): Promise<Float32Array> {
    return (await this.#score(request, signal)).scores;
  }

  async weigh(rows: Uint32Array, { history, heads }: Pick<RankRequest, 'history' | 'heads'>, signal?: AbortSignal): Promise<WeighResult> {
    const vectors = this.#resident();
    signal?.throwIfAborted();
    checkWeighRequest(rows, { history, heads }, this.rows, this.dimension);
    const events = history.rows;
    const similarities = new Float32Array(rows.length * events);
    const weights = new Float32Array(heads.length * rows.length * events);
    const seen = heads.map(visibleHead);
    const tile = new SimilarityTile(vectors, widenHistory(history));
    const turn = turnTaker(signal);
    for (let from = 0; from < rows.length; from += TILE_ROWS) {
      const picked = rows.subarray(from, from + TILE_ROWS);
      tile.compute(picked);
      for (let r = 0; r < picked.length; r++) {
        similarities.set(tile.similarities.subarray(r * tile.stride, r * tile.stride + events), (from + r) * events);
        for (const [index, head] of seen.entries()) weighRow(head, tile.similarities, r * tile.stride, weights, (index * rows.length + from + r) * events);
      }
      await turn();
    }
    return { similarities, weights };
  }

  release(): void {
    this.#vectors = null;
  }

  async #score(request: RankRequest, signal?: AbortSignal): Promise<{ readouts: Float32Array[]; moments: Moments[]; scores: Float32Array }> {
    const vectors = this.#resident();
    signal?.throwIfAborted();
    checkRankRequest(request, this.rows, this.dimension);
    const readouts = await readAll(vectors, request, signal);
    const moments = readouts.map((head) => momentsOf(head, request.sample));
    return { readouts, moments, scores: blend(request, this.rows, readouts, moments) };
  }

  #resident(): QuantisedMatrix {
    if (!this.#vectors) throw new RangeError('kernels: expected a loaded catalog, got a released one');
    return this.#vectors;
  }
}

/** [heads][C] readouts, four candidates at a time. */
async function readAll(catalog: QuantisedMatrix, { history, heads }: RankRequest, signal?: AbortSignal): Promise<Float32Array[]> {
  const readouts = heads.map(() => new Float32Array(catalog.rows));
  if (history.rows === 0 || heads.length === 0) return readouts;
  const seen = heads.map(visibleHead);
  const tile = new SimilarityTile(catalog, widenHistory(history));
  const logits = new Float64Array(history.rows);
  const picked = new Uint32Array(TILE_ROWS);
  const turn = turnTaker(signal);
  for (let from = 0; from < catalog.rows; from += TILE_ROWS) {
    const count = Math.min(TILE_ROWS, catalog.rows - from);
    for (let r = 0; r < count; r++) picked[r] = from + r;
    tile.compute(picked.subarray(0, count));
    for (let head = 0; head < seen.length; head++) {
      for (let r = 0; r < count; r++) readouts[head][from + r] = readoutOf(seen[head], tile.similarities, r * tile.stride, logits);
    }
    const due = turn();
    if (due) await due;
  }
  return readouts;
}

/** score[c] = Σ_head blendWeight · z + prior[c]; NaN where the prior is no finite number. */
function blend({ heads, prior }: RankRequest, rows: number, readouts: Float32Array[], moments: Moments[]): Float32Array {
  const scores = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let score = prior ? prior[row] : 0;
    for (let head = 0; head < heads.length; head++) score += heads[head].blendWeight * standardise(readouts[head][row], moments[head]);
    scores[row] = Number.isFinite(Math.fround(score)) ? score : NaN;
  }
  return scores;
}
