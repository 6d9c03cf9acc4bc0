import type { Item, ItemId } from '../domain/item.ts';
import { type Matrix, rowOf } from '../domain/matrix.ts';
import { seededRandom, shuffle } from '../domain/seeded-random.ts';

export interface ArrangedItems {
  items: Item[];
  /** Row r belongs to `items[r]`. */
  vectors: Matrix;
  rowOf: Map<ItemId, number>;
  /** Items left out because an earlier one has their id. */
  duplicates: number;
}

/**
 * Items of distinct ids in a seeded random order, with their vectors: no ranker, not even one that breaks ties by row, can
 * profit from the order of a file.
 *
 * @throws {RangeError} when there is not one row of vectors for each item
 */
export function arrangeItems(items: readonly Item[], vectors: Matrix, seed: number): ArrangedItems {
  if (vectors.rows !== items.length) throw new RangeError(`evaluate: expected a vector for each of ${items.length} items, got ${vectors.rows}`);
  const first = new Map<ItemId, number>();
  items.forEach(({ id }, index) => {
    if (!first.has(id)) first.set(id, index);
  });
  const order = shuffle(Uint32Array.from(first.values()), seededRandom(seed));
  const data = new Float32Array(order.length * vectors.dimension);
  order.forEach((from, row) => data.set(rowOf(vectors, from), row * vectors.dimension));
  const arranged = Array.from(order, (from) => items[from]);
  return {
    items: arranged,
    vectors: { ...vectors, data, rows: order.length, spaceOf: Uint8Array.from(order, (from) => vectors.spaceOf[from]) },
    rowOf: new Map(arranged.map(({ id }, row) => [id, row])),
    duplicates: items.length - order.length,
  };
}
