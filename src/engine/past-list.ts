import { type EventKind, type HistoryEvent, itemIdOf } from '../domain/event.ts';
import type { Item, ItemId } from '../domain/item.ts';
import type { AttentionMap, Explanation, Recommendation, Strategy } from '../domain/recommendation.ts';
import { dislikedItems } from '../ranker/event-strength.ts';
import { summaryOf } from './because.ts';

/** The kinds that a strategy lists, where its list is the history itself. */
const LISTED: Partial<Record<Strategy, readonly EventKind[]>> = {
  'recently-viewed': ['open', 'play'],
  'buy-again': ['buy'],
};

export function listsThePast(strategy: Strategy): boolean {
  return LISTED[strategy] !== undefined;
}

/**
 * The events that a strategy lists: the newest of each item, newest first; items that were spoken against are left out.
 *
 * @returns none for a strategy that ranks
 */
export function pastEvents(strategy: Strategy, events: readonly HistoryEvent[], itemOf: (id: ItemId) => Item | undefined): HistoryEvent[] {
  const kinds = LISTED[strategy];
  if (!kinds) return [];
  const disliked = dislikedItems(events);
  const newest = new Map<ItemId, HistoryEvent>();
  for (const event of events.toReversed()) {
    const id = itemIdOf(event);
    if (kinds.includes(event.kind) && !newest.has(id) && !disliked.has(id) && itemOf(id)) newest.set(id, event);
  }
  return [...newest.values()];
}

/** A list that is the history itself. Nothing is scored: an event stands for its item alone, and time gives the place. */
export class PastList {
  #events: readonly HistoryEvent[];
  #limit: number;
  #itemOf: (id: ItemId) => Item | undefined;

  /**
   * @param events of the list, newest first, an item once
   * @param itemOf gives the item of each of them
   */
  constructor(events: readonly HistoryEvent[], limit: number, itemOf: (id: ItemId) => Item | undefined) {
    this.#events = events;
    this.#limit = limit;
    this.#itemOf = itemOf;
  }

  recommendations(): Recommendation[] {
    return this.#events.slice(0, this.#limit).map((event) => {
      const item = this.#itemOf(itemIdOf(event))!;
      return { id: item.id, item, score: 0, because: { kind: 'events', events: [summaryOf(event, this.#itemOf)], lexical: false } };
    });
  }

  /** Why `item` stands where it stands; one that the list lacks stands behind all others. */
  explain(item: Item): Explanation {
    const found = this.#events.findIndex((event) => itemIdOf(event) === item.id);
    const place = found < 0 ? this.#events.length : found;
    return {
      id: item.id,
      item,
      score: 0,
      relevanceRank: place + 1,
      listRank: found >= 0 && found < this.#limit ? found + 1 : undefined,
      heads: [],
      events: found < 0 ? [] : [{ ...summaryOf(this.#events[found], this.#itemOf), weight: 1, similarity: 1, share: 1 }],
      topics: [],
      lexical: false,
    };
  }

  /** @param history oldest first */
  attention(history: readonly HistoryEvent[]): AttentionMap {
    const listed = this.#events.slice(0, this.#limit);
    const weights = new Float32Array(listed.length * history.length);
    listed.forEach((event, place) => (weights[place * history.length + history.indexOf(event)] = 1));
    return {
      recommendations: listed.map((event) => ({ id: itemIdOf(event), title: this.#itemOf(itemIdOf(event))!.title })),
      events: history.map((event) => summaryOf(event, this.#itemOf)),
      weights,
    };
  }

  /** `ids` as the list has them; the others stay in their order at the end. */
  rank(ids: readonly ItemId[]): ItemId[] {
    const places = new Map(this.#events.map((event, place) => [itemIdOf(event), place]));
    const placeOf = (id: ItemId): number => places.get(id) ?? places.size;
    return ids.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
