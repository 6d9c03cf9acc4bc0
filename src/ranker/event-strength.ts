import { type EventKind, type HistoryEvent, itemIdOf } from '../domain/event.ts';
import type { StrengthFactors } from '../domain/derivation.ts';
import type { ItemId } from '../domain/item.ts';

/**
 * How much one event of a kind says, relative to an `open`. Orders of magnitude from common practice in implicit
 * feedback (a purchase outweighs a click); fitting them per catalog belongs to the blend.
 */
const STRENGTHS: Readonly<Record<EventKind, number>> = {
  view: 0.3, open: 1, play: 1, save: 2, share: 2, cart: 2, buy: 3, search: 1, comment: 1, rate: 2, like: 3, dismiss: 2,
};

/** Dwell that says as much as an open of unknown length. */
const USUAL_DWELL_MS = 30_000;

/**
 * How strongly an event speaks for (positive) or against (negative) its item; 0 says nothing.
 *
 *   strength = ± STRENGTHS[kind] · rating · dwellFactor
 */
export function eventStrength(event: Pick<HistoryEvent, 'kind' | 'rating' | 'dwellMs'>): number {
  const { kind, dwell, rating } = strengthFactors(event);
  return kind * dwell * rating;
}

/** What an event's strength is a product of, as long as nobody turned it up or down. */
export function strengthFactors({ kind, rating, dwellMs }: Pick<HistoryEvent, 'kind' | 'rating' | 'dwellMs'>): Omit<StrengthFactors, 'degree'> {
  return { kind: kind === 'dismiss' ? -STRENGTHS[kind] : STRENGTHS[kind], dwell: dwellFactor(dwellMs), rating: kind === 'rate' ? (rating ?? 0) : 1 };
}

/** ½ for a glance, 1 for the usual dwell or an unknown one, at most 2: log₂(1 + dwell / usual). */
function dwellFactor(dwellMs: number | undefined): number {
  if (dwellMs === undefined) return 1;
  return Math.min(2, Math.max(0.5, Math.log2(1 + dwellMs / USUAL_DWELL_MS)));
}

/**
 * Strengths of a history, oldest first: a dislike withdraws whatever spoke for the same item before it, and a later
 * liking withdraws the dislike.
 *
 * @param degrees [H] at least 0, by which what speaks for an item is made louder or quieter; 1 unless given
 * @returns [H], 0 where the event was withdrawn
 */
export function historyStrengths(events: readonly HistoryEvent[], degrees?: Float32Array): Float32Array {
  const strengths = new Float32Array(events.length);
  const later = new Map<string, number>();
  for (let h = events.length - 1; h >= 0; h--) {
    const strength = eventStrength(events[h]);
    const id = itemIdOf(events[h]);
    const judged = later.get(id) ?? 0;
    strengths[h] = Math.sign(strength) * judged < 0 ? 0 : strength;
    if (judged === 0 && isJudgement(events[h])) later.set(id, Math.sign(strength));
    if (degrees && strengths[h] > 0) strengths[h] *= degrees[h];
  }
  return strengths;
}

/** The items that some event of the history still speaks against. */
export function dislikedItems(events: readonly HistoryEvent[]): Set<ItemId> {
  const strengths = historyStrengths(events);
  return new Set(events.filter((_, h) => strengths[h] < 0).map(itemIdOf));
}

function isJudgement(event: HistoryEvent): boolean {
  return event.kind === 'dismiss' || event.kind === 'like' || (event.kind === 'rate' && event.rating !== 0);
}
