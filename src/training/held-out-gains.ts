import type { LearnedTransform } from '../domain/learned-transform.ts';
import { type Matrix, rowOf } from '../domain/matrix.ts';
import type { Products } from '../kernels/kernels.ts';
import { mapMatrix } from '../ranker/low-rank-map.ts';
import { transposed } from './back-through-map.ts';
import type { NextItemCase } from './next-item-case.ts';
import type { Readout } from './next-item-loss.ts';

/** So many are multiplied with the catalog at once. */
const CASES_AT_ONCE = 25;

export interface GainsInput {
  vectors: Matrix;
  /** Null for the vectors themselves. */
  transform: LearnedTransform | null;
  cases: readonly NextItemCase[];
  products: Products;
  readout: Readout;
  temperature: number;
  decay: number;
  breathe?(): Promise<void> | undefined;
}

/**
 * How well the next items are found among the whole catalog, items of the history left out: 1/log₂(rank + 1) of each case.
 * Without a cut-off every case says something, so that few tell one epoch from the next.
 */
export async function heldOutGains({ vectors, transform, cases, products, readout, temperature, decay, breathe }: GainsInput): Promise<Float64Array> {
  const { rows, dimension } = vectors;
  const keys = transform ? mapMatrix(products, transform.keys, vectors) : vectors;
  const queries = transposed((transform ? mapMatrix(products, transform.queries, vectors) : vectors).data, rows, dimension);
  const scores = new Float64Array(rows);
  const gains: number[] = [];
  for (let from = 0; from < cases.length; from += CASES_AT_ONCE) {
    await breathe?.();
    const batch = cases.slice(from, from + CASES_AT_ONCE);
    const met = batch.flatMap(({ history }) => history);
    const events = new Float32Array(met.length * dimension);
    for (const [place, row] of met.entries()) events.set(rowOf(keys, row), place * dimension);
    const similarities = products.multiply(events, queries, met.length, dimension, rows);
    let first = 0;
    for (const { history, target } of batch) {
      scores.fill(0);
      for (let h = 0; h < history.length; h++) {
        const bias = -decay * (history.length - 1 - h);
        for (let row = 0, at = (first + h) * rows; row < rows; row++, at++) scores[row] += readout === 'lse' ? Math.exp((similarities[at] - 1) / temperature + bias) : Math.exp(bias) * similarities[at];
      }
      first += history.length;
      const left = new Set(history);
      let rank = 1;
      for (let row = 0; row < rows; row++) if (scores[row] > scores[target] && !left.has(row)) rank++;
      gains.push(1 / Math.log2(rank + 1));
    }
  }
  return Float64Array.from(gains);
}

/** The mean; 0 of none. */
export function meanOf(values: Float64Array): number {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}

/** By how many standard errors the paired values of `b` are above those of `a`; 0 where all are equal. */
export function standardErrorsAbove(a: Float64Array, b: Float64Array): number {
  const differences = b.map((value, n) => value - a[n]);
  const mean = meanOf(differences);
  const deviation = Math.sqrt(meanOf(differences.map((value) => (value - mean) ** 2)));
  if (mean === 0) return 0;
  return deviation > 0 ? (mean / deviation) * Math.sqrt(differences.length) : Math.sign(mean) * Infinity;
}
