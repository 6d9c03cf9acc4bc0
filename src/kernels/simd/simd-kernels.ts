import attention from '../../../shaders/attention.as?assembly';
import { checkMatrix } from '../check-request.ts';
import { CpuCatalog } from '../cpu-catalog.ts';
import type { Kernels } from '../kernels.ts';
import { SimdCatalog } from './simd-catalog.ts';

/**
 * The kernels in WebAssembly with SIMD128, on one thread: exact integer dots, softmax in f32 with sums in f64.
 *
 * @throws {WebAssembly.CompileError} where there is no WebAssembly with SIMD, or the page's policy forbids it
 */
export async function openSimdKernels(): Promise<Kernels> {
  const module = await WebAssembly.compile(attention);
  return {
    name: 'simd',
    adapter: null,
    fallback: false,
    dispatches: 0,
    lost: new Promise<string>(() => undefined),
    async load(catalog, signal) {
      signal?.throwIfAborted();
      checkMatrix('catalog', catalog);
      return new CpuCatalog(catalog, new SimdCatalog(catalog, module));
    },
    close: () => undefined,
  };
}
