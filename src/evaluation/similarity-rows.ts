import { type Matrix, rowOf } from '../domain/matrix.ts';
import { dotOf, rowDots } from './row-dots.ts';

/** Rows that are valid at the same time, whatever the limit: as many as a history that rankers look at. */
export const ROWS_AT_ONCE = 50;

const DEFAULT_LIMIT_BYTES = 256 * 2 ** 20;

/**
 * Cosines of an item of the history with the whole catalog, computed when first asked for and kept while memory allows; the row that was
 * not asked for the longest makes room. Histories repeat items, so most rows are computed once.
 */
export class SimilarityRows {
  /** The catalog's. */
  readonly vectors: Matrix;
  /** The same items as a history holds them: the catalog's own rows, unless another encoder read the history. */
  readonly keys: Matrix;
  readonly #capacity: number;
  /** In the order of last use, oldest first. */
  readonly #rows = new Map<number, Float32Array>();

  /** @param limitBytes bound of what is kept; never below ROWS_AT_ONCE rows */
  constructor(vectors: Matrix, limitBytes = DEFAULT_LIMIT_BYTES, keys = vectors) {
    this.vectors = vectors;
    this.keys = keys;
    this.#capacity = Math.max(ROWS_AT_ONCE, Math.floor(limitBytes / (4 * Math.max(1, vectors.rows))));
  }

  /** How many rows are kept. */
  get size(): number {
    return this.#rows.size;
  }

  /**
   * The cosines of `item` with every item, 0 across spaces.
   *
   * @returns [C], to be read only, and only until ROWS_AT_ONCE other rows were asked for
   */
  row(item: number): Float32Array {
    const known = this.#rows.get(item);
    if (known) this.#rows.delete(item);
    const row = known ?? this.#compute(item);
    this.#rows.set(item, row);
    return row;
  }

  /**
   * The cosines of `item` with a few rows, 0 across spaces; nothing is kept.
   *
   * @returns [rows]
   */
  among(item: number, rows: Uint32Array): Float32Array {
    const known = this.#rows.get(item);
    if (known) return Float32Array.from(rows, (row) => known[row]);
    const { vectors, keys } = this;
    const key = rowOf(keys, item);
    const space = keys.spaces[keys.spaceOf[item]];
    return Float32Array.from(rows, (row) => (vectors.spaces[vectors.spaceOf[row]] === space ? dotOf(rowOf(vectors, row), key) : 0));
  }

  #compute(item: number): Float32Array {
    const row = this.#room();
    const { vectors, keys } = this;
    rowDots(vectors, rowOf(keys, item), row);
    const space = keys.spaces[keys.spaceOf[item]];
    if (vectors.spaces.some((other) => other !== space)) for (let other = 0; other < vectors.rows; other++) if (vectors.spaces[vectors.spaceOf[other]] !== space) row[other] = 0;
    return row;
  }

  #room(): Float32Array {
    if (this.#rows.size < this.#capacity) return new Float32Array(this.vectors.rows);
    const [oldest, row] = this.#rows.entries().next().value!;
    this.#rows.delete(oldest);
    return row;
  }
}
