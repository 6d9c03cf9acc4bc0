import type { ItemId } from '../../domain/item.ts';
import { type Feedback, MOST_OF_LIST, type Preference } from '../../domain/learning.ts';
import { HEADS, type HeadName } from '../../domain/recommendation.ts';

/** Standardised readouts of one item, by head; a head without a say is left out. */
export type Readouts = Partial<Record<HeadName, number>>;

/** Digits of a readout that are kept: more would say nothing of a choice. */
const PRECISION = 1e4;

/**
 * What a choice from a list says of pairs of its items.
 *
 *   selected    better than each item above it that was passed over, and than the next one below ("skip above", "skip next")
 *   dismissed   worse than each other item
 *
 * Items that were chosen or dismissed earlier are on no side of a later choice. The weights of a choice sum to 1, or to what
 * the list has left of MOST_OF_LIST. Source: Joachims (2002); Joachims, Granka, Pan, Hembrooke and Gay (2005).
 *
 * @param readoutsOf gives the readouts of an item of the list; undefined for one that was not ranked
 * @param before     what the same list taught before
 * @returns none where the same was said before, or nothing stands beside the choice
 */
export function preferencesOf(feedback: Feedback, at: string, readoutsOf: (id: ItemId) => Readouts | undefined, before: readonly Preference[] = []): Preference[] {
  const { listId, shown, selected, dismissed } = feedback;
  const kind = selected !== undefined ? 'select' : 'dismiss';
  const chosen = (selected ?? dismissed)!;
  const own = before.filter((each) => each.listId === listId);
  const decided = new Set(own.map(decidedBy));
  const known = new Map(shown.flatMap((id) => [[id, readoutsOf(id)] as const]).filter(([, readouts]) => readouts !== undefined) as [ItemId, Readouts][]);
  if (decided.has(chosen) || !known.has(chosen)) return [];
  const others = shown.filter((id) => id !== chosen && known.has(id) && !decided.has(id));
  const place = shown.indexOf(chosen);
  const above = others.filter((id) => shown.indexOf(id) < place);
  const below = others.filter((id) => shown.indexOf(id) > place);
  const beside = kind === 'select' ? [...above, ...below.slice(0, 1)] : others;
  const left = MOST_OF_LIST - own.reduce((sum, { weight }) => sum + weight, 0);
  const weight = Math.min(1, left) / beside.length;
  if (beside.length === 0 || !(weight > 1e-9)) return [];
  return beside.map((other) => {
    const [better, worse] = kind === 'select' ? [chosen, other] : [other, chosen];
    return { listId, kind, better, worse, at, weight, places: [shown.indexOf(better), shown.indexOf(worse)], readouts: difference(known.get(better)!, known.get(worse)!) };
  });
}

/** The item that the person said something of. */
function decidedBy({ kind, better, worse }: Preference): ItemId {
  return kind === 'select' ? better : worse;
}

/** A head that says nothing of an item says no more of it than of any: 0. */
function difference(better: Readouts, worse: Readouts): Readouts {
  const heads = HEADS.filter((head) => better[head] !== undefined || worse[head] !== undefined);
  // Nought is added so that none is −0, which JSON cannot hold.
  return Object.fromEntries(heads.map((head) => [head, Math.round(PRECISION * ((better[head] ?? 0) - (worse[head] ?? 0))) / PRECISION + 0]));
}
