import type { Catalog } from '../catalog/catalog.ts';
import { completeDerivationQuery } from '../domain/complete-derivation.ts';
import type { CompleteRequest } from '../domain/complete-request.ts';
import type { Derivation, DerivationQuery, DerivedEvent, DerivedOutcome, DerivedVector } from '../domain/derivation.ts';
import { byTime, completeEvent, type EventId, type HistoryEvent } from '../domain/event.ts';
import type { Item, ItemId } from '../domain/item.ts';
import { blockOffset, type QuantisedMatrix } from '../domain/matrix.ts';
import { itemViews } from '../encoder/item-text.ts';
import { attentionBy, PRODUCT_ATTENTION } from '../ranker/content-heads.ts';
import type { RowOutcome } from '../ranker/derive.ts';
import { summaryOf } from './because.ts';
import type { HistoryKeys } from './history-keys.ts';
import type { LearnedVectors } from './learned-vectors.ts';
import type { ListMaker } from './list-maker.ts';

export interface DeriverParts {
  catalog: Catalog;
  keys: Pick<HistoryKeys, 'own'>;
  queries: LearnedVectors['queries'];
  lists: Pick<ListMaker, 'derive'>;
  now: () => string;
  newId: () => EventId;
}

/** Tells how a score comes about: what the ranker derives, with the texts and the vectors that it began with. */
export class Deriver {
  #parts: DeriverParts;

  constructor(parts: DeriverParts) {
    this.#parts = parts;
  }

  /** @throws {TypeError}, {RangeError} as the contract says */
  async derive(id: ItemId | null, query: DerivationQuery, book: readonly HistoryEvent[], request: CompleteRequest, signal: AbortSignal): Promise<Derivation> {
    const { catalog, keys, queries, lists, now, newId } = this.#parts;
    const { settings, events: given } = completeDerivationQuery(query, attentionBy(request.sigma));
    const all = given ? given.map((event) => completeEvent(event, now(), newId)).toSorted(byTime) : book;
    const { derived, history, unread } = await lists.derive(id, settings, all, request, signal);
    const { row, heads, candidates, asProduct } = derived;
    const item = catalog.items[row];
    const own = vectorOf(catalog.vectors, row);
    const owns = keys.own(derived.events.map(({ event }) => history.events[event]));
    return {
      id: item.id,
      item,
      texts: itemViews(item),
      own,
      vector: catalog.transform ? vectorOf(queries, row) : own,
      settings,
      product: PRODUCT_ATTENTION,
      learnedRank: catalog.transform?.queries.rank ?? null,
      events: derived.events.map(({ event, ...terms }, i): DerivedEvent => {
        const before = vectorOf(owns, i);
        return {
          ...summaryOf(history.events[event], (of) => this.#itemOf(of)),
          ...terms,
          texts: itemViews(history.met[event].item),
          own: before,
          vector: catalog.transform ? vectorOf(history.keys, event) : before,
          ownSimilarity: cosine(own, before),
        };
      }),
      unread,
      heads: heads.map(({ head, readout, z, blendWeight, share, mean, deviation }) => ({ head, readout, z, blendWeight, share, mean, deviation })),
      candidates,
      ...this.#outcome(derived),
      asProduct: this.#outcome(asProduct),
    };
  }

  #outcome({ score, relevanceRank, best }: RowOutcome): DerivedOutcome {
    const { items } = this.#parts.catalog;
    return { score, relevanceRank, best: best.map(({ row, score: of }) => ({ id: items[row].id, title: items[row].title, score: of })) };
  }

  #itemOf(id: ItemId): Item | undefined {
    const { catalog } = this.#parts;
    const row = catalog.rowOf(id);
    return row === undefined ? undefined : catalog.items[row];
  }
}

/** One row as it stands in the blocks. */
function vectorOf({ blocks, scales, dimension, spaces, spaceOf }: QuantisedMatrix, row: number): DerivedVector {
  const numbers = Int8Array.from({ length: dimension }, (_, d) => blocks[blockOffset(row, d, dimension)]);
  return { numbers, scale: scales[row], norm: scales[row] * Math.sqrt(dot(numbers, numbers)), space: spaces[spaceOf[row]] ?? null };
}

function cosine(a: DerivedVector, b: DerivedVector): number {
  return a.space === null || a.space !== b.space ? 0 : a.scale * b.scale * dot(a.numbers, b.numbers);
}

function dot(a: Int8Array, b: Int8Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d] * b[d];
  return sum;
}
