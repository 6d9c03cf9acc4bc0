import type { ItemId } from '../domain/item.ts';
import { type LineFault, lineReader } from './json-lines.ts';
import { NumberLists } from './number-lists.ts';
import { readIds, readOptionalId } from './read-id.ts';
import { type Counts, count } from './resolve-cases.ts';

/** What people were shown, and what of it they clicked. Ids are held once, and lists as numbers of them. */
export interface ImpressionLog {
  /** Distinct ids, by number. */
  ids: ItemId[];
  /** In the order of the file. */
  impressions: Impression[];
  /** Numbers of ids, oldest first. One that is the same as the user's before is held once. */
  histories: NumberLists;
  /** 2 · number of an id, plus 1 where it was clicked; as shown. */
  shown: NumberLists;
  faults: LineFault[];
  /** What was passed over in lines that were kept: `repeated-shown-id`, `clicked-not-shown`. */
  remarks: Counts;
}

export interface Impression {
  user: string | null;
  /** Number of a list of `histories`. */
  history: number;
}

/**
 * Reads impressions, one `{"user", "history": [id, …], "shown": [id, …], "clicked": [id, …]}` a line, as they come.
 *
 * Ids are not looked up here: `resolveImpressions` drops and counts what the catalog lacks.
 *
 * @param lines null for a line that is no UTF-8
 */
export async function readImpressions(lines: AsyncIterable<string | null> | Iterable<string | null>): Promise<ImpressionLog> {
  const ids: ItemId[] = [];
  const numbers = new Map<ItemId, number>();
  const lastOf = new Map<string, number>();
  const [histories, shown] = [new NumberLists(), new NumberLists()];
  const impressions: Impression[] = [];
  const remarks: Counts = {};
  const numberOf = (id: ItemId): number => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    numbers.set(id, ids.length);
    return ids.push(id) - 1;
  };
  const historyOf = (user: string | null, list: readonly number[]): number => {
    const before = user === null ? undefined : lastOf.get(user);
    if (before !== undefined && areEqual(histories.at(before), list)) return before;
    const added = histories.add(list);
    if (user !== null) lastOf.set(user, added);
    return added;
  };
  const { read, faults } = lineReader((raw) => {
    const line = { user: readOptionalId(raw, 'user'), history: readIds(raw, 'history'), shown: readIds(raw, 'shown'), clicked: readIds(raw, 'clicked') };
    const [once, clicked] = [new Set(line.shown), new Set(line.clicked)];
    count(remarks, 'repeated-shown-id', line.shown.length - once.size);
    count(remarks, 'clicked-not-shown', [...clicked].filter((id) => !once.has(id)).length);
    shown.add(Array.from(once, (id) => 2 * numberOf(id) + Number(clicked.has(id))));
    impressions.push({ user: line.user, history: historyOf(line.user, line.history.map(numberOf)) });
  });
  for await (const line of lines) read(line);
  return { ids, impressions, histories, shown, faults, remarks };
}

function areEqual(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
