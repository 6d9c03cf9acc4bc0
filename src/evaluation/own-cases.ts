import { type HistoryEvent, itemIdOf, takesOut } from '../domain/event.ts';
import type { ItemId } from '../domain/item.ts';
import { choicesOf } from '../domain/own-evaluation.ts';
import { historyStrengths } from '../ranker/event-strength.ts';
import { rowsAfter } from './rows-after.ts';

/** Enough for an interval of ±7 % of hits, and a few seconds to rank. */
const MOST_CASES = 200;

/** One choice of a person and what came before it; rows are the catalog's. */
export interface OwnCase extends BeforeChoice {
  target: number;
  item: ItemId;
}

/** What a ranker may know of a choice. */
export interface BeforeChoice {
  /** ISO time of the choice. */
  at: string;
  /** All events before the choice, oldest first. */
  before: readonly HistoryEvent[];
  /** Items that these speak for and more than being seen, each once, where it was last met; oldest first. */
  history: number[];
  /** Items that can be no guess: chosen or judged before. */
  met: number[];
  /** Items that were published later, and can be no guess either; the chosen one is never among them. */
  later: number[];
}

/**
 * A history as cases: every first choice of an item of the catalog, after what came before it. The first choice has nothing
 * before it; of many, the newest are taken.
 *
 * @param events oldest first
 * @param published [C] ms since 1970, NaN where unknown
 * @returns cases, oldest first; how many choices come before them; how many events are about items that the catalog lacks
 */
export function ownCases(events: readonly HistoryEvent[], rowOf: (id: ItemId) => number | undefined, most = MOST_CASES, published: Float64Array | null = null): { cases: OwnCase[]; learned: number; elsewhere: number } {
  const choices = choicesOf(events, (id) => rowOf(id) !== undefined);
  const learned = Math.min(choices.length, Math.max(1, choices.length - most));
  const cases = choices.slice(learned).map((index): OwnCase => {
    const item = itemIdOf(events[index]);
    const target = rowOf(item)!;
    const { at } = events[index];
    const before = events.slice(0, index);
    return { target, item, at, before, history: spokenFor(before, rowOf), met: rowsOf(before.filter(takesOut), rowOf), later: rowsAfter(published, Date.parse(at)).filter((row) => row !== target) };
  });
  return { cases, learned, elsewhere: events.filter((event) => rowOf(itemIdOf(event)) === undefined).length };
}

function spokenFor(events: readonly HistoryEvent[], rowOf: (id: ItemId) => number | undefined): number[] {
  const strengths = historyStrengths(events);
  const rows = rowsOf(events.filter((event, h) => takesOut(event) && strengths[h] > 0), rowOf);
  return [...new Set(rows.toReversed())].toReversed();
}

function rowsOf(events: readonly HistoryEvent[], rowOf: (id: ItemId) => number | undefined): number[] {
  return events.flatMap((event) => rowOf(itemIdOf(event)) ?? []);
}
