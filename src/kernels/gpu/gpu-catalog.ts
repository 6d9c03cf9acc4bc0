import type { QuantisedMatrix } from '../../domain/matrix.ts';
import { checkRankRequest, checkWeighRequest } from '../check-request.ts';
import { type Past, stepOf } from '../continuation.ts';
import { largestNorm, logitBounds } from '../logit-bounds.ts';
import type { RankRequest, RankResult, ResidentCatalog, WeighResult } from '../kernels.ts';
import type { GpuDevice } from './gpu-device.ts';
import { compileRanking, type RankShaders, recordSelection, recordScores, winnersOf } from './rank-passes.ts';
import { readWinners, MOMENTS_BYTES, winnersBytes } from './read-winners.ts';
import type { Recorder } from './recorder.ts';
import { LOWEST } from './request-data.ts';
import type { ResidentBuffers } from './resident-shards.ts';
import type { AttentionWay } from './shader-catalog.ts';
import { weighPicked, rowsPerSubmission } from './weigh-passes.ts';

/** A catalog in GPU memory. Each call is one submission and one readback; `weigh` of very many rows is several. */
export class GpuCatalog implements ResidentCatalog {
  readonly rows: number;
  readonly dimension: number;
  readonly #gpu: GpuDevice;
  readonly #way: AttentionWay;
  /** Of its rows. */
  readonly #largestNorm: number;
  #buffers: ResidentBuffers | null;
  /** What the states on the GPU hold, once all that is submitted is done. */
  #past: Past | null = null;
  /** The prior that lies on the GPU, and whose it is. */
  #prior: { source: Float32Array; buffer: GPUBuffer } | null = null;
  /** Whether the submission recorded last goes on from the one before, and when that is done. */
  #goesOn = false;
  #whole: Promise<unknown> = Promise.resolve();

  constructor(gpu: GpuDevice, catalog: QuantisedMatrix, buffers: ResidentBuffers, way: AttentionWay) {
    this.#gpu = gpu;
    this.rows = catalog.rows;
    this.dimension = catalog.dimension;
    this.#largestNorm = largestNorm(catalog);
    this.#buffers = buffers;
    this.#way = way;
  }

  async rank(request: RankRequest, signal?: AbortSignal): Promise<RankResult> {
    const ready = await this.#prepare(request, signal);
    const k = Math.min(request.k, this.rows);
    const bytes = await this.#run((recorder) => {
      const buffers = this.#resident();
      const { words, moments } = this.#recordScores(recorder, ready, buffers, request);
      const winners = winnersOf(recorder, k);
      if (k > 0) recordSelection(recorder, ready.shaders, buffers, words, winners, this.rows, k);
      return [{ buffer: moments, sizeBytes: MOMENTS_BYTES }, { buffer: winners, sizeBytes: winnersBytes(k) }];
    }, signal);
    return readWinners(bytes, request.heads.length, k);
  }

  async scores(request: RankRequest, signal?: AbortSignal): Promise<Float32Array> {
    const ready = await this.#prepare(request, signal);
    if (this.rows === 0) return new Float32Array();
    return new Float32Array(await this.#run((recorder) => {
      const buffers = this.#resident();
      this.#recordScores(recorder, ready, buffers, request);
      return [{ buffer: buffers.scores, sizeBytes: this.rows * 4 }];
    }, signal));
  }

  eventsDue(request: Pick<RankRequest, 'history' | 'values' | 'heads'>): number {
    return stepOf(this.#past, request).due.history.rows;
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
    this.#past = null;
    if (!this.#buffers) return;
    const { states, readouts, scores, keys } = this.#buffers;
    this.#gpu.clear([states, readouts, scores, keys]);
  }

  release(): void {
    this.#dropPrior();
    this.#buffers?.free();
    this.#buffers = null;
  }

  async #prepare(request: RankRequest, signal?: AbortSignal): Promise<{ shaders: RankShaders; norms: number }> {
    signal?.throwIfAborted();
    this.#resident();
    checkRankRequest(request, this.rows, this.dimension);
    const norms = this.#largestNorm * largestNorm(request.history);
    const online = logitBounds(request, norms, LOWEST) === null;
    return { shaders: await this.#gpu.orLost(compileRanking(this.#gpu, request, this.dimension, this.#way, online), signal), norms };
  }

  /** Records scores from the states that are there, and takes note of what these then hold. */
  #recordScores(recorder: Recorder, { shaders, norms }: { shaders: RankShaders; norms: number }, buffers: ResidentBuffers, request: RankRequest): { words: GPUBuffer; moments: GPUBuffer } {
    const { goesOn, due, shifts, past } = stepOf(this.#past, request);
    this.#past = shaders.attention ? past : null;
    this.#goesOn = goesOn;
    const bounds = shaders.online ? null : logitBounds(due, norms, LOWEST);
    const frame = { goesOn, shifts, bounds: bounds ?? due.heads.map(() => LOWEST) };
    return recordScores(recorder, shaders, buffers, request, this.#priorOf(request, recorder), { due, frame }, this.rows, this.dimension, this.#gpu.budget);
  }

  /** As `GpuDevice.run`; what goes on from a submission fails with it, for nobody knows what the states hold then. */
  #run(record: Parameters<GpuDevice['run']>[0], signal?: AbortSignal): Promise<ArrayBuffer> {
    const computed = this.#gpu.run(record);
    const whole = Promise.all([computed, this.#goesOn ? this.#whole : undefined]).then(([bytes]) => bytes);
    this.#whole = whole;
    whole.catch(() => {
      if (this.#whole === whole) this.#past = null;
      this.#dropPrior();
    });
    return this.#gpu.orLost(whole, signal);
  }

  /** A prior stays where it is for as long as requests bring the same one: it is as long as the catalog. */
  #priorOf({ prior }: RankRequest, recorder: Recorder): GPUBuffer {
    if (!prior) return recorder.upload(new Float32Array());
    if (this.#prior?.source === prior) return this.#prior.buffer;
    this.#dropPrior();
    const { device } = this.#gpu;
    const buffer = device.createBuffer({ size: Math.max(4, prior.byteLength), usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST });
    device.queue.writeBuffer(buffer, 0, prior as Float32Array<ArrayBuffer>);
    this.#prior = { source: prior, buffer };
    return buffer;
  }

  #dropPrior(): void {
    this.#prior?.buffer.destroy();
    this.#prior = null;
  }

  #resident(): ResidentBuffers {
    if (!this.#buffers) throw new RangeError('kernels: expected a loaded catalog, got a released one');
    return this.#buffers;
  }
}
