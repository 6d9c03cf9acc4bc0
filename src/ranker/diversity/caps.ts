import type { Item } from '../../domain/item.ts';
import type { CapName, Caps } from '../../domain/recommendation.ts';
import { ATTRIBUTES, distinct, sourceOf } from '../evidence/attributes.ts';

type Keys = readonly [key: string, cap: number][];
type ValuesOf = (item: Item) => readonly (string | null)[];

const VALUES: Record<CapName, ValuesOf> = {
  source: (item) => [sourceOf(item)],
  brand: ATTRIBUTES.get('brand')!,
  author: ATTRIBUTES.get('author')!,
  category: ATTRIBUTES.get('category')!,
};

/** Holds a list to at most so many items of one value; an item counts in each of its values, one without any in none. */
export class CapCounter {
  readonly #caps: readonly [CapName, number][];
  readonly #counts = new Map<string, number>();
  readonly #keys = new Map<Item, Keys>();

  /** @throws {RangeError} when a cap is no whole number of at least 1 */
  constructor(caps: Caps) {
    this.#caps = Object.entries(caps) as [CapName, number][];
    for (const [name, cap] of this.#caps) if (!Number.isSafeInteger(cap) || cap < 1) throw new RangeError(`caps: expected ${name} to be a whole number of at least 1, got ${cap}`);
  }

  /** Whether the list has room for `item`; once it has none, it never has again. */
  allows(item: Item): boolean {
    return this.#caps.length === 0 || this.#keysOf(item).every(([key, cap]) => (this.#counts.get(key) ?? 0) < cap);
  }

  add(item: Item): void {
    for (const [key] of this.#keysOf(item)) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** The values that an item counts in, and the cap of each. */
  #keysOf(item: Item): Keys {
    const known = this.#keys.get(item);
    if (known) return known;
    const keys = this.#caps.flatMap(([name, cap]) => distinct(VALUES[name](item)).map((value): [string, number] => [`${name} ${value}`, cap]));
    this.#keys.set(item, keys);
    return keys;
  }
}
