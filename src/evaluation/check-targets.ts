import type { Item, ItemId } from '../domain/item.ts';
import type { Sequence } from './read-sequences.ts';
import { type Counts, count, type ResolvedCase } from './resolve-cases.ts';

/**
 * What of the cases of a split in time belies it, or cannot be learned from it:
 *
 *   target-in-train   train holds the target for the same user, and the case's history does not: train knows the answer
 *   train-after-case  train holds an event that is later than the earliest case (of a split at one point in time alone)
 *   cold-target       train holds the target for nobody
 *
 * @param items by row
 * @param train by id, before `--cold` takes anything out
 */
export function checkTargets(cases: readonly ResolvedCase[], items: readonly Item[], train: readonly Sequence[], order: 'global-time' | 'per-user-time'): Counts {
  const met = new Set<ItemId>();
  const metBy = new Map<string, Set<ItemId>>();
  const earliest = cases.reduce((least, { atMs = Infinity }) => Math.min(least, atMs), Infinity);
  const counts: Counts = {};
  for (const { user, items: ids, times } of train) {
    for (const id of ids) met.add(id);
    const own = metBy.get(user ?? '') ?? new Set();
    for (const id of ids) own.add(id);
    if (user !== null) metBy.set(user, own);
    if (order === 'global-time') count(counts, 'train-after-case', times?.filter((ms) => ms > earliest).length ?? 0);
  }
  for (const { user, history, target } of cases) {
    const { id } = items[target];
    if (user !== null && metBy.get(user)?.has(id) && !history.includes(target)) count(counts, 'target-in-train');
    if (!met.has(id)) count(counts, 'cold-target');
  }
  return counts;
}
