import type { Item } from '../../domain/item.ts';
import type { CapName, Caps } from '../../domain/recommendation.ts';
import { ATTRIBUTES, distinct, sourceOf } from '../evidence/attributes.ts';

type Values = readonly (string | null)[];

interface Cap {
  valuesOf: (item: Item) => Values;
  most: number;
  /** Items of the list by value. */
  counts: Map<string, number>;
}

const VALUES: Record<CapName, (item: Item) => Values> = {
  source: (item) => [sourceOf(item)],
  brand: ATTRIBUTES.get('brand')!,
  author: ATTRIBUTES.get('author')!,
  category: ATTRIBUTES.get('category')!,
};

/** Holds a list to at most so many items of one value; an item counts in each of its values, one without any in none. */
export class CapCounter {
  readonly #caps: readonly Cap[];
  /** Values of the items that were asked about, by cap. */
  readonly #known = new Map<Item, Values[]>();

  /** @throws {RangeError} when a cap is no whole number of at least 1 */
  constructor(caps: Caps) {
    this.#caps = Object.entries(caps).map(([name, most]) => ({ valuesOf: VALUES[name as CapName], most, counts: new Map() }));
    for (const [name, most] of Object.entries(caps)) if (!Number.isSafeInteger(most) || most < 1) throw new RangeError(`caps: expected ${name} to be a whole number of at least 1, got ${most}`);
  }

  /** Whether the list has room for `item`; once it has none, it never has again. */
  allows(item: Item): boolean {
    if (this.#caps.length === 0) return true;
    const values = this.#valuesOf(item);
    return this.#caps.every(({ most, counts }, cap) => values[cap].every((value) => value === null || (counts.get(value) ?? 0) < most));
  }

  add(item: Item): void {
    const values = this.#valuesOf(item);
    for (const [cap, { counts }] of this.#caps.entries()) for (const value of distinct(values[cap])) counts.set(value, (counts.get(value) ?? 0) + 1);
  }

  #valuesOf(item: Item): Values[] {
    const known = this.#known.get(item);
    if (known) return known;
    const values = this.#caps.map(({ valuesOf }) => valuesOf(item));
    this.#known.set(item, values);
    return values;
  }
}
