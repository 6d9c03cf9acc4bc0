import type { ItemId } from '../domain/item.ts';
import type { TestCase } from './read-cases.ts';
import type { Sequence } from './read-sequences.ts';

/** How many of what, by reason. */
export type Counts = Record<string, number>;

/** A test case by catalog row. */
export interface ResolvedCase {
  /** Whose it is; null where that is not said. */
  user: string | null;
  /** Oldest first. */
  history: number[];
  target: number;
  /** When it is asked, ms since 1970; missing where that is not said. */
  atMs?: number;
}

/** Training sequences by catalog row. */
export interface ResolvedSequences {
  /** Oldest first. */
  sequences: number[][];
  /** Whose each sequence is: equal numbers are one person. */
  people: number[];
  /** ms since 1970 of each item of each sequence, null where not all are known; missing where none is. */
  times?: (number[] | null)[];
}

export interface ResolvedCases {
  cases: ResolvedCase[];
  /** Cases left out: `missing-target`, `unknown-target`, `target-in-history`. */
  skipped: Counts;
  /** What was passed over in cases that were kept: `unknown-history-id`, `empty-history`. */
  remarks: Counts;
}

/**
 * Turns ids into catalog rows. Ids of a history that the catalog lacks are dropped; a case whose target cannot be
 * ranked is left out. Both are counted. A case without history stays: a cold user is asked for too.
 *
 * @param allowRepeats false keeps items of the history out of the ranking, so that a target among them has no rank
 */
export function resolveCases(cases: readonly TestCase[], rowOf: ReadonlyMap<ItemId, number>, allowRepeats: boolean): ResolvedCases {
  const skipped: Counts = {};
  const remarks: Counts = {};
  const resolved: ResolvedCase[] = [];
  for (const { user, history, target, atMs } of cases) {
    const row = target === null ? undefined : rowOf.get(target);
    const rows = resolveIds(history, rowOf);
    if (target === null) count(skipped, 'missing-target');
    else if (row === undefined) count(skipped, 'unknown-target');
    else if (!allowRepeats && rows.includes(row)) count(skipped, 'target-in-history');
    else {
      count(remarks, 'unknown-history-id', history.length - rows.length);
      if (rows.length === 0) count(remarks, 'empty-history');
      resolved.push({ user, history: rows, target: row, ...(atMs !== undefined && { atMs }) });
    }
  }
  return { cases: resolved, skipped, remarks };
}

/** Training sequences by catalog row; unknown ids are dropped and counted as `unknown-train-id`. One without a user is a person of its own. */
export function resolveSequences(sequences: readonly Sequence[], rowOf: ReadonlyMap<ItemId, number>): ResolvedSequences & { remarks: Counts } {
  const remarks: Counts = {};
  for (const { items } of sequences) count(remarks, 'unknown-train-id', items.filter((id) => !rowOf.has(id)).length);
  const numbers = new Map<string, number>();
  const personOf = (user: string | null, place: number): number => {
    if (user === null) return sequences.length + place;
    if (!numbers.has(user)) numbers.set(user, numbers.size);
    return numbers.get(user)!;
  };
  return { ...keptOf(sequences.map(({ user, ...sequence }, place) => ({ ...sequence, person: personOf(user, place) })), (id) => rowOf.get(id)), remarks };
}

/** Train without these rows; sequences that are left empty are dropped. */
export function withoutRows({ sequences, people, times }: ResolvedSequences, rows: ReadonlySet<number>): ResolvedSequences {
  return keptOf(sequences.map((items, index) => ({ items, person: people[index], times: times?.[index] })), (row) => (rows.has(row) ? undefined : row));
}

/** What becomes of each item of sequences, with the times of what is kept; a sequence of which nothing is kept is dropped. */
function keptOf<T>(sequences: readonly { items: readonly T[]; person: number; times?: readonly number[] | null }[], rowOf: (item: T) => number | undefined): ResolvedSequences {
  const kept = sequences.flatMap(({ items, person, times }) => {
    const rows = items.map(rowOf);
    const known = (_: unknown, place: number): boolean => rows[place] !== undefined;
    return rows.some(known) ? [{ person, rows: rows.filter((row) => row !== undefined), times: times?.filter(known) ?? null }] : [];
  });
  const timed = kept.some(({ times }) => times !== null);
  return { sequences: kept.map(({ rows }) => rows), people: kept.map(({ person }) => person), ...(timed && { times: kept.map(({ times }) => times) }) };
}

/** Adds `by` to a count; a count of nothing is not named. */
export function count(counts: Counts, reason: string, by = 1): void {
  if (by > 0) counts[reason] = (counts[reason] ?? 0) + by;
}

function resolveIds(ids: readonly ItemId[], rowOf: ReadonlyMap<ItemId, number>): number[] {
  return ids.flatMap((id) => rowOf.get(id) ?? []);
}
