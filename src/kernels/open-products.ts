import type { Products } from './kernels.ts';
import { plainProducts } from './plain-products.ts';
import { openSimdProducts } from './simd/simd-products.ts';

/** Matrix products in WebAssembly, or plain ones where that cannot run. */
export async function openProducts(): Promise<Products> {
  return openSimdProducts().catch(() => plainProducts);
}
