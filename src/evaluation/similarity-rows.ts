import { type Matrix, pickMatrix, rowOf } from '../domain/matrix.ts';
import { rowDots } from './row-dots.ts';

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

  #compute(item: number): Float32Array {
    const row = this.#room();
    const { vectors, keys } = this;
    rowDots(vectors, rowOf(keys, item), row);
    zeroAcross(row, vectors, keys.spaces[keys.spaceOf[item]]);
    return row;
  }

  #room(): Float32Array {
    if (this.#rows.size < this.#capacity) return new Float32Array(this.vectors.rows);
    const [oldest, row] = this.#rows.entries().next().value!;
    this.#rows.delete(oldest);
    return row;
  }
}

function zeroAcross(cosines: Float32Array, { spaces, spaceOf }: Matrix, space: string): void {
  if (spaces.some((other) => other !== space)) for (let row = 0; row < cosines.length; row++) if (spaces[spaceOf[row]] !== space) cosines[row] = 0;
}
