import type { Item } from '../../domain/item.ts';
import type { HeadName } from '../../domain/recommendation.ts';

/** An item that the history or the page is about. */
export interface MetItem {
  item: Item;
  /** Its catalog row, −1 where the catalog lacks it. */
  row: number;
}

/**
 * A head that needs no vectors: what each item that was met says of each candidate by itself, E, adds up.
 *
 *   readout[c] = Σ_m weight[m] · E[m,c]        E ≥ 0, 0 for most candidates
 */
export interface EvidenceHead {
  readonly head: HeadName;
  /**
   * @param weights [met], at least 0
   * @param out     [C], which the readouts are added to
   */
  add(met: readonly MetItem[], weights: ArrayLike<number>, out: Float32Array): void;
  /** E of one candidate [met]. */
  of(met: readonly MetItem[], row: number): number[];
}
