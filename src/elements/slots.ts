import type { EventId } from '../domain/event.ts';
import type { Recommendation } from '../domain/recommendation.ts';

/** The place of a card that was just dismissed or liked: it says so and offers to undo. */
export interface Slot {
  /** The list that it was a card of. */
  listId: string;
  recommendation: Recommendation;
  /** Place that the card had. */
  index: number;
  kind: 'dismiss' | 'like';
  /** The event that was observed, once it is kept. */
  event: Promise<EventId>;
  /** Lists without the item that came since. */
  lists: number;
}

export type Entry = { card: Recommendation } | { slot: Slot };

/** Id of the item that an entry is about. */
export function entryId(entry: Entry): string {
  return 'card' in entry ? entry.card.id : entry.slot.recommendation.id;
}

/**
 * The cards with the slots in their places. No longer than before: a slot takes the place of a card, so that nothing
 * moves under the pointer.
 */
export function entriesOf(recommendations: readonly Recommendation[], slots: readonly Slot[], limit: number): Entry[] {
  const taken = new Set(slots.map((slot) => slot.recommendation.id));
  const entries: Entry[] = recommendations.filter(({ id }) => !taken.has(id)).map((card) => ({ card }));
  for (const slot of slots.toSorted((a, b) => a.index - b.index)) entries.splice(Math.min(slot.index, entries.length), 0, { slot });
  return entries.slice(0, Math.max(limit, slots.length));
}

/**
 * The slots that stay when a list arrives. The first list without the item answers the very click that made the slot,
 * so undo stays in place; the next one closes the gap.
 */
export function slotsAfter(slots: readonly Slot[], recommendations: readonly Recommendation[]): Slot[] {
  return slots.map((slot) => (recommendations.some(({ id }) => id === slot.recommendation.id) ? slot : { ...slot, lists: slot.lists + 1 })).filter(({ lists }) => lists < 2);
}
