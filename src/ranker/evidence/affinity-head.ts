import type { Item } from '../../domain/item.ts';
import type { HeadName } from '../../domain/recommendation.ts';
import { distinct } from './attributes.ts';
import type { EvidenceHead } from './evidence.ts';

/** A value that more items have than this part of the catalog tells none from another: to lack it would else speak against the few. */
const MOST_OF_ITEMS = 0.5;

/**
 * Affinity to values of an attribute, each worth the more the rarer it is.
 *
 *   E[m,c] = Σ over the values that m and c share of 1 / items of that value      values of more than half the items aside
 *
 * @param valuesOf an item's values; null and repeated ones are left out
 */
export function affinityHead(head: HeadName, items: readonly Item[], valuesOf: (item: Item) => readonly (string | null)[]): EvidenceHead {
  const numbers = new Map<string, number>();
  const sizes: number[] = [];
  const starts = new Uint32Array(items.length + 1);
  const values: number[] = [];
  for (const [row, item] of items.entries()) {
    for (const value of distinct(valuesOf(item))) {
      const number = numbers.get(value) ?? numbers.size;
      numbers.set(value, number);
      sizes[number] = (sizes[number] ?? 0) + 1;
      values.push(number);
    }
    starts[row + 1] = values.length;
  }
  const tells = (number: number | undefined): number is number => number !== undefined && sizes[number] <= MOST_OF_ITEMS * items.length;
  const known = (item: Item): number[] => distinct(valuesOf(item)).map((value) => numbers.get(value)).filter(tells);
  const flat = Uint32Array.from(values);
  return {
    head,
    add(met, weights, out) {
      const worth = new Float64Array(sizes.length);
      for (const [m, { item }] of met.entries()) for (const number of known(item)) worth[number] += weights[m] / sizes[number];
      for (let row = 0; row < out.length; row++) for (let at = starts[row]; at < starts[row + 1]; at++) out[row] += worth[flat[at]];
    },
    of(met, row) {
      const own = new Set(flat.subarray(starts[row], starts[row + 1]));
      return met.map(({ item }) => known(item).reduce((sum, number) => sum + (own.has(number) ? 1 / sizes[number] : 0), 0));
    },
  };
}
