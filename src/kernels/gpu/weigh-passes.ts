import { BLOCK_ROWS, paddedDimension } from '../../domain/matrix.ts';
import type { RankRequest, WeighResult } from '../kernels.ts';
import type { GpuDevice } from './gpu-device.ts';
import { quadWords, requestWords } from './request-data.ts';
import type { ResidentBuffers, ResidentShard } from './resident-shards.ts';
import { WEIGHTS } from './shader-catalog.ts';

/** Bytes of weights in one submission, half of what one binding may hold. */
const SUBMISSION_BYTES = 64 * 2 ** 20;

/** How many rows' weights are computed at once. */
export function rowsPerSubmission(events: number, heads: number): number {
  return Math.max(1, Math.floor(SUBMISSION_BYTES / (4 * Math.max(1, events) * Math.max(1, heads))));
}

/** The weights of the rows `picked`, a dispatch per shard that holds some of them. */
export async function weighPicked(gpu: GpuDevice, resident: () => ResidentBuffers, picked: Uint32Array, request: Pick<RankRequest, 'history' | 'heads'>, dimension: number, signal?: AbortSignal): Promise<WeighResult> {
  const shader = await gpu.compile(WEIGHTS);
  signal?.throwIfAborted();
  const size = picked.length * request.history.rows;
  const bytes = await gpu.run((recorder) => {
    const { shards, scaleSpace } = resident();
    const words = recorder.upload(requestWords(picked.length, request), GPUBufferUsage.UNIFORM);
    const history = recorder.upload(request.history.blocks);
    const quads = recorder.upload(quadWords(request));
    const similarities = recorder.scratch(size * 4);
    const weights = recorder.scratch(size * 4 * request.heads.length);
    for (const shard of shards) {
      const places = placesIn(shard, picked);
      if (places.length === 0) continue;
      const blocks = shard.blocks.size / (BLOCK_ROWS * paddedDimension(dimension));
      const range = recorder.upload(Uint32Array.of(shard.firstRow, shard.rows, blocks, places.length / 2), GPUBufferUsage.UNIFORM);
      recorder.dispatch(shader, [words, range, shard.blocks, scaleSpace, history, quads, recorder.upload(places), similarities, weights], places.length / 2);
    }
    return [{ buffer: similarities, sizeBytes: size * 4 }, { buffer: weights, sizeBytes: size * 4 * request.heads.length }];
  }, signal);
  return { similarities: new Float32Array(bytes, 0, size), weights: new Float32Array(bytes, size * 4, size * request.heads.length) };
}

/** Pairs (row in the shard, place in the result) of the picked rows that `shard` holds. */
function placesIn({ firstRow, rows }: ResidentShard, picked: Uint32Array): Uint32Array {
  const pairs: number[] = [];
  for (const [place, row] of picked.entries()) if (row >= firstRow && row < firstRow + rows) pairs.push(row - firstRow, place);
  return Uint32Array.from(pairs);
}
