import { checkRankRequest, checkWeighRequest } from '../check-request.ts';
import type { RankRequest, RankResult, ResidentCatalog, WeighResult } from '../kernels.ts';
import type { GpuDevice } from './gpu-device.ts';
import { compileRanking, recordSelection, recordScores, winnersOf } from './rank-passes.ts';
import { readWinners, MOMENTS_BYTES, winnersBytes } from './read-winners.ts';
import type { ResidentBuffers } from './resident-shards.ts';
import { weighPicked, rowsPerSubmission } from './weigh-passes.ts';

/** A catalog in GPU memory. Each call is one submission and one readback; `weigh` of very many rows is several. */
export class GpuCatalog implements ResidentCatalog {
  readonly rows: number;
  readonly dimension: number;
  readonly #gpu: GpuDevice;
  #buffers: ResidentBuffers | null;

  constructor(gpu: GpuDevice, rows: number, dimension: number, buffers: ResidentBuffers) {
    this.#gpu = gpu;
    this.rows = rows;
    this.dimension = dimension;
    this.#buffers = buffers;
  }

  async rank(request: RankRequest, signal?: AbortSignal): Promise<RankResult> {
    const shaders = await this.#prepare(request, signal);
    const k = Math.min(request.k, this.rows);
    const bytes = await this.#gpu.run((recorder) => {
      const buffers = this.#resident();
      const { words, moments } = recordScores(recorder, shaders, buffers, request, this.rows, this.dimension);
      const winners = winnersOf(recorder, k);
      if (k > 0) recordSelection(recorder, shaders, buffers, words, winners, this.rows, k);
      return [{ buffer: moments, sizeBytes: MOMENTS_BYTES }, { buffer: winners, sizeBytes: winnersBytes(k) }];
    }, signal);
    return readWinners(bytes, request.heads.length, k);
  }

  async scores(request: RankRequest, signal?: AbortSignal): Promise<Float32Array> {
    const shaders = await this.#prepare(request, signal);
    if (this.rows === 0) return new Float32Array();
    return new Float32Array(await this.#gpu.run((recorder) => {
      const buffers = this.#resident();
      recordScores(recorder, shaders, buffers, request, this.rows, this.dimension);
      return [{ buffer: buffers.scores, sizeBytes: this.rows * 4 }];
    }, signal));
  }

  async weigh(rows: Uint32Array, request: Pick<RankRequest, 'history' | 'heads'>, signal?: AbortSignal): Promise<WeighResult> {
    signal?.throwIfAborted();
    this.#resident();
    checkWeighRequest(rows, request, this.rows, this.dimension);
    const events = request.history.rows;
    const heads = request.heads.length;
    const similarities = new Float32Array(rows.length * events);
    const weights = new Float32Array(heads * rows.length * events);
    const step = rowsPerSubmission(events, heads);
    if (events === 0) return { similarities, weights };
    for (let from = 0; from < rows.length; from += step) {
      const picked = rows.subarray(from, from + step);
      const part = await weighPicked(this.#gpu, () => this.#resident(), picked, request, this.dimension, signal);
      similarities.set(part.similarities, from * events);
      for (let head = 0; head < heads; head++) {
        const size = picked.length * events;
        weights.set(part.weights.subarray(head * size, (head + 1) * size), (head * rows.length + from) * events);
      }
    }
    return { similarities, weights };
  }

  forget(): void {
    // The buffers of a request go with it.
  }

  release(): void {
    this.#buffers?.free();
    this.#buffers = null;
  }

  async #prepare(request: RankRequest, signal?: AbortSignal) {
    signal?.throwIfAborted();
    this.#resident();
    checkRankRequest(request, this.rows, this.dimension);
    return this.#gpu.orLost(compileRanking(this.#gpu, request, this.dimension), signal);
  }

  #resident(): ResidentBuffers {
    if (!this.#buffers) throw new RangeError('kernels: expected a loaded catalog, got a released one');
    return this.#buffers;
  }
}
