import type { EventFilter } from '../domain/event.ts';
import type { ItemId } from '../domain/item.ts';
import { byAge, isForgotten, type Preference, preferenceKey, surplusPreferences } from '../domain/learning.ts';
import type { Transaction } from './database.ts';

/** Adds the preferences that are new, drops the oldest where there are too many, and returns the new ones that stay, oldest first. */
export async function addPreferences(transaction: Transaction<'readwrite'>, preferences: readonly Preference[]): Promise<Preference[]> {
  const table = transaction.objectStore('preferences');
  const offered = new Map(preferences.map((each) => [preferenceKey(each), each]));
  const known = await Promise.all([...offered.keys()].map((key) => table.getKey(key)));
  for (const key of known) if (key !== undefined) offered.delete(key);
  await Promise.all([...offered].map(([key, each]) => table.add(each, key)));
  const surplus = surplusPreferences(await table.count());
  if (surplus > 0) {
    const oldest = await table.index('at').getAllKeys(null, surplus);
    await Promise.all(oldest.map((key) => table.delete(key)));
    for (const key of oldest) offered.delete(key);
  }
  return [...offered.values()].sort(byAge);
}

/** Oldest first. */
export async function readPreferences(transaction: Transaction<'readonly' | 'readwrite'>): Promise<Preference[]> {
  return (await transaction.objectStore('preferences').getAll()).sort(byAge);
}

/** What forgetting takes along (`isForgotten`), oldest first. */
export async function forgettablePreferences(transaction: Transaction<'readonly' | 'readwrite'>, filter: EventFilter, gone: ReadonlySet<ItemId>): Promise<Preference[]> {
  return (await readPreferences(transaction)).filter((each) => isForgotten(each, filter, gone));
}

export async function deletePreferences(transaction: Transaction<'readwrite'>, preferences: readonly Preference[]): Promise<void> {
  const table = transaction.objectStore('preferences');
  await Promise.all(preferences.map((each) => table.delete(preferenceKey(each))));
}
