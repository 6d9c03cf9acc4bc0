import { BLOCK_ROWS, paddedDimension } from '../../domain/matrix.ts';
import type { Attended } from '../continuation.ts';
import type { RankRequest } from '../kernels.ts';
import type { CompiledShader } from './compile-shader.ts';
import type { GpuDevice } from './gpu-device.ts';
import { MOMENTS_BYTES, winnersBytes } from './read-winners.ts';
import type { Recorder } from './recorder.ts';
import { DIGIT_BYTES, DIGITS, quadWords, requestWords, type StateFrame } from './request-data.ts';
import type { ResidentBuffers, ResidentShard } from './resident-shards.ts';
import { attentionShader, BLEND, COMPACT, HISTOGRAM, MOMENTS, PICK, type AttentionWay } from './shader-catalog.ts';

const ROWS_PER_GROUP = 256;
const ROWS_PER_HISTOGRAM_GROUP = 2048;

/** The shaders of one ranking; no attention when there is nothing to attend to. */
export interface RankShaders {
  attention: CompiledShader | null;
  /** Whether the attention seeks the largest logit, or begins at a bound of it. */
  online: boolean;
  moments: CompiledShader;
  blend: CompiledShader;
  histogram: CompiledShader;
  pick: CompiledShader;
  compact: CompiledShader;
}

/** What the attention of a request has still to compute, and how its states stand. */
export interface DueEvents {
  due: Attended;
  frame: StateFrame;
}

export async function compileRanking(gpu: GpuDevice, { heads, history, values }: RankRequest, dimension: number, way: AttentionWay, online: boolean): Promise<RankShaders> {
  const attends = heads.length > 0 && history.rows > 0;
  const [attention, moments, blend, histogram, pick, compact] = await Promise.all([
    attends ? gpu.compile(attentionShader({ ...way, heads: heads.length, paddedDimension: paddedDimension(dimension), values: values !== undefined, online })) : null,
    ...[MOMENTS, BLEND, HISTOGRAM, PICK, COMPACT].map((shader) => gpu.compile(shader)),
  ]);
  return { attention, online, moments: moments!, blend: blend!, histogram: histogram!, pick: pick!, compact: compact! };
}

/** Records readouts (a dispatch per shard, or per part of one that `budget` multiplications allow), moments, and scores with their keys. */
export function recordScores(recorder: Recorder, shaders: RankShaders, buffers: ResidentBuffers, request: RankRequest, prior: GPUBuffer, { due, frame }: DueEvents, rows: number, dimension: number, budget: number): { words: GPUBuffer; moments: GPUBuffer } {
  const words = recorder.upload(requestWords(rows, request), GPUBufferUsage.UNIFORM);
  const moments = recorder.scratch(MOMENTS_BYTES);
  if (shaders.attention && rows > 0) recordAttention(recorder, shaders.attention, buffers, request, { due, frame }, rows, dimension, budget);
  else recorder.clear(buffers.readouts);
  if (request.heads.length > 0) recorder.dispatch(shaders.moments, [words, buffers.readouts, recorder.upload(request.sample), moments], request.heads.length);
  if (rows === 0) return { words, moments };
  const excluded = recorder.upload(request.excluded ?? new Uint32Array());
  recorder.dispatch(shaders.blend, [words, buffers.readouts, moments, prior, excluded, buffers.scores, buffers.keys], Math.ceil(rows / ROWS_PER_GROUP));
  return { words, moments };
}

/** The buffer that selection writes at most `k` winners to. */
export function winnersOf(recorder: Recorder, k: number): GPUBuffer {
  return recorder.scratch(winnersBytes(k));
}

/** Records radix select of the best `k` (6 × histogram and pick), then their gathering; with k = C all take part as they are. */
export function recordSelection(recorder: Recorder, shaders: RankShaders, buffers: ResidentBuffers, words: GPUBuffer, winners: GPUBuffer, rows: number, k: number): void {
  const threshold = recorder.upload(Uint32Array.of(0, 0, k, 0));
  if (k < rows) {
    recorder.clear(buffers.histogram);
    for (let pass = 0; pass < DIGITS.length; pass++) {
      const digit = { buffer: buffers.digits, offset: pass * DIGIT_BYTES, size: 32 };
      recorder.dispatch(shaders.histogram, [words, digit, buffers.keys, threshold, buffers.histogram], Math.ceil(rows / ROWS_PER_HISTOGRAM_GROUP));
      recorder.dispatch(shaders.pick, [digit, threshold, buffers.histogram], 1);
    }
  }
  recorder.dispatch(shaders.compact, [words, buffers.keys, buffers.scores, buffers.readouts, threshold, winners], Math.ceil(rows / ROWS_PER_GROUP));
}

function recordAttention(recorder: Recorder, attention: CompiledShader, buffers: ResidentBuffers, request: RankRequest, { due, frame }: DueEvents, rows: number, dimension: number, budget: number): void {
  const words = recorder.upload(requestWords(rows, { ...request, history: due.history }, frame), GPUBufferUsage.UNIFORM);
  const history = recorder.upload(due.history.blocks);
  const quads = recorder.upload(quadWords(due));
  const values = due.values ? [recorder.upload(due.values.blocks), recorder.upload(quadWords({ history: due.values, heads: [] }))] : [];
  const blockBytes = BLOCK_ROWS * paddedDimension(dimension);
  const blockProducts = blockBytes * Math.max(1, Math.ceil(due.history.rows / BLOCK_ROWS) * BLOCK_ROWS) * (due.values ? 2 : 1);
  const most = Math.max(1, Math.floor(budget / blockProducts));
  for (const part of buffers.shards.flatMap((shard) => partsOf(shard, blockBytes, most))) {
    const { firstRow, rows: partRows, blocks } = part;
    const groups = blocks.size / blockBytes;
    const shard = recorder.upload(Uint32Array.of(firstRow, partRows, groups, 0), GPUBufferUsage.UNIFORM);
    recorder.account(groups * blockProducts, budget);
    recorder.dispatch(attention, [words, shard, blocks, buffers.scaleSpace, history, quads, buffers.states, buffers.readouts, ...values], groups);
  }
}

/** A shard in runs of at most `most` blocks. */
function partsOf({ firstRow, rows, blocks }: ResidentShard, blockBytes: number, most: number): { firstRow: number; rows: number; blocks: Required<GPUBufferBinding> }[] {
  const count = blocks.size / blockBytes;
  return Array.from({ length: Math.ceil(count / most) }, (_, part) => {
    const [from, to] = [part * most, Math.min(count, (part + 1) * most)];
    return { firstRow: firstRow + from * BLOCK_ROWS, rows: Math.min(rows, to * BLOCK_ROWS) - from * BLOCK_ROWS, blocks: { buffer: blocks, offset: from * blockBytes, size: (to - from) * blockBytes } };
  });
}
