import type { Item, ItemId } from '../domain/item.ts';
import type { LearnedTransform } from '../domain/learned-transform.ts';
import type { QuantisedMatrix } from '../domain/matrix.ts';
import type { Blend } from '../domain/recommendation.ts';
import type { RepeatRates } from '../domain/repeat-rates.ts';
import type { SparseRows } from '../domain/sparse-rows.ts';

/** A pack, opened: items and vectors in one order; row r of `vectors` belongs to `items[r]`. */
export interface Catalog {
  /** Hash of the manifest: changes with any part. */
  readonly version: string;
  /** Model id of the encoder that made the vectors. */
  readonly encoder: string;
  readonly items: readonly Item[];
  /** Row of an item id; undefined when the catalog lacks it. */
  rowOf(id: ItemId): number | undefined;
  readonly vectors: QuantisedMatrix;
  /** [C] published counts; NaN where an item has none; null when no item has one. */
  readonly popularity: Float32Array | null;
  /** The lexicon's table, for texts that the encoder does not know; null when the pack has none. */
  readonly lexicon: Uint8Array | null;
  /** [C, C] companions from interactions; null when the pack has none. */
  readonly coVisitation: SparseRows | null;
  /** [C, C] in parts of 1 the items whose companions one borrows that no interaction met; null when none does. */
  readonly lenders: SparseRows | null;
  /** W, learned from interactions; null when the vectors are ranked as they are. */
  readonly transform: LearnedTransform | null;
  /** What comes back, from interactions; null when the pack does not tell. */
  readonly repeats: RepeatRates | null;
  /** Weights of heads, fitted to interactions, in place of the ranker's own; null when the pack has none. */
  readonly blend: Partial<Blend> | null;
  readonly sizeBytes: number;
}

export type CatalogTrouble = 'unreachable' | 'not-a-pack' | 'future-version' | 'corrupt' | 'wrong-shape' | 'signature';

/** A pack that must not be used; the message names the part and what was expected. */
export class CatalogError extends Error {
  override name = 'CatalogError';
  readonly code: CatalogTrouble;
  constructor(code: CatalogTrouble, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
