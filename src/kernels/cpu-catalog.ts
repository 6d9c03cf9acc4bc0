import type { QuantisedMatrix } from '../domain/matrix.ts';
import { visibleHead, weighRow } from './attend-row.ts';
import { checkMatrix, checkRankRequest, checkWeighRequest } from './check-request.ts';
import type { Kernels, Moments, RankRequest, RankResult, ResidentCatalog, WeighResult } from './kernels.ts';
import { momentsOf } from './moments.ts';
import { selectTop } from './select-top.ts';
import { SimilarityTile, TILE_ROWS, widenHistory } from './similarities.ts';
import { turnTaker } from './turn-taker.ts';

/** What readouts depend on. */
export type ReadRequest = Pick<RankRequest, 'history' | 'values' | 'heads'>;

/** What reads every candidate by every head of a checked request, [heads][C] before standardising. */
export interface Reader {
  read(request: ReadRequest, signal?: AbortSignal): Promise<Float32Array[]>;
  /** How many events a read would read. */
  due(request: ReadRequest): number;
  /** Lets go of what it keeps of requests. */
  forget(): void;
  release(): void;
}

/** Kernels on the CPU, which differ in how they read a catalog. */
export function cpuKernels(name: 'simd' | 'plain', open: (catalog: QuantisedMatrix) => Reader | Promise<Reader>): Kernels {
  return {
    name,
    adapter: null,
    fallback: false,
    dispatches: 0,
    lost: new Promise<string>(() => undefined),
    async load(catalog, signal) {
      signal?.throwIfAborted();
      checkMatrix('catalog', catalog);
      return new CpuCatalog(catalog, await open(catalog));
    },
    close: () => undefined,
  };
}

/** A catalog on the CPU: implementations differ in how they read it. */
export class CpuCatalog implements ResidentCatalog {
  readonly rows: number;
  readonly dimension: number;
  readonly #reader: Reader;
  #vectors: QuantisedMatrix | null;

  constructor(vectors: QuantisedMatrix, reader: Reader) {
    this.rows = vectors.rows;
    this.dimension = vectors.dimension;
    this.#vectors = vectors;
    this.#reader = reader;
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

  eventsDue(request: ReadRequest): number {
    return this.#reader.due(request);
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

  forget(): void {
    this.#reader.forget();
  }

  release(): void {
    this.#vectors = null;
    this.#reader.release();
  }

  async #score(request: RankRequest, signal?: AbortSignal): Promise<{ readouts: Float32Array[]; moments: Moments[]; scores: Float32Array }> {
    this.#resident();
    signal?.throwIfAborted();
    checkRankRequest(request, this.rows, this.dimension);
    const readouts = await this.#reader.read(request, signal);
    const moments = readouts.map((head) => momentsOf(head, request.sample));
    return { readouts, moments, scores: blend(request, this.rows, readouts, moments) };
  }

  #resident(): QuantisedMatrix {
    if (!this.#vectors) throw new RangeError('kernels: expected a loaded catalog, got a released one');
    return this.#vectors;
  }
}

/** score[c] = Σ_head blendWeight · z + prior[c]; NaN where the prior is no finite number. */
function blend({ heads, prior }: RankRequest, rows: number, readouts: Float32Array[], moments: Moments[]): Float32Array {
  const sums = prior ? new Float64Array(prior) : new Float64Array(rows);
  for (const [head, { blendWeight }] of heads.entries()) {
    const { mean, deviation } = moments[head];
    if (deviation === 0) continue;
    const read = readouts[head];
    for (let row = 0; row < rows; row++) sums[row] += (blendWeight * (read[row] - mean)) / deviation;
  }
  // As f32, infinities are what left its range; they minus themselves are NaN.
  const scores = new Float32Array(sums);
  for (let row = 0; row < rows; row++) scores[row] += scores[row] - scores[row];
  return scores;
}
