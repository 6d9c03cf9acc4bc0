import { checkMatrix } from '../check-request.ts';
import { CpuCatalog } from '../cpu-catalog.ts';
import type { Kernels } from '../kernels.ts';
import { compileSimd } from './compile-simd.ts';
import { shardCount, ShardedReader, type ShardOptions } from './sharded-reader.ts';
import { SimdCatalog } from './simd-catalog.ts';

/** How to start workers for shards, and what is known of their number. */
export type SimdShards = Omit<ShardOptions, 'count'> & Partial<Pick<ShardOptions, 'count'>>;

/**
 * The kernels in WebAssembly with SIMD128: exact integer dots, softmax in f32 with sums in f64. On one thread, or with `shards`
 * on as many as the options say, or as the catalog is worth.
 *
 * @throws what `compileSimd` throws
 */
export async function openSimdKernels(shards?: SimdShards): Promise<Kernels> {
  const module = await compileSimd();
  return {
    name: 'simd',
    adapter: null,
    fallback: false,
    dispatches: 0,
    lost: new Promise<string>(() => undefined),
    async load(catalog, signal) {
      signal?.throwIfAborted();
      checkMatrix('catalog', catalog);
      const count = shards ? (shards.count ?? shardCount(catalog, globalThis.navigator?.hardwareConcurrency ?? 1)) : 1;
      const reader = count > 1 ? await ShardedReader.open(catalog, module, { ...shards!, count }) : new SimdCatalog(catalog, module);
      return new CpuCatalog(catalog, reader);
    },
    close: () => undefined,
  };
}
