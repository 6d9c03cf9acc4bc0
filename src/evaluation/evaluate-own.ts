import { type OwnGuess, type OwnRankerReport, type OwnReport, SURE_BELOW } from '../domain/own-evaluation.ts';
import { holmCorrected } from './compare-rankers.ts';
import { ndcgAt, recallAt, wilsonInterval } from './metrics.ts';
import type { OwnCase } from './own-cases.ts';
import type { OwnGuesser } from './own-guessers.ts';
import { placeOf } from './protocol.ts';
import { signTest } from './sign-test.ts';
import { tieSalt } from './tie-order.ts';

/** What the guesses say, of an OwnReport. */
type OwnMeasures = Pick<OwnReport, 'guesses' | 'rankers' | 'surelyBelow' | 'chance'>;

export interface EvaluateOwnOptions {
  /** Length of a list. */
  k: number;
  /** Of ties. */
  seed: number;
  /** Called after each case; what it gives is awaited. */
  onCase?: (done: number) => Promise<void> | void;
}

/**
 * Lets every guesser rank the whole catalog for every case, what was met before or published later left out, equal scores in seeded random order.
 * The place of an item that a varied list leaves out is its place by score, k + 1 at best.
 *
 * @param rows items of the catalog
 */
export async function evaluateOwn(cases: readonly OwnCase[], guessers: readonly OwnGuesser[], rows: number, { k, seed, onCase }: EvaluateOwnOptions): Promise<OwnMeasures> {
  const scores = new Float32Array(rows);
  const guesses: OwnGuess[] = [];
  for (const [index, each] of cases.entries()) {
    const excluded = new Uint8Array(rows);
    for (const row of [...each.met, ...each.later]) excluded[row] = 1;
    const places: number[] = [];
    for (const guesser of guessers) {
      await guesser.score(each, scores);
      const { rank } = placeOf(each.target, scores, excluded, tieSalt(seed, index));
      const listed = guesser.list ? Array.from(await guesser.list(each, k)).indexOf(each.target) + 1 : rank;
      places.push(listed || Math.max(k + 1, rank));
    }
    guesses.push({ item: each.item, at: each.at, candidates: excluded.filter((out) => out === 0).length, places });
    await onCase?.(index + 1);
  }
  return inOrder(guesses, guessers.map(({ name }) => name), k);
}

/** The reports, best first, and the guesses' places in the same order. */
function inOrder(guesses: readonly OwnGuess[], names: readonly string[], k: number): OwnMeasures {
  const reports = names.map((name, ranker) => ({ ranker, report: reportOf(name, guesses.map(({ places, candidates }) => ({ place: places[ranker], candidates })), k) }));
  reports.sort(({ report: a }, { report: b }) => b.ndcg - a.ndcg || b.percentile - a.percentile);
  const ordered = guesses.map((guess) => ({ ...guess, places: reports.map(({ ranker }) => guess.places[ranker]) }));
  const rankers = guesses.length > 0 ? reports.map(({ report }) => report) : [];
  return {
    guesses: ordered,
    rankers,
    surelyBelow: surelyBelow(ordered, rankers),
    chance: guesses.reduce((sum, { candidates }) => sum + Math.min(1, k / candidates), 0),
  };
}

/** Rankers after the first that placed the choices lower by more than chance. */
function surelyBelow(guesses: readonly OwnGuess[], rankers: readonly OwnRankerReport[]): string[] {
  const others = rankers.slice(1).map(({ name }, n) => {
    const wins = guesses.filter(({ places }) => places[0] < places[n + 1]).length;
    const losses = guesses.filter(({ places }) => places[0] > places[n + 1]).length;
    return { name, wins, losses };
  });
  const corrected = holmCorrected(others.map(({ wins, losses }) => signTest(wins, losses)));
  return others.filter(({ wins, losses }, n) => wins > losses && corrected[n] < SURE_BELOW).map(({ name }) => name);
}

function reportOf(name: string, guesses: readonly { place: number; candidates: number }[], k: number): OwnRankerReport {
  const mean = (of: (guess: { place: number; candidates: number }) => number): number => guesses.reduce((sum, guess) => sum + of(guess), 0) / Math.max(1, guesses.length);
  const hits = guesses.reduce((sum, { place }) => sum + recallAt(place, k), 0);
  return {
    name,
    hits,
    interval: wilsonInterval(hits, Math.max(1, guesses.length)),
    ndcg: mean(({ place }) => ndcgAt(place, k)),
    medianPlace: medianOf(guesses.map(({ place }) => place)),
    percentile: mean(({ place, candidates }) => (candidates - place) / candidates),
  };
}

/** The middle value, or the mean of the two in the middle. */
function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
