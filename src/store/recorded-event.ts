import { byTime, type HistoryEvent } from '../domain/event.ts';

/** An event and its number in the order of recording, from 1. */
export interface RecordedEvent {
  event: HistoryEvent;
  order: number;
}

/** By time; equal times in the order of recording. */
export function inOrder(events: readonly RecordedEvent[]): RecordedEvent[] {
  return events.toSorted((a, b) => byTime(a.event, b.event) || a.order - b.order);
}

/**
 * The events under the numbers they had, as long as these are free and before the last that is taken; from the first that is not,
 * all others, which come after it, are to get new ones (0), so that their own order holds.
 */
export function renumbered(events: readonly RecordedEvent[], taken: ReadonlySet<number>): RecordedEvent[] {
  const last = [...taken].reduce((most, each) => Math.max(most, each), 0);
  const sorted = events.toSorted((a, b) => a.order - b.order);
  const used = sorted.findIndex(({ order }, n) => order > last || taken.has(order) || order === sorted[n - 1]?.order);
  return sorted.map(({ event, order }, n) => ({ event, order: used >= 0 && n >= used ? 0 : order }));
}
