import type { HistoryEvent } from '../../domain/event.ts';
import type { HistoryTopic } from './history-topics.ts';

const MOST_PERIODS = 6;
/** Events that a period should have on average, at least. */
const LEAST_EVENTS = 3;

/**
 * Beginnings of equal periods from the first event to the last, at most six, fewer where events are few or at one moment.
 *
 * @returns ms since 1970, oldest first; empty without events
 */
export function periodsOf(events: readonly HistoryEvent[]): number[] {
  if (events.length === 0) return [];
  const first = Date.parse(events[0].at);
  const span = Date.parse(events.at(-1)!.at) - first;
  const count = span === 0 ? 1 : Math.max(1, Math.min(MOST_PERIODS, Math.floor(events.length / LEAST_EVENTS)));
  return Array.from({ length: count }, (_, period) => first + (span * period) / count);
}

/**
 * How large a part of each period's events a topic has, among those of all topics.
 *
 * @returns [topics][periods], 0 where a period has no event of any topic
 */
export function topicDrift(events: readonly HistoryEvent[], topics: readonly HistoryTopic[], periods: readonly number[]): number[][] {
  const counts = topics.map(() => periods.map(() => 0));
  for (const [index, { items }] of topics.entries()) {
    for (const h of items.flatMap((item) => item.events)) counts[index][periods.findLastIndex((begin) => begin <= Date.parse(events[h].at))]++;
  }
  const all = periods.map((_, period) => counts.reduce((sum, each) => sum + each[period], 0));
  return counts.map((each) => each.map((count, period) => (all[period] > 0 ? count / all[period] : 0)));
}
