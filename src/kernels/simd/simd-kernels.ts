import { paddedDimension, type QuantisedMatrix } from '../../domain/matrix.ts';
import { cpuKernels } from '../cpu-catalog.ts';
import type { Kernels } from '../kernels.ts';
import { compileSimd, type SimdModule } from './compile-simd.ts';
import { fasterSimd } from './faster-simd.ts';
import { SpareMemory } from './linear-memory.ts';
import { shardCount, ShardedReader, type ShardOptions } from './sharded-reader.ts';
import { SimdCatalog } from './simd-catalog.ts';

/** How to start workers for shards, and what is known of their number. */
export type SimdShards = Omit<ShardOptions, 'count'> & Partial<Pick<ShardOptions, 'count'>>;

/** Below it a measurement takes longer than it saves. */
const LEAST_MEASURED_BYTES = 2 * 2 ** 20;

/**
 * The kernels in WebAssembly with SIMD128: exact integer dots, softmax in f32 with sums in f64. On one thread, or with `shards`
 * on as many as the options say, or as the catalog is worth. Large catalogs are read by relaxed SIMD where it is the faster.
 *
 * @param forced the module to use instead of that choice
 * @throws what `compileSimd` throws
 */
export async function openSimdKernels(shards?: SimdShards, forced?: SimdModule): Promise<Kernels> {
  const usual = forced ?? (await compileSimd());
  let faster: Promise<SimdModule> | undefined;
  const moduleFor = ({ rows, dimension }: QuantisedMatrix) => (forced || rows * paddedDimension(dimension) < LEAST_MEASURED_BYTES ? usual : (faster ??= fasterSimd(usual)));
  const spare = new SpareMemory();
  return cpuKernels('simd', async (catalog) => {
    const module = await moduleFor(catalog);
    const count = shards ? (shards.count ?? shardCount(catalog, globalThis.navigator?.hardwareConcurrency ?? 1)) : 1;
    return count > 1 ? ShardedReader.open(catalog, module, { ...shards!, count }) : new SimdCatalog(catalog, module, spare);
  });
}
