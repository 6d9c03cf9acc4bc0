import type { Moments } from './kernels.ts';

/**
 * A deviation at or below this, times max(1, |mean|), is rounding and no evidence: it reads 0. Cosines of int8 vectors are
 * off by about 1e-3, f32 readouts by about 1e-7; `shaders/moments.wgsl` holds the same number.
 */
export const LEAST_DEVIATION = 1e-5;

/**
 * Mean and population deviation of `readouts` over the rows of `sample`, two passes in f64.
 *
 * @param readouts [C]
 * @param sample   rows, each below C; empty: mean 0, deviation 1, so that standardising changes nothing
 */
export function momentsOf(readouts: ArrayLike<number>, sample: Uint32Array): Moments {
  if (sample.length === 0) return { mean: 0, deviation: 1 };
  let sum = 0;
  for (const row of sample) sum += readouts[row];
  const mean = sum / sample.length;
  let squares = 0;
  for (const row of sample) squares += (readouts[row] - mean) ** 2;
  const deviation = Math.sqrt(squares / sample.length);
  return { mean, deviation: deviation > LEAST_DEVIATION * Math.max(1, Math.abs(mean)) ? deviation : 0 };
}
