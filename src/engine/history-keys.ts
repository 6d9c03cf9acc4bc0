import type { Catalog } from '../catalog/catalog.ts';
import { type HistoryEvent, itemIdOf } from '../domain/event.ts';
import type { Item, ItemId } from '../domain/item.ts';
import { gatherRows, type Matrix, matrixOf, quantise, type QuantisedMatrix, rowOf, spacesAsIn } from '../domain/matrix.ts';
import type { RankedHistory } from '../ranker/ranker.ts';

/**
 * Finds a vector for every history event: the catalog's own row, else one that was embedded earlier. Events without one
 * yet are told by `missing` and have no say until they are embedded.
 */
export class HistoryKeys {
  #catalog: Catalog;
  #embedded = new Map<ItemId, QuantisedMatrix>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** Items of `events` that need the encoder. */
  missing(events: readonly HistoryEvent[]): Item[] {
    return this.ownTexts(events).filter(({ id }) => !this.#has(id));
  }

  /** Items of `events` that the catalog does not hold: the encoder reads them, or has read them. */
  ownTexts(events: readonly HistoryEvent[]): Item[] {
    const items = new Map<ItemId, Item>();
    for (const { item } of events) {
      if (typeof item !== 'string' && this.#catalog.rowOf(item.id) === undefined) items.set(item.id, item);
    }
    return [...items.values()];
  }

  /** Remembers embedded vectors [ids, D]; a row of a space that the catalog lacks will be similar to nothing. */
  add(ids: readonly ItemId[], matrix: Matrix): void {
    const aligned = spacesAsIn(matrix, this.#catalog.vectors.spaces);
    ids.forEach((id, row) => {
      const quantised = quantise(matrixOf(rowOf(matrix, row).slice(), matrix.dimension, matrix.spaces[0]));
      this.#embedded.set(id, { ...quantised, spaceOf: aligned.slice(row, row + 1) });
    });
  }

  /** Forgets the vectors of items that no event of `events` holds. */
  keepOnly(events: readonly HistoryEvent[]): void {
    const held = new Set(events.map(itemIdOf));
    for (const id of this.#embedded.keys()) if (!held.has(id)) this.#embedded.delete(id);
  }

  /** The history as the ranker sees it: events that have a vector, oldest first. */
  history(events: readonly HistoryEvent[]): RankedHistory {
    const known = events.filter((event) => this.#has(itemIdOf(event)));
    return {
      events: known,
      rows: Int32Array.from(known, (event) => (takesOut(event) ? (this.#catalog.rowOf(itemIdOf(event)) ?? -1) : -1)),
      keys: this.vectorsOf(known.map(itemIdOf)),
    };
  }

  /** Those of `ids` that have a vector. */
  known(ids: readonly ItemId[]): ItemId[] {
    return ids.filter((id) => this.#has(id));
  }

  /** Vectors [ids, D] of items that have one; the others are left out. */
  vectorsOf(ids: readonly ItemId[]): QuantisedMatrix {
    const known = this.known(ids);
    return gatherRows(known.length, this.#catalog.vectors, (i) => {
      const row = this.#catalog.rowOf(known[i]);
      return row === undefined ? [this.#embedded.get(known[i])!, 0] : [this.#catalog.vectors, row];
    });
  }

  #has(id: ItemId): boolean {
    return this.#catalog.rowOf(id) !== undefined || this.#embedded.has(id);
  }
}

/** Whether an event keeps its item from being listed: what was only seen may still be chosen. */
export function takesOut({ kind }: HistoryEvent): boolean {
  return kind !== 'view';
}
