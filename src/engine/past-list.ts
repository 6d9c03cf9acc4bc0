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
 * The events that a strategy may list: the newest of each item, newest first; items that were spoken against are left out.
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

/** An item of a list that is the history itself, with what put it there. */
export interface PastItem {
  newest: HistoryEvent;
  /** Oldest first, the newest among them. */
  events: readonly HistoryEvent[];
  /** That it is what is met next; 0 where the list is not ranked. */
  chance: number;
}

/**
 * A list that is the history itself: newest first, or by the chance that a thing comes back, which no other item speaks for. What
 * was done with an item is all that puts it there, each time alike.
 */
export class PastList {
  #past: readonly PastItem[];
  #limit: number;
  #itemOf: (id: ItemId) => Item | undefined;

  /**
   * @param past in the order of the list, an item once
   * @param itemOf gives the item of each of them
   */
  constructor(past: readonly PastItem[], limit: number, itemOf: (id: ItemId) => Item | undefined) {
    this.#past = past;
    this.#limit = limit;
    this.#itemOf = itemOf;
  }

  recommendations(): Recommendation[] {
    return this.#past.slice(0, this.#limit).map(({ newest, chance }) => {
      const item = this.#itemOf(itemIdOf(newest))!;
      return { id: item.id, item, score: chance, because: { kind: 'events', events: [summaryOf(newest, this.#itemOf)], lexical: false } };
    });
  }

  /** Why `item` stands where it stands; one that the list lacks stands behind all others. */
  explain(item: Item): Explanation {
    const found = this.#past.findIndex(({ newest }) => itemIdOf(newest) === item.id);
    const place = found < 0 ? this.#past.length : found;
    const { events, chance } = this.#past[found] ?? { events: [], chance: 0 };
    return {
      id: item.id,
      item,
      score: chance,
      relevanceRank: place + 1,
      listRank: found >= 0 && found < this.#limit ? found + 1 : undefined,
      heads: [],
      events: events.toReversed().map((event) => ({ ...summaryOf(event, this.#itemOf), weight: 1 / events.length, similarity: 1, share: 1 / events.length })),
      context: [],
      itemShare: 0,
      topics: [],
      lexical: false,
    };
  }

  /** @param history oldest first */
  attention(history: readonly HistoryEvent[]): AttentionMap {
    const listed = this.#past.slice(0, this.#limit);
    const weights = new Float32Array(listed.length * history.length);
    for (const [place, { events }] of listed.entries()) for (const event of events) weights[place * history.length + history.indexOf(event)] = 1 / events.length;
    return {
      recommendations: listed.map(({ newest }) => ({ id: itemIdOf(newest), title: this.#itemOf(itemIdOf(newest))!.title })),
      events: history.map((event) => summaryOf(event, this.#itemOf)),
      weights,
    };
  }

  /** `ids` as the list has them; the others stay in their order at the end. */
  rank(ids: readonly ItemId[]): ItemId[] {
    const places = new Map(this.#past.map(({ newest }, place) => [itemIdOf(newest), place]));
    const placeOf = (id: ItemId): number => places.get(id) ?? places.size;
    return ids.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
