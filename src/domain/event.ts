import { type Item, type ItemId, parseItem } from './item.ts';
import { STRATEGIES, type Strategy } from './recommendation.ts';

/** What the user did with an item. */
export type EventKind =
  | 'view' | 'open' | 'play' | 'save' | 'share' | 'cart' | 'buy'
  | 'search' | 'comment' | 'rate' | 'like' | 'dismiss';

export const EVENT_KINDS: readonly EventKind[] = [
  'view', 'open', 'play', 'save', 'share', 'cart', 'buy', 'search', 'comment', 'rate', 'like', 'dismiss',
];

export type EventId = string;

/** One thing the user did with one item; the history is a list of these, newest last. */
export interface HistoryEvent {
  /** An event sent twice under one id counts once. */
  id: EventId;
  kind: EventKind;
  /** ISO 8601 UTC with milliseconds, ending in `Z`. */
  at: string;
  /**
   * A catalog item by its id, or an item of its own. For `search` and `comment` it is an Item whose
   * title is the text that was typed.
   */
  item: ItemId | Item;
  dwellMs?: number;
  /** The kind of list that it was chosen from. */
  list?: Strategy;
  /** Of `rate` alone: signed, from −1 (worst) over 0 (indifferent) to 1 (best). */
  rating?: number;
}

/** What a caller sends: id and time are filled in where they are missing. */
export type NewEvent = Omit<HistoryEvent, 'id' | 'at'> & Partial<Pick<HistoryEvent, 'id' | 'at'>>;

/** Which events to touch; every given condition must hold, and `{}` matches the whole history. */
export interface EventFilter {
  ids?: EventId[];
  items?: ItemId[];
  /** ISO 8601: at or after. */
  since?: string;
  /** ISO 8601: before. */
  until?: string;
  kinds?: EventKind[];
}

/** The id of the item that an event is about. */
export function itemIdOf(event: Pick<HistoryEvent, 'item'>): ItemId {
  return typeof event.item === 'string' ? event.item : event.item.id;
}

/** Compares events by their time, oldest first. */
export function byTime(a: Pick<HistoryEvent, 'at'>, b: Pick<HistoryEvent, 'at'>): number {
  return a.at === b.at ? 0 : a.at < b.at ? -1 : 1;
}

/** Whether an event keeps its item from being listed: what was only seen may still be chosen. */
export function takesOut({ kind }: HistoryEvent): boolean {
  return kind !== 'view';
}

/** Whether `filter` selects `event`. */
export function matchesFilter(event: HistoryEvent, filter: EventFilter): boolean {
  const { ids, items, since, until, kinds } = filter;
  return (
    (!ids || ids.includes(event.id)) &&
    (!items || items.includes(itemIdOf(event))) &&
    (!since || event.at >= since) &&
    (!until || event.at < until) &&
    (!kinds || kinds.includes(event.kind))
  );
}

const FILTERS: readonly string[] = ['ids', 'items', 'since', 'until', 'kinds'] satisfies (keyof EventFilter)[];

/**
 * The filter that `filter` describes, its times in the form that events carry.
 *
 * @throws {TypeError} when a time is none, a list is no list, or a condition is unknown: left out, it would select too much
 */
export function completeFilter(filter: EventFilter): EventFilter {
  const unknown = Object.keys(filter).find((name) => !FILTERS.includes(name));
  if (unknown !== undefined) throw new TypeError(`filter: expected ${FILTERS.join(', ')}, got ${unknown}`);
  for (const name of ['ids', 'items', 'kinds'] as const) {
    if (filter[name] !== undefined && !Array.isArray(filter[name])) throw new TypeError(`filter: expected ${name} to be a list, got ${JSON.stringify(filter[name])}`);
  }
  const { since, until } = filter;
  return { ...filter, ...(since !== undefined && { since: isoTime('filter: expected since', since) }), ...(until !== undefined && { until: isoTime('filter: expected until', until) }) };
}

/**
 * The history event that `event` describes, with id and time filled in.
 *
 * @param now  ISO time for an event without one
 * @throws {TypeError} when the kind is unknown, the time is none, the item is none or lacks its title, the dwell is negative,
 *   its list is no strategy, a `rate` lacks its rating, or a `search` or `comment` lacks its text
 */
export function completeEvent(event: NewEvent, now: string, newId: () => EventId): HistoryEvent {
  if (!EVENT_KINDS.includes(event.kind)) throw new TypeError(`event: expected kind to be one of ${EVENT_KINDS.join(', ')}, got ${JSON.stringify(event.kind)}`);
  const id = event.id ?? newId();
  if (typeof id !== 'string' || id === '') throw new TypeError(`event: expected id to be a non-empty string, got ${JSON.stringify(id)}`);
  const at = isoTime('event: expected at', event.at ?? now);
  if (event.dwellMs !== undefined && !(Number.isFinite(event.dwellMs) && event.dwellMs >= 0)) throw new TypeError(`event: expected dwellMs of at least 0, got ${JSON.stringify(event.dwellMs)}`);
  if (event.list !== undefined && !STRATEGIES.includes(event.list)) throw new TypeError(`event: expected list to be one of ${STRATEGIES.join(', ')}, got ${JSON.stringify(event.list)}`);
  if (event.kind === 'rate' && !(Number.isFinite(event.rating) && event.rating! >= -1 && event.rating! <= 1)) throw new TypeError(`event: expected a rating from -1 to 1, got ${JSON.stringify(event.rating)}`);
  return { ...event, id, at, item: itemOf(event) };
}

function itemOf({ kind, item }: NewEvent): ItemId | Item {
  const typed = kind === 'search' || kind === 'comment';
  if (typeof item === 'string' && item !== '' && !typed) return item;
  if (typeof item !== 'object' || item === null) throw new TypeError(`event: expected ${typed ? `the text of a ${kind} as its item's title` : 'item to be an id or an item'}, got ${JSON.stringify(item)}`);
  try {
    return parseItem(item);
  } catch (cause) {
    throw new TypeError(`event: item: ${(cause as Error).message}`, { cause });
  }
}

function isoTime(expected: string, time: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) throw new TypeError(`${expected} to be an ISO 8601 time, got ${JSON.stringify(time)}`);
  return date.toISOString();
}
