import { cpuKernels } from '../cpu-catalog.ts';
import type { Kernels } from '../kernels.ts';
import { compileSimd } from './compile-simd.ts';
import { SpareMemory } from './linear-memory.ts';
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
  const spare = new SpareMemory();
  return cpuKernels('simd', async (catalog) => {
    const count = shards ? (shards.count ?? shardCount(catalog, globalThis.navigator?.hardwareConcurrency ?? 1)) : 1;
    return count > 1 ? ShardedReader.open(catalog, module, { ...shards!, count }) : new SimdCatalog(catalog, module, spare);
  });
}
