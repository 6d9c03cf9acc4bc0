import { PRESENT } from '../ranker/history-of-rows.ts';
import type { RankedCatalog } from '../ranker/ranker.ts';

const DAY_MS = 86_400_000;

/** What one choice was made of. */
export interface CatalogThen {
  /** As `before()` has it; without dates where the choice tells nothing of how new an item was. */
  catalog: RankedCatalog;
  /** Rows that could be chosen. */
  rows: Uint32Array;
  /** Whether a row is among them. */
  has(row: number): boolean;
  /** ISO time that ages are counted from. */
  now: string;
}

/** A catalog at the times of choices: an item that was published later did not exist. */
export class CatalogInTime {
  /** Whether choices at different times meet different catalogs. */
  readonly dated: boolean;
  #catalog: RankedCatalog;
  #timeless: CatalogThen;
  /** Rows by date, those without one first, and their dates. */
  #rows: Uint32Array;
  #dates: Float64Array;
  /** Dates as far as they had come on the day that was asked for last. */
  #known: { day: number; published: Float64Array } | null = null;

  constructor(catalog: RankedCatalog) {
    const { vectors, published } = catalog;
    this.#catalog = catalog;
    this.#timeless = { catalog: { ...catalog, published: null }, rows: Uint32Array.from({ length: vectors.rows }, (_, row) => row), has: () => true, now: PRESENT };
    const dateOf = (row: number): number => (published && !Number.isNaN(published[row]) ? published[row] : -Infinity);
    this.#rows = this.#timeless.rows.toSorted((a, b) => (dateOf(a) === dateOf(b) ? a - b : dateOf(a) - dateOf(b)));
    this.#dates = Float64Array.from(this.#rows, dateOf);
    const first = this.#dates.find((date) => date > -Infinity);
    this.dated = first !== undefined && this.#dates[this.#dates.length - 1] > first;
  }

  /**
   * The catalog with the dates that had come by the end of the day of `atMs`: what is new is so beside these. Times of one day, one
   * after the other, share them, and what heads make of them.
   */
  before(atMs: number): RankedCatalog {
    const { published } = this.#catalog;
    return published ? { ...this.#catalog, published: this.#knownOn(Math.floor(atMs / DAY_MS), published) } : this.#catalog;
  }

  /**
   * What `chosen` was chosen among, at its time.
   *
   * A choice without a time, or of an item that was published only later, so that one of the two is wrong, is among all items of all
   * times, and their ages say nothing. So is every choice where no two dates differ.
   */
  choice(chosen: number, atMs: number | null): CatalogThen {
    const published = this.dated ? this.#catalog.published : null;
    if (!published || atMs === null || published[chosen] > atMs) return this.#timeless;
    return {
      catalog: this.before(atMs),
      rows: this.#rows.subarray(0, countUpTo(this.#dates, atMs)),
      has: (row) => !(published[row] > atMs),
      now: new Date(atMs).toISOString(),
    };
  }

  #knownOn(day: number, published: Float64Array): Float64Array {
    if (this.#known?.day !== day) this.#known = { day, published: published.map((date) => (date < (day + 1) * DAY_MS ? date : NaN)) };
    return this.#known.published;
  }
}

/** How many of the ascending `values` are at most `limit`. */
function countUpTo(values: Float64Array, limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
