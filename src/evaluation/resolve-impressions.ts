import type { ItemId } from '../domain/item.ts';
import type { ImpressionLog } from './read-impressions.ts';
import { type Counts, count } from './resolve-cases.ts';

/** Impressions of one user with the same history, which rankers score once. */
export interface ImpressionGroup {
  user: string | null;
  /** Rows, oldest first. */
  history: readonly number[];
  /** Numbers of impressions of the log, in its order. */
  impressions: readonly number[];
}

/** What was shown, by row. */
export interface ShownRows {
  rows: readonly number[];
  clicked: readonly boolean[];
}

export interface ResolvedImpressions {
  /** Users after each other, as they first occur. */
  groups: readonly ImpressionGroup[];
  /** @param impression of a group */
  shownIn(impression: number): ShownRows;
  /** Lines left out: `bad-line`, and `nothing-shown`, `none-clicked`, `all-clicked`, of which no order is better than another. */
  skipped: Counts;
  /** What the log remarks, and what was passed over in impressions that were kept: `unknown-shown-id`, `unknown-history-id`, `empty-history`. */
  remarks: Counts;
}

/** Turns ids into catalog rows; ids that the catalog lacks are dropped and counted. */
export function resolveImpressions(log: ImpressionLog, rowOf: ReadonlyMap<ItemId, number>): ResolvedImpressions {
  const rowOfNumber = log.ids.map((id) => rowOf.get(id));
  const known = (numbers: Uint32Array): number[] => Array.from(numbers).flatMap((number) => rowOfNumber[number] ?? []);
  const shownIn = (impression: number): ShownRows => {
    const shown = Array.from(log.shown.at(impression)).filter((coded) => rowOfNumber[coded >> 1] !== undefined);
    return { rows: shown.map((coded) => rowOfNumber[coded >> 1]!), clicked: shown.map((coded) => (coded & 1) === 1) };
  };
  const skipped: Counts = {};
  const remarks: Counts = { ...log.remarks };
  count(skipped, 'bad-line', log.faults.length);
  const byUser = new Map<string | number, Map<number, ImpressionGroup & { impressions: number[] }>>();
  for (const [impression, { user, history }] of log.impressions.entries()) {
    const { clicked } = shownIn(impression);
    const fault = faultOf(clicked);
    if (fault) {
      count(skipped, fault);
      continue;
    }
    const groups = byUser.get(user ?? impression) ?? new Map<number, ImpressionGroup & { impressions: number[] }>();
    byUser.set(user ?? impression, groups);
    const group = groups.get(history) ?? { user, history: known(log.histories.at(history)), impressions: [] };
    groups.set(history, group);
    group.impressions.push(impression);
    count(remarks, 'unknown-shown-id', log.shown.at(impression).length - clicked.length);
    count(remarks, 'unknown-history-id', log.histories.at(history).length - group.history.length);
    if (group.history.length === 0) count(remarks, 'empty-history');
  }
  return { groups: [...byUser.values()].flatMap((groups) => [...groups.values()]), shownIn, skipped, remarks };
}

function faultOf(clicked: readonly boolean[]): string | null {
  if (clicked.length === 0) return 'nothing-shown';
  if (!clicked.includes(true)) return 'none-clicked';
  return clicked.includes(false) ? null : 'all-clicked';
}
