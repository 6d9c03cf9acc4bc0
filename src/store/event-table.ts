import type { EventFilter, EventId, HistoryEvent } from '../domain/event.ts';
import { itemIdOf, matchesFilter } from '../domain/event.ts';
import type { ItemId } from '../domain/item.ts';
import type { Transaction } from './database.ts';

/** Adds the events whose id is new, and returns them in order of time. */
export async function addEvents(transaction: Transaction<'readwrite'>, events: readonly HistoryEvent[]): Promise<HistoryEvent[]> {
  const table = transaction.objectStore('events');
  const ids = table.index('id');
  const seen = new Set<EventId>();
  const offered = events.filter(({ id }) => !seen.has(id) && seen.add(id));
  const known = await Promise.all(offered.map(({ id }) => ids.getKey(id)));
  const added = offered.filter((_, i) => known[i] === undefined);
  // Async, so that an event that cannot be copied fails its own promise and not those already under way.
  await Promise.all(added.map(async (event) => table.add({ event, item: itemIdOf(event) })));
  return byTime(added);
}

/** The events that `filter` selects, by time and then by order of recording. */
export async function readEvents(transaction: Transaction<'readonly'>, filter: EventFilter = {}): Promise<HistoryEvent[]> {
  const { since, until } = filter;
  if (since && until && since >= until) return [];
  const rows = await transaction.objectStore('events').index('at').getAll(timeRange(since, until));
  return rows.map(({ event }) => event).filter((event) => matchesFilter(event, filter));
}

/** Deletes the events that `filter` selects; `released` are the items that no event holds any longer. */
export async function deleteEvents(transaction: Transaction<'readwrite'>, filter: EventFilter): Promise<{ gone: HistoryEvent[]; released: Set<ItemId> }> {
  const table = transaction.objectStore('events');
  const [keys, rows] = await Promise.all([table.getAllKeys(), table.getAll()]);
  const leaves = rows.map(({ event }) => matchesFilter(event, filter));
  const gone = rows.filter((_, i) => leaves[i]);
  await (gone.length === rows.length ? table.clear() : Promise.all(keys.filter((_, i) => leaves[i]).map((key) => table.delete(key))));
  const released = new Set(gone.map(({ item }) => item));
  rows.forEach(({ item }, i) => !leaves[i] && released.delete(item));
  return { gone: byTime(gone.map(({ event }) => event)), released };
}

/** Whether every one of `ids` is there. */
export async function hasEvents(transaction: Transaction<'readwrite'>, ids: readonly EventId[]): Promise<boolean> {
  const keys = await Promise.all(ids.map((id) => transaction.objectStore('events').index('id').getKey(id)));
  return keys.every((key) => key !== undefined);
}

/** Which of `ids` some event holds. */
export async function heldItems(transaction: Transaction<'readwrite'>, ids: readonly ItemId[]): Promise<Set<ItemId>> {
  const items = transaction.objectStore('events').index('item');
  const keys = await Promise.all(ids.map((id) => items.getKey(id)));
  return new Set(ids.filter((_, i) => keys[i] !== undefined));
}

/** Sorted by time; equal times stay in the order they came. */
export function byTime(events: readonly HistoryEvent[]): HistoryEvent[] {
  return events.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function timeRange(since: string | undefined, until: string | undefined): IDBKeyRange | undefined {
  if (since && until) return IDBKeyRange.bound(since, until, false, true);
  if (since) return IDBKeyRange.lowerBound(since);
  return until ? IDBKeyRange.upperBound(until, true) : undefined;
}
