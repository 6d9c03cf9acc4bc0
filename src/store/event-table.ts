import type { EventFilter, EventId, HistoryEvent } from '../domain/event.ts';
import { itemIdOf, matchesFilter } from '../domain/event.ts';
import type { ItemId } from '../domain/item.ts';
import type { Transaction } from './database.ts';
import { inOrder, type RecordedEvent, renumbered } from './recorded-event.ts';

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

/** All events, parted by whether `filter` selects them, in the order of recording. */
export async function partEvents(transaction: Transaction<'readonly' | 'readwrite'>, filter: EventFilter): Promise<{ selected: RecordedEvent[]; others: HistoryEvent[] }> {
  const table = transaction.objectStore('events');
  const [keys, rows] = await Promise.all([table.getAllKeys(), table.getAll()]);
  const all = rows.map(({ event }, n): RecordedEvent => ({ event, order: keys[n] }));
  return { selected: all.filter(({ event }) => matchesFilter(event, filter)), others: all.flatMap(({ event }) => (matchesFilter(event, filter) ? [] : [event])) };
}

/** Deletes `selected`, and returns the items that none of `others` holds. */
export async function deleteEvents(transaction: Transaction<'readwrite'>, selected: readonly RecordedEvent[], others: readonly HistoryEvent[]): Promise<Set<ItemId>> {
  const table = transaction.objectStore('events');
  await (others.length === 0 ? table.clear() : Promise.all(selected.map(({ order }) => table.delete(order))));
  const held = new Set(others.map(itemIdOf));
  return new Set(selected.map(({ event }) => itemIdOf(event)).filter((id) => !held.has(id)));
}

/** Adds the events whose id is new, where they stood in the order of recording; returns how many. */
export async function restoreEvents(transaction: Transaction<'readwrite'>, events: readonly RecordedEvent[]): Promise<number> {
  const table = transaction.objectStore('events');
  const { selected } = await partEvents(transaction, {});
  const known = new Set(selected.map(({ event }) => event.id));
  const offered = inOrder(events).filter(({ event: { id } }) => !known.has(id) && known.add(id));
  // Async, so that an event that cannot be copied fails its own promise and not those already under way.
  await Promise.all(renumbered(offered, new Set(selected.map(({ order }) => order))).map(async ({ event, order }) => table.add({ event, item: itemIdOf(event) }, order || undefined)));
  return offered.length;
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
