import type { Catalog } from '../catalog/catalog.ts';
import { type HistoryEvent, itemIdOf, takesOut } from '../domain/event.ts';
import type { Item, ItemId } from '../domain/item.ts';
import { gatherRows, type Matrix, matrixOf, pickRows, quantise, type QuantisedMatrix, rowOf, spacesAsIn } from '../domain/matrix.ts';
import type { MetItem } from '../ranker/evidence/evidence.ts';
import type { LearnedVectors } from './learned-vectors.ts';
import type { RankedContext, RankedHistory } from '../ranker/ranker.ts';

/** An embedded text, one row each. */
interface Embedded {
  own: QuantisedMatrix;
  /** Through W; the same where there is none. */
  key: QuantisedMatrix;
}

/**
 * Finds a key for every history event: of the catalog's own row, else of a vector that was embedded earlier; through W where
 * the catalog has one. Events without one yet are told by `missing` and have no say until they are embedded.
 */
export class HistoryKeys {
  #catalog: Catalog;
  #keysOf: LearnedVectors['keysOf'];
  #embedded = new Map<ItemId, Embedded>();
  /** Of catalog items that the history holds, one row each; none without W. */
  #mapped = new Map<ItemId, QuantisedMatrix>();

  constructor(catalog: Catalog, keysOf: LearnedVectors['keysOf'] = null) {
    this.#catalog = catalog;
    this.#keysOf = keysOf;
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
      const vector = { ...quantised, spaceOf: aligned.slice(row, row + 1) };
      this.#embedded.set(id, { own: vector, key: this.#keysOf?.(vector) ?? vector });
    });
  }

  /** Forgets the vectors of items that no event of `events` holds. */
  keepOnly(events: readonly HistoryEvent[]): void {
    const held = new Set(events.map(itemIdOf));
    for (const known of [this.#embedded, this.#mapped]) for (const id of known.keys()) if (!held.has(id)) known.delete(id);
  }

  /** The history as the ranker sees it: events that have a vector, oldest first. */
  history(events: readonly HistoryEvent[]): RankedHistory {
    const known = events.filter((event) => this.#has(itemIdOf(event)));
    return {
      events: known,
      rows: Int32Array.from(known, (event) => (takesOut(event) ? (this.#catalog.rowOf(itemIdOf(event)) ?? -1) : -1)),
      met: known.map(({ item }) => this.#met(item)),
      keys: this.#keysOfIds(known.map(itemIdOf)),
    };
  }

  /** The vectors of `events` before W [events, D]; each has one, as those of history() have. */
  own(events: readonly HistoryEvent[]): QuantisedMatrix {
    return gatherRows(events.length, this.#catalog.vectors, (h) => {
      const id = itemIdOf(events[h]);
      const row = this.#catalog.rowOf(id);
      return row === undefined ? [this.#embedded.get(id)!.own, 0] : [this.#catalog.vectors, row];
    });
  }

  /** What the page is about: those of `ids` that have a vector. */
  context(ids: readonly ItemId[]): RankedContext {
    const known = this.known(ids);
    return { met: known.map((id) => this.#met(id)), keys: this.#keysOfIds(known) };
  }

  /** Those of `ids` that have a vector. */
  known(ids: readonly ItemId[]): ItemId[] {
    return ids.filter((id) => this.#has(id));
  }

  #met(given: ItemId | Item): MetItem {
    const id = typeof given === 'string' ? given : given.id;
    const row = this.#catalog.rowOf(id);
    if (row !== undefined) return { row, item: this.#catalog.items[row] };
    return { row: -1, item: typeof given === 'string' ? { id, title: '' } : given };
  }

  /** Keys [ids, D] of items that have one. */
  #keysOfIds(known: readonly ItemId[]): QuantisedMatrix {
    return gatherRows(known.length, this.#catalog.vectors, (i) => {
      const row = this.#catalog.rowOf(known[i]);
      return row === undefined ? [this.#embedded.get(known[i])!.key, 0] : this.#keyOf(known[i], row);
    });
  }

  /** The key of a catalog row: a matrix and the row in it. */
  #keyOf(id: ItemId, row: number): [QuantisedMatrix, number] {
    if (!this.#keysOf) return [this.#catalog.vectors, row];
    const known = this.#mapped.get(id) ?? this.#keysOf(pickRows(this.#catalog.vectors, [row]));
    this.#mapped.set(id, known);
    return [known, 0];
  }

  #has(id: ItemId): boolean {
    return this.#catalog.rowOf(id) !== undefined || this.#embedded.has(id);
  }
}
