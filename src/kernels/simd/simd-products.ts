import product from '../../../shaders/product.as?assembly';
import type { Products } from '../kernels.ts';
import { LinearMemory } from './linear-memory.ts';

interface Exports {
  layOut(k: number, n: number, b: number, panels: number): void;
  multiply(m: number, k: number, n: number, a: number, panels: number, c: number): void;
}

/** Rows that share a load, and columns of a panel. */
const ROWS = 4, PANEL = 8;

/**
 * Matrix products in WebAssembly with SIMD128.
 *
 * @throws {WebAssembly.CompileError} where there is no WebAssembly with SIMD, or the page's policy forbids it
 */
export async function openSimdProducts(): Promise<Products> {
  const memory = new LinearMemory();
  const start = memory.mark;
  const { instance } = await WebAssembly.instantiate(product, { env: { memory: memory.memory } });
  const { layOut, multiply } = instance.exports as unknown as Exports;
  return {
    multiply(a, b, m, k, n) {
      memory.rewind(start);
      const [left, right, panels, out] = [Math.ceil(m / ROWS) * ROWS * k, k * n, Math.ceil(n / PANEL) * PANEL * k, m * n].map((numbers) => memory.take(numbers * 4));
      memory.f32(left, m * k).set(a);
      memory.f32(right, k * n).set(b);
      layOut(k, n, right, panels);
      multiply(m, k, n, left, panels, out);
      return memory.f32(out, m * n).slice();
    },
  };
}
