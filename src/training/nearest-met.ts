import { type Matrix, rowOf } from '../domain/matrix.ts';
import { type SparseRows, sparseRows } from '../domain/sparse-rows.ts';
import type { Products } from '../kernels/kernels.ts';
import { transposed } from './back-through-map.ts';

/** From four to thirty, and temperatures from .03 to .1, are as good. */
const LENDERS = 5;
const TEMPERATURE = 0.05;
/** So many are multiplied with what was met at once. */
const ROWS_AT_ONCE = 64;

/**
 * Who lends to what no interaction has met: the met items of its space that are most like it.
 *
 *   part[c,j] = e^(cos(c,j)/τ) / Σ over the five nearest met items of e^(cos/τ)      τ = .05
 *
 * Source: imputation by the nearest neighbours, as item-based kNN of attributes does for a cold item (Gantner et al., 2010).
 *
 * @param popularity [C] how often each was met, NaN or 0 for never
 * @returns [C, C]; rows of what was met are empty. Null where all was met, or nothing was
 */
export async function nearestMet(products: Products, vectors: Matrix, popularity: Float32Array, breathe?: () => Promise<void> | undefined): Promise<SparseRows | null> {
  const rows = [...popularity.keys()];
  const met = rows.filter((row) => popularity[row] > 0);
  const unmet = rows.filter((row) => !(popularity[row] > 0));
  if (met.length === 0 || unmet.length === 0) return null;
  const lenders = rows.map(() => new Map<number, number>());
  for (const space of vectors.spaces.keys()) {
    const [lending, borrowing] = [met, unmet].map((some) => some.filter((row) => vectors.spaceOf[row] === space));
    const across = transposed(gathered(vectors, lending), lending.length, vectors.dimension);
    for (let from = 0; from < borrowing.length && lending.length > 0; from += ROWS_AT_ONCE) {
      await breathe?.();
      const some = borrowing.slice(from, from + ROWS_AT_ONCE);
      const cosines = products.multiply(gathered(vectors, some), across, some.length, vectors.dimension, lending.length);
      for (const [n, row] of some.entries()) lenders[row] = parts(cosines.subarray(n * lending.length, (n + 1) * lending.length), lending);
    }
  }
  return sparseRows(lenders);
}

function gathered(vectors: Matrix, rows: readonly number[]): Float32Array {
  const some = new Float32Array(rows.length * vectors.dimension);
  for (const [n, row] of rows.entries()) some.set(rowOf(vectors, row), n * vectors.dimension);
  return some;
}

/** The nearest of `rows` with their parts, nearest first; of equals the earlier. */
function parts(cosines: Float32Array, rows: readonly number[]): Map<number, number> {
  const nearest: number[] = [];
  for (const [place, cosine] of cosines.entries()) {
    if (nearest.length === LENDERS && cosine <= cosines[nearest[LENDERS - 1]]) continue;
    const at = nearest.findIndex((other) => cosine > cosines[other]);
    nearest.splice(at < 0 ? nearest.length : at, 0, place);
    nearest.length = Math.min(nearest.length, LENDERS);
  }
  const masses = nearest.map((place) => Math.exp((cosines[place] - cosines[nearest[0]]) / TEMPERATURE));
  const sum = masses.reduce((all, mass) => all + mass, 0);
  return new Map(nearest.map((place, n) => [rows[place], masses[n] / sum]));
}
