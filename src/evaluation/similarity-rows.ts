import { type Matrix, pickMatrix, rowOf } from '../domain/matrix.ts';
import type { Products } from '../kernels/kernels.ts';
import { rowDots } from './row-dots.ts';

/** Rows that are valid at the same time, whatever the limit: as many as a history that rankers look at. */
export const ROWS_AT_ONCE = 50;

const DEFAULT_LIMIT_BYTES = 256 * 2 ** 20;
/** Below so many rows at once, laying them out for a product costs more than it gains: it works on eight at a time. */
const LEAST_FOR_PRODUCT = 4;
/** Rows of the catalog that a product takes at once: they stay in the processor's cache while each of the other side passes. */
const CATALOG_ROWS = 1024;

export interface SimilarityOptions {
  /** The same items as a history holds them: the catalog's own rows unless given. */
  keys?: Matrix;
  /** What computes many rows at once; plain loops, one by one, unless given. */
  products?: Products;
  /** Bound of what is kept; never below ROWS_AT_ONCE rows. */
  limitBytes?: number;
}

/**
 * Cosines of an item of the history with the whole catalog, computed when first asked for and kept while memory allows; the row that was
 * not asked for the longest makes room. Histories repeat items, so most rows are computed once.
 */
export class SimilarityRows {
  /** The catalog's. */
  readonly vectors: Matrix;
  /** The same items as a history holds them: the catalog's own rows, unless another encoder read the history. */
  readonly keys: Matrix;
  readonly #products: Products | null;
  readonly #capacity: number;
  /** In the order of last use, oldest first. */
  readonly #rows = new Map<number, Float32Array>();

  constructor(vectors: Matrix, { keys = vectors, products, limitBytes = DEFAULT_LIMIT_BYTES }: SimilarityOptions = {}) {
    this.vectors = vectors;
    this.keys = keys;
    this.#products = products ?? null;
    this.#capacity = Math.max(ROWS_AT_ONCE, Math.floor(limitBytes / (4 * Math.max(1, vectors.rows))));
  }

  /** How many rows are kept. */
  get size(): number {
    return this.#rows.size;
  }

  /** How many rows of these items are not kept. */
  missing(items: readonly number[]): number {
    return this.#missing(items).length;
  }

  /**
   * The cosines of each of at most ROWS_AT_ONCE distinct items with every item, 0 across spaces.
   *
   * @returns by item, [C] each, to be read only, and only until other rows are asked for
   */
  rows(items: readonly number[]): Float32Array[] {
    const missing = this.#missing(items);
    // What is asked for makes no room for itself.
    for (const item of items) this.#touch(item);
    if (this.#products && missing.length >= LEAST_FOR_PRODUCT) this.#multiply(this.#products, missing);
    else for (const item of missing) rowDots(this.vectors, rowOf(this.keys, item), this.#room(item));
    for (const item of missing) zeroAcross(this.#rows.get(item)!, this.vectors, this.keys.spaces[this.keys.spaceOf[item]]);
    return items.map((item) => this.#rows.get(item)!);
  }

  /**
   * The cosines of several items with a few rows, 0 across spaces; nothing is kept.
   *
   * @returns by item, [rows] each
   */
  among(items: readonly number[], rows: Uint32Array): Float32Array[] {
    const { vectors, keys } = this;
    const few = pickMatrix(vectors, rows);
    return items.map((item) => {
      const cosines = new Float32Array(rows.length);
      rowDots(few, rowOf(keys, item), cosines);
      zeroAcross(cosines, few, keys.spaces[keys.spaceOf[item]]);
      return cosines;
    });
  }

  #missing(items: readonly number[]): number[] {
    return [...new Set(items)].filter((item) => !this.#rows.has(item));
  }

  #touch(item: number): void {
    const row = this.#rows.get(item);
    if (!row) return;
    this.#rows.delete(item);
    this.#rows.set(item, row);
  }

  #multiply(products: Products, items: readonly number[]): void {
    const { data, rows, dimension } = this.vectors;
    const out = items.map((item) => this.#room(item));
    const across = new Float32Array(dimension * items.length);
    items.forEach((item, n) => rowOf(this.keys, item).forEach((value, d) => (across[d * items.length + n] = value)));
    for (let from = 0; from < rows; from += CATALOG_ROWS) {
      const count = Math.min(CATALOG_ROWS, rows - from);
      const cosines = products.multiply(data.subarray(from * dimension, (from + count) * dimension), across, count, dimension, items.length);
      for (let row = 0, at = 0; row < count; row++) for (let n = 0; n < items.length; n++, at++) out[n][from + row] = cosines[at];
    }
  }

  /** A row for `item`, with anything in it. */
  #room(item: number): Float32Array {
    let row: Float32Array;
    if (this.#rows.size < this.#capacity) row = new Float32Array(this.vectors.rows);
    else {
      const [oldest] = this.#rows.keys();
      row = this.#rows.get(oldest)!;
      this.#rows.delete(oldest);
    }
    this.#rows.set(item, row);
    return row;
  }
}

function zeroAcross(cosines: Float32Array, { spaces, spaceOf }: Matrix, space: string): void {
  if (spaces.some((other) => other !== space)) for (let row = 0; row < cosines.length; row++) if (spaces[spaceOf[row]] !== space) cosines[row] = 0;
}
