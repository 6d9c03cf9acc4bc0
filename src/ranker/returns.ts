import { REPEAT_PLACES, REPEAT_TIMES, type RepeatRates } from '../domain/repeat-rates.ts';

/** Something that was met before. */
export interface Return<Thing> {
  met: Thing;
  /** How many other things were met since. */
  place: number;
  /** How often it was met. */
  times: number;
}

/** The distinct things of a history, newest first: each stands at the place where it was met last. */
export function returnsOf<Thing>(history: readonly Thing[]): Return<Thing>[] {
  const times = new Map<Thing, number>();
  for (const met of history.toReversed()) times.set(met, (times.get(met) ?? 0) + 1);
  return Array.from(times, ([met, count], place) => ({ met, place, times: count }));
}

/** The chance that an item is what is met next, as RepeatRates has it; at most 1. */
export function chanceOf({ place, times }: Pick<Return<unknown>, 'place' | 'times'>, row: number, rates: RepeatRates): number {
  return Math.min(1, rates.places[Math.min(place, REPEAT_PLACES - 1)] * rates.times[Math.min(times, REPEAT_TIMES) - 1] * rates.items[row]);
}
