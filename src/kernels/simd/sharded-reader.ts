import { BLOCK_ROWS, paddedDimension, type QuantisedMatrix } from '../../domain/matrix.ts';
import type { Reader, ReadRequest } from '../cpu-catalog.ts';
import { KernelError } from '../kernels.ts';
import { sampleEvents } from '../measure-speed.ts';
import type { SimdModule } from './compile-simd.ts';
import { RemoteShard } from './remote-shard.ts';
import { SimdCatalog } from './simd-catalog.ts';

export interface ShardOptions {
  /** Shards, the one of this thread among them. */
  count: number;
  startWorker(): Worker;
  /** How many times faster all must be together than one after the other; 0 takes them anyway. */
  leastGain?: number;
}

/** Below it the messages cost what the other cores save. */
const LEAST_GAIN = 1.3;
/** No sharing below: some 5 ms of work over a typical history. */
const LEAST_BYTES = 2 * 2 ** 20;
const MOST_SHARDS = 4;

/** How many shards to try for a catalog on a device of so many logical cores; whether they pay is measured. */
export function shardCount({ rows, dimension }: Pick<QuantisedMatrix, 'rows' | 'dimension'>, cores: number): number {
  return rows * paddedDimension(dimension) < LEAST_BYTES ? 1 : Math.max(1, Math.min(MOST_SHARDS, cores));
}

/**
 * Reads a catalog in shards, one here and the others in workers of their own, at once. No memory is shared, so pages need not be
 * isolated. Where workers do not pay, or one fails, this thread reads all.
 */
export class ShardedReader implements Reader {
  readonly #catalog: QuantisedMatrix;
  readonly #module: SimdModule;
  #own: SimdCatalog;
  #others: RemoteShard[];

  private constructor(catalog: QuantisedMatrix, module: SimdModule, own: SimdCatalog, others: RemoteShard[]) {
    this.#catalog = catalog;
    this.#module = module;
    this.#own = own;
    this.#others = others;
  }

  /** Shards that are read at once. */
  get shards(): number {
    return 1 + this.#others.length;
  }

  /** Starts the workers and finds out whether they pay. */
  static async open(catalog: QuantisedMatrix, module: SimdModule, { count, startWorker, leastGain = LEAST_GAIN }: ShardOptions): Promise<ShardedReader> {
    const [first, ...rest] = shardsOf(catalog, count);
    const others: RemoteShard[] = [];
    try {
      for (const shard of rest) {
        const other = new RemoteShard(startWorker());
        others.push(other);
        await other.load(shard, module);
      }
    } catch {
      for (const other of others) other.close();
      return new ShardedReader(catalog, module, new SimdCatalog(catalog, module), []);
    }
    const reader = new ShardedReader(catalog, module, new SimdCatalog(first, module), others);
    if (others.length > 0 && (await reader.#gain()) < leastGain) reader.#readAlone();
    return reader;
  }

  async read(request: ReadRequest, signal?: AbortSignal): Promise<Float32Array[]> {
    const others = this.#others;
    const { history, values, heads } = request;
    try {
      const parts = await Promise.all([this.#own.read(request, signal), ...others.map((other) => other.read({ history, values, heads }, signal))]);
      if (parts.length === 1) return parts[0];
      return heads.map((_, head) => joined(parts.map((part) => part[head]), this.#catalog.rows));
    } catch (error) {
      if (others.length === 0 || !(error instanceof KernelError)) throw error;
      if (this.#others === others) this.#readAlone();
      return this.read(request, signal);
    }
  }

  due(request: ReadRequest): number {
    return this.#own.due(request);
  }

  forget(): void {
    this.#own.forget();
    for (const other of this.#others) other.forget();
  }

  release(): void {
    this.#own.release();
    for (const other of this.#others) other.close();
  }

  #readAlone(): void {
    for (const other of this.#others) other.close();
    this.#others = [];
    this.#own = new SimdCatalog(this.#catalog, this.#module);
  }

  /** Shards × time of one alone / time of all at once. */
  async #gain(): Promise<number> {
    const request = sampleEvents(this.#catalog);
    const timed = async (read: () => Promise<unknown>) => {
      this.forget();
      const started = performance.now();
      await read();
      return performance.now() - started;
    };
    const [own, all] = [() => this.#own.read(request), () => this.read(request)];
    await own();
    await all();
    const [alone, together] = [await timed(own), await timed(all)];
    this.forget();
    return (this.shards * alone) / Math.max(0.01, together);
  }
}

/** A catalog in runs of whole blocks, each with buffers of its own. */
function shardsOf(catalog: QuantisedMatrix, count: number): QuantisedMatrix[] {
  const depth = paddedDimension(catalog.dimension);
  const step = Math.max(BLOCK_ROWS, Math.ceil(catalog.rows / count / BLOCK_ROWS) * BLOCK_ROWS);
  return Array.from({ length: Math.max(1, Math.ceil(catalog.rows / step)) }, (_, n) => {
    const [from, to] = [n * step, Math.min(catalog.rows, (n + 1) * step)];
    const end = Math.ceil(to / BLOCK_ROWS) * BLOCK_ROWS;
    return { ...catalog, rows: to - from, blocks: catalog.blocks.slice(from * depth, end * depth), scales: catalog.scales.slice(from, to), spaceOf: catalog.spaceOf.slice(from, to) };
  });
}

function joined(parts: readonly Float32Array[], rows: number): Float32Array {
  const all = new Float32Array(rows);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
