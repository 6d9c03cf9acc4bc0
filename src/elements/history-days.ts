import type { EventFilter, HistoryEvent } from '../domain/event.ts';
import { startOfDay } from './format.ts';

/** The events of one day of the reader's calendar, newest first. */
export interface HistoryDay {
  /** Midnight, in milliseconds. */
  start: number;
  events: HistoryEvent[];
}

/** Groups events, newest first, by day. */
export function historyDays(events: readonly HistoryEvent[]): HistoryDay[] {
  const days: HistoryDay[] = [];
  for (const event of events) {
    const start = startOfDay(Date.parse(event.at));
    const day = days.at(-1);
    if (day?.start === start) day.events.push(event);
    else days.push({ start, events: [event] });
  }
  return days;
}

/** Selects every event of the day that begins at `start`, shown or not; a day may have 23 or 25 hours. */
export function dayFilter(start: number): EventFilter {
  const next = new Date(start);
  next.setDate(next.getDate() + 1);
  return { since: new Date(start).toISOString(), until: next.toISOString() };
}
