import type { Item, ItemId } from '../domain/item.ts';
import { type Matrix, pickMatrix } from '../domain/matrix.ts';
import { seededRandom, shuffle } from '../domain/seeded-random.ts';

export interface ArrangedItems {
  items: Item[];
  /** Row r belongs to `items[r]`. */
  vectors: Matrix;
  /** The same items as another encoder reads them. */
  keys: Matrix;
  rowOf: Map<ItemId, number>;
  /** Items left out because an earlier one has their id. */
  duplicates: number;
}

/**
 * Items of distinct ids in a seeded random order, with their vectors: no ranker, not even one that breaks ties by row, can
 * profit from the order of a file.
 *
 * @throws {RangeError} when there is not one row of vectors and keys for each item, of one dimension
 */
export function arrangeItems(items: readonly Item[], vectors: Matrix, seed: number, keys = vectors): ArrangedItems {
  for (const { rows } of [vectors, keys]) if (rows !== items.length) throw new RangeError(`evaluate: expected a vector for each of ${items.length} items, got ${rows}`);
  if (keys.dimension !== vectors.dimension) throw new RangeError(`evaluate: expected history vectors of ${vectors.dimension} numbers, got ${keys.dimension}`);
  const first = new Map<ItemId, number>();
  items.forEach(({ id }, index) => {
    if (!first.has(id)) first.set(id, index);
  });
  const order = shuffle(Uint32Array.from(first.values()), seededRandom(seed));
  const inOrder = Array.from(order, (from) => items[from]);
  return {
    items: inOrder,
    vectors: pickMatrix(vectors, order),
    keys: pickMatrix(keys, order),
    rowOf: new Map(inOrder.map(({ id }, row) => [id, row])),
    duplicates: items.length - order.length,
  };
}
