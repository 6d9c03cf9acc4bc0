import { seededRandom, shuffle } from '../domain/seeded-random.ts';

/**
 * Train without a seeded random share of the items, as if these had only just come into the catalog.
 *
 * @param share 0 … 1 of the catalog's items
 * @returns sequences; those that are left empty are dropped
 * @throws {RangeError} when share is outside 0 … 1
 */
export function withoutItems(sequences: number[][], rows: number, share: number, seed: number): number[][] {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`evaluate: expected a share of cold items from 0 to 1, got ${share}`);
  if (share === 0) return sequences;
  const order = shuffle(Uint32Array.from({ length: rows }, (_, row) => row), seededRandom(seed + 1));
  const cold = new Set(order.subarray(0, Math.round(share * rows)));
  return sequences.map((sequence) => sequence.filter((row) => !cold.has(row))).filter((sequence) => sequence.length > 0);
}
