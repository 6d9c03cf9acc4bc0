/** One case, or impressions of one history. */
export interface Asked {
  /** Whose it is; null where that is not said. */
  user: string | null;
  /** Rows, oldest first. */
  history: readonly number[];
  /** Rows that are asked for. */
  targets: readonly number[];
}

/**
 * What may be learned from the histories that are asked about: each is cut before the first target of the same user's, in whichever case
 * that is asked for, and of each user the longest of these is taken.
 *
 * Where no user is said, two cases may be of one person if their histories share an item, and are taken for it: so neither a longer
 * prefix of one sequence nor a window that overlaps another holds its target. Of windows that do not overlap, a target can only stand
 * first, where nothing comes before it that it could be learned from. Equal ones count once.
 */
export function untoldHistories(asked: readonly Asked[]): (readonly number[])[] {
  const targetsOf = new Map<string, Set<number>>();
  /** By target of a case without user, the items of its histories. */
  const askedAfter = new Map<number, Set<number>>();
  for (const { user, history, targets } of asked) {
    if (user !== null) addAll(targetsOf, user, targets);
    else for (const target of targets) addAll(askedAfter, target, history);
  }
  const longest = new Map<string, readonly number[]>();
  const unnamed = new Map<string, readonly number[]>();
  for (const { user, history } of asked) {
    const isTold = user === null ? (row: number) => history.some((other) => askedAfter.get(row)?.has(other)) : (row: number) => targetsOf.get(user)!.has(row);
    const first = history.findIndex(isTold);
    const untold = first < 0 ? history : history.slice(0, first);
    if (user === null) unnamed.set(untold.join(), untold);
    else if (untold.length >= (longest.get(user)?.length ?? 0)) longest.set(user, untold);
  }
  return [...longest.values(), ...unnamed.values()];
}

function addAll<Key>(sets: Map<Key, Set<number>>, key: Key, rows: readonly number[]): void {
  const known = sets.get(key) ?? new Set<number>();
  sets.set(key, known);
  for (const row of rows) known.add(row);
}
