import type { Item } from '../domain/item.ts';

/** How much of the history's mix is added to the list's, so that a category that the list lacks costs much but not all. */
const ALPHA = 0.01;

/** Each item's categories by number, in equal shares; none for an item without. */
export type ItemCategories = readonly (readonly number[])[];

export function categoriesOf(items: readonly Item[]): ItemCategories {
  const numbers = new Map<string, number>();
  return items.map(({ categories = [] }) => [...new Set(categories)].map((name) => {
    if (!numbers.has(name)) numbers.set(name, numbers.size);
    return numbers.get(name)!;
  }));
}

/**
 * How far the mix of categories in a list is from that in the history, in nats: 0 when they are the same.
 *
 *   KL(p ‖ q̃) = Σ_g p(g) · log(p(g) / q̃(g)),   q̃ = 0.99·q + 0.01·p
 *
 * p and q are means over the items of history and list that have categories, an item's shares being equal.
 * Source: Steck, Calibrated Recommendations (2018).
 *
 * @returns null when no item of the history has a category, or the list is empty
 */
export function miscalibrationOf(history: ArrayLike<number>, list: ArrayLike<number>, categories: ItemCategories): number | null {
  const wanted = mixOf(history, categories);
  if (wanted.size === 0 || list.length === 0) return null;
  const got = mixOf(list, categories);
  let nats = 0;
  for (const [category, p] of wanted) nats += p * Math.log(p / ((1 - ALPHA) * (got.get(category) ?? 0) + ALPHA * p));
  return nats;
}

function mixOf(rows: ArrayLike<number>, categories: ItemCategories): Map<number, number> {
  const mix = new Map<number, number>();
  const telling = Array.from(rows).filter((row) => categories[row].length > 0);
  for (const row of telling) for (const category of categories[row]) mix.set(category, (mix.get(category) ?? 0) + 1 / (categories[row].length * telling.length));
  return mix;
}
