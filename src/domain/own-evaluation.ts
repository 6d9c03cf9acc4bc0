import { type HistoryEvent, itemIdOf, takesOut } from './event.ts';
import type { ItemId } from './item.ts';
import type { Cancellable } from './recommender.ts';

/** Guesses that a report is worth making for. */
export const LEAST_GUESSES = 3;

/** Chance of a difference at which it is called sure. */
export const SURE_BELOW = 0.05;

/**
 * Fewest guesses that can tell the best of so many rankers from another: with fewer, not even the best sign test comes below
 * SURE_BELOW once it is corrected for the others.
 *
 *   2 · ½ⁿ · (rankers − 1) < .05
 */
export function leastToTell(rankers: number): number {
  return Math.floor(Math.log2((2 * (rankers - 1)) / SURE_BELOW)) + 1;
}

/** One choice of a person, and where each ranker had put it by what came before. */
export interface OwnGuess {
  item: ItemId;
  /** ISO time of the choice. */
  at: string;
  /** Items that could be guessed: all but those that were met before or published later. */
  candidates: number;
  /** Place of the item by ranker, in the order of `OwnReport.rankers`; 1 is best. */
  places: number[];
}

/** How well one ranker guessed; means over all guesses. */
export interface OwnRankerReport {
  /** As `attune evaluate` names it. */
  name: string;
  /** Guesses whose item is in the list. */
  hits: number;
  /** 95 % of the rate of hits, after Wilson. */
  interval: [low: number, high: number];
  ndcg: number;
  medianPlace: number;
  /** Mean share of the candidates that stand below the item. */
  percentile: number;
}

/** How well rankers guess one person's choices, each by what came before it. */
export interface OwnReport {
  /** Length of a list. */
  k: number;
  /** Items of the catalog. */
  items: number;
  /** Oldest first. */
  guesses: OwnGuess[];
  /** Choices before the first guess; what was learned from alone. */
  learned: number;
  /** Events about items that the catalog lacks, which nothing was learned from. */
  elsewhere: number;
  /** Hits that a list by chance would have, on average. */
  chance: number;
  /** Best first: by nDCG, then by percentile. */
  rankers: OwnRankerReport[];
  /** Those that placed the choices lower than the best did, by more than chance: sign test over the guesses, corrected after Holm. */
  surelyBelow: string[];
}

/** Measures how well rankers guess a history, on this device. */
export interface OwnEvaluation {
  /**
   * @param events oldest first; nothing of them is kept
   * @param told   called with the guesses made and all there are
   * @returns      a report without guesses where the history has none
   * @throws `AbortError` when given up
   */
  run(events: readonly HistoryEvent[], told: (done: number, total: number) => void, options?: Cancellable): Promise<OwnReport>;
}

/**
 * The first choice of each item, by index into `events`: something that was done with it and speaks for it. What was only seen
 * is no choice, and what was met in another way before is none that could be guessed.
 *
 * @param events oldest first
 * @param known  whether the catalog holds an item
 */
export function choicesOf(events: readonly HistoryEvent[], known: (id: ItemId) => boolean): number[] {
  const met = new Set<ItemId>();
  return events.flatMap((event, index) => {
    const id = itemIdOf(event);
    if (!takesOut(event) || !known(id) || met.has(id)) return [];
    met.add(id);
    return speaksFor(event) ? [index] : [];
  });
}

/** Whether an event speaks for its item, however softly: its strength for the ranker is above 0. */
function speaksFor({ kind, rating = 0 }: HistoryEvent): boolean {
  return kind === 'rate' ? rating > 0 : kind !== 'dismiss';
}
