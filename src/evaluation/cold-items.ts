import { seededRandom, shuffle } from '../domain/seeded-random.ts';

/**
 * A seeded random share of the items, which are taken as having only just come into the catalog.
 *
 * @param share 0 … 1 of the catalog's items
 * @throws {RangeError} when share is outside 0 … 1
 */
export function coldItems(rows: number, share: number, seed: number): ReadonlySet<number> {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`evaluate: expected a share of cold items from 0 to 1, got ${share}`);
  const order = shuffle(Uint32Array.from({ length: rows }, (_, row) => row), seededRandom(seed + 1));
  return new Set(order.subarray(0, Math.round(share * rows)));
}
