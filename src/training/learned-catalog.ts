import type { Item } from '../domain/item.ts';
import type { LearnedTransform } from '../domain/learned-transform.ts';
import type { Matrix } from '../domain/matrix.ts';
import type { Blend } from '../domain/recommendation.ts';
import type { RepeatRates } from '../domain/repeat-rates.ts';
import type { SparseRows } from '../domain/sparse-rows.ts';
import type { Kernels, Products } from '../kernels/kernels.ts';
import type { Privacy } from './private-counts.ts';

/** Of one or two people a published pair would tell. */
export const PACK_MIN_SUPPORT = 5;

export interface LearnInput {
  items: readonly Item[];
  /** Row r belongs to items[r]. */
  vectors: Matrix;
  /** The same items as a history holds them; `vectors` unless given. */
  keys?: Matrix;
  /** Interactions: rows, oldest first. */
  sequences: readonly (readonly number[])[];
  /** Whose each sequence is, equal numbers one person; each of another person unless given. */
  people?: readonly number[];
  /** ms since 1970 of each item of each sequence; null for a sequence whose times are not all known. They tell what being new is worth, and at which moment to hold out. */
  times?: readonly (readonly number[] | null)[];
  /** What tells the blend where there are no interactions: other sequences of rows. */
  histories?: readonly (readonly number[])[];
  kernels: Kernels;
  products: Products;
  seed: number;
  /** People that a pair of companions, and an item of which returning is told, must be of; 1 unless given. */
  minSupport?: number;
  /** Makes counts differentially private and leaves out all else that interactions teach; nothing is made private unless given. */
  privacy?: Privacy;
  /** Gives way to the host now and then, and rejects once given up. */
  breathe?(): Promise<void> | undefined;
  /** Share of the work that is done, 0 … 1. */
  told?(done: number): void;
}

/** What a catalog learns from interactions, all that a pack holds of them. */
export interface LearnedCatalog {
  /** Null where W would not surely rank better than the vectors themselves. */
  transform: LearnedTransform | null;
  /** Null without interactions. */
  coVisitation: SparseRows | null;
  /** [C] how often each was met, NaN for never: of such an item nobody knows; null without interactions. */
  popularity: Float32Array | null;
  /** [C, C] who lends companions to what was never met; null where all was, or nothing. */
  lenders: SparseRows | null;
  blend: Blend;
  /** What comes back; null where nothing ever did. */
  repeats: RepeatRates | null;
  /** What a score of the blend says of what is next: P(next = c) ∝ e^(sharpness · score[c]). */
  sharpness: number;
}
