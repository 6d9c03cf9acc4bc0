import type { Item } from '../../../domain/item.ts';
import { matrixOf, quantise, type QuantisedMatrix } from '../../../domain/matrix.ts';
import type { Pool, PoolItems } from '../diversify.ts';

/** Unit vectors at angles, in the plane. */
export function plane(...degrees: number[]): QuantisedMatrix {
  return quantise(matrixOf(Float32Array.from(degrees.flatMap((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)])), 2, 'plane'));
}

/** Items at angles, with what else is said of each. */
export function itemsAt(degrees: readonly number[], said: readonly Partial<Item>[] = [], groups: Int32Array | null = null): PoolItems {
  return { items: degrees.map((_, row) => ({ id: `i${row}`, title: '', ...said[row] })), vectors: plane(...degrees), groups };
}

/** A whole pool: row r has the r-th score. */
export function poolOf(...scores: number[]): Pool {
  return { rows: Uint32Array.from(scores.keys()), scores: Float32Array.from(scores), whole: true };
}
