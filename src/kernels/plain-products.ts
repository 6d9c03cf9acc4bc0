import type { Products } from './kernels.ts';

/** Matrix products in TypeScript: the twin of those in WebAssembly. */
export const plainProducts: Products = {
  multiply(a, b, m, k, n) {
    const c = new Float32Array(m * n);
    const sums = new Float64Array(n);
    for (let i = 0; i < m; i++) {
      sums.fill(0);
      for (let p = 0; p < k; p++) {
        const x = a[i * k + p];
        if (x !== 0) for (let j = 0, at = p * n; j < n; j++, at++) sums[j] += x * b[at];
      }
      c.set(sums, i * n);
    }
    return c;
  },
};
