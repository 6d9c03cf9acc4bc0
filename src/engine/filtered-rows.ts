import type { Item } from '../domain/item.ts';
import { filterOf, type ItemFilter } from '../domain/item-filter.ts';

/** Filters whose rows are kept: as many as a page has lists with one of their own. */
const KEPT = 8;

/** Rows of the catalog that a filter leaves out, worked out once for each of the last filters. */
export class FilteredRows {
  readonly #items: readonly Item[];
  /** In the order of last use, oldest first. */
  readonly #rows = new Map<string, Uint32Array>();

  constructor(items: readonly Item[]) {
    this.#items = items;
  }

  failing(filter: ItemFilter | null): Uint32Array {
    if (!filter) return new Uint32Array(0);
    const key = JSON.stringify(filter);
    const rows = this.#rows.get(key) ?? this.#work(filter);
    this.#rows.delete(key);
    this.#rows.set(key, rows);
    const [oldest] = this.#rows.keys();
    if (this.#rows.size > KEPT) this.#rows.delete(oldest);
    return rows;
  }

  #work(filter: ItemFilter): Uint32Array {
    const passes = filterOf(filter);
    return Uint32Array.from(this.#items.keys()).filter((row) => !passes(this.#items[row]));
  }
}
