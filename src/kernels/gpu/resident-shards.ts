import { BLOCK_ROWS, paddedDimension, type QuantisedMatrix } from '../../domain/matrix.ts';
import { KernelError, MAX_HEADS } from '../kernels.ts';
import { digitWords, scaleSpaceWords } from './request-data.ts';

/** WebGPU's default `maxStorageBufferBindingSize`, which the device is opened with. */
export const BINDING_BYTES = 128 * 2 ** 20;
/** f32 of a state by candidate and head: m, l, y. */
const STATE_BYTES = 12;
/** The largest buffer by row holds MAX_HEADS states. */
const MOST_ROWS = Math.floor(BINDING_BYTES / (STATE_BYTES * MAX_HEADS));
/** A larger `writeBuffer` would stage too much at once. */
const PIECE_BYTES = 8 * 2 ** 20;
const HISTOGRAM_BYTES = 2048 * 4;

/** A run of whole blocks in one buffer. */
export interface ResidentShard {
  firstRow: number;
  rows: number;
  blocks: GPUBuffer;
}

/** What stays on the GPU for a catalog: its vectors, and the buffers by row that every request writes anew. */
export interface ResidentBuffers {
  shards: readonly ResidentShard[];
  scaleSpace: GPUBuffer;
  /** What is known of each candidate by each head, [heads][3][C]. */
  states: GPUBuffer;
  readouts: GPUBuffer;
  scores: GPUBuffer;
  keys: GPUBuffer;
  histogram: GPUBuffer;
  digits: GPUBuffer;
  free(): void;
}

/** Where shards begin and end: as many whole blocks each as `shardBytes` hold. */
export function shardRanges(rows: number, dimension: number, shardBytes: number): { firstRow: number; rows: number }[] {
  const blockBytes = BLOCK_ROWS * paddedDimension(dimension);
  const shardRows = Math.max(1, Math.floor(shardBytes / blockBytes)) * BLOCK_ROWS;
  return Array.from({ length: Math.ceil(rows / shardRows) }, (_, shard) => ({ firstRow: shard * shardRows, rows: Math.min(shardRows, rows - shard * shardRows) }));
}

/**
 * Uploads a catalog in shards of at most `shardBytes`, in pieces of 8 MiB.
 *
 * @throws {KernelError} when the rows exceed one binding, or memory is refused
 */
export async function uploadCatalog(device: GPUDevice, catalog: QuantisedMatrix, shardBytes: number, signal?: AbortSignal): Promise<ResidentBuffers> {
  const { rows, dimension } = catalog;
  if (rows > MOST_ROWS) throw new KernelError(`GPU: expected at most ${MOST_ROWS} rows, got ${rows}`);
  const made: GPUBuffer[] = [];
  const free = () => { for (const buffer of made) buffer.destroy(); };
  const create = (sizeBytes: number, usage: GPUBufferUsageFlags) => {
    const buffer = device.createBuffer({ size: Math.max(256, sizeBytes), usage: usage | GPUBufferUsage.COPY_DST });
    made.push(buffer);
    return buffer;
  };
  for (const scope of ['out-of-memory', 'validation'] as const) device.pushErrorScope(scope);
  const storage = GPUBufferUsage.STORAGE, readable = storage | GPUBufferUsage.COPY_SRC;
  const shards = shardRanges(rows, dimension, shardBytes).map((range) => ({ ...range, blocks: create(blockBytes(range, dimension), storage) }));
  const buffers: ResidentBuffers = {
    shards,
    scaleSpace: create(rows * 8, storage),
    states: create(rows * STATE_BYTES * MAX_HEADS, storage),
    readouts: create(rows * 4 * MAX_HEADS, storage),
    scores: create(rows * 4, readable),
    keys: create(rows * 4, storage),
    histogram: create(HISTOGRAM_BYTES, storage),
    digits: create(digitWords().byteLength, GPUBufferUsage.UNIFORM),
    free,
  };
  const refused = Promise.all([device.popErrorScope(), device.popErrorScope()]);
  try {
    const error = (await refused).find((each) => each !== null);
    if (error) throw new KernelError(`GPU: expected room for ${rows} rows of ${dimension}, got ${error.message}`);
    await fill(device, catalog, buffers, signal);
  } catch (error) {
    free();
    throw error;
  }
  return buffers;
}

function blockBytes({ rows }: { rows: number }, dimension: number): number {
  return Math.ceil(rows / BLOCK_ROWS) * BLOCK_ROWS * paddedDimension(dimension);
}

async function fill(device: GPUDevice, catalog: QuantisedMatrix, { shards, scaleSpace, digits }: ResidentBuffers, signal?: AbortSignal): Promise<void> {
  const { queue } = device;
  queue.writeBuffer(digits, 0, digitWords() as Uint32Array<ArrayBuffer>);
  queue.writeBuffer(scaleSpace, 0, scaleSpaceWords(catalog) as Uint32Array<ArrayBuffer>);
  const bytes = catalog.blocks as Int8Array<ArrayBuffer>;
  for (const { firstRow, rows, blocks } of shards) {
    const start = firstRow * paddedDimension(catalog.dimension);
    const size = blockBytes({ rows }, catalog.dimension);
    for (let at = 0; at < size; at += PIECE_BYTES) {
      signal?.throwIfAborted();
      queue.writeBuffer(blocks, at, bytes, start + at, Math.min(PIECE_BYTES, size - at));
      await queue.onSubmittedWorkDone();
    }
  }
  signal?.throwIfAborted();
}
