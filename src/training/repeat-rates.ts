import { REPEAT_PLACES, REPEAT_TIMES, type RepeatRates } from '../domain/repeat-rates.ts';
import { type Chances, returnChances } from './return-chances.ts';
import { shrunkenFactors } from './shrunken-factors.ts';

/** Chances seen before anything was seen, none of which came back: few sequences promise little. */
const PRIOR = 20;
/** Of fitting one factor after the other; from five on the order of what returns stays as it is. */
const SWEEPS = 10;

/**
 * How often the next item is one that was met before: by how many other items were met since, by how often it was met, and by
 * the item itself, each given the others.
 *
 *   rate         = times the next item had been met before / (chances there were, each by its factors, + 20)
 *   rate[place]  = rate · factor[place]
 *   factor       = (times it came back + κ) / (times expected by the others + κ)     of places, times and items
 *
 * κ as shrunkenFactors() finds it: few chances tell little, so that nothing is certain never to return.
 * Source: the recency model of repeat consumption, Anderson et al. (2014), with factors of a log-linear model fitted one after
 * the other.
 *
 * @param rows       of the catalog; an item that was never met, or of fewer than `minSupport` people, has factor 1
 * @param people     whose each sequence is; each of another person unless given
 * @param breathe    gives way to the host now and then
 * @returns null where nothing ever came back
 * @throws what `breathe` rejects with
 */
export async function repeatRates(sequences: readonly (readonly number[])[], rows: number, { minSupport = 1, people, breathe }: { minSupport?: number; people?: ArrayLike<number>; breathe?(): Promise<void> | undefined } = {}): Promise<RepeatRates | null> {
  const byItem = await returnChances(sequences, breathe);
  if (![...byItem.values()].some(({ back }) => back.some((count) => count > 0))) return null;
  const rates: RepeatRates = { places: new Float32Array(REPEAT_PLACES), times: new Float32Array(REPEAT_TIMES).fill(1), items: new Float32Array(rows).fill(1) };
  const supported = [...supportOf(sequences, people)].flatMap(([row, support]) => (support >= minSupport && byItem.has(row) ? [row] : []));
  const numbered = new Map(supported.map((row, n) => [row, n]));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    await breathe?.();
    const ofPlaces = tally(REPEAT_PLACES, byItem, (place) => place, (_place, times, row) => rates.times[times] * rates.items[row]);
    rates.places = Float32Array.from(placeRates(ofPlaces.back, ofPlaces.expected));
    const ofTimes = tally(REPEAT_TIMES, byItem, (_place, times) => times, (place, _times, row) => rates.places[place] * rates.items[row]);
    rates.times = Float32Array.from(shrunkenFactors(ofTimes.back, ofTimes.expected));
    const ofItems = tally(supported.length, byItem, (_place, _times, row) => numbered.get(row), (place, times) => rates.places[place] * rates.times[times]);
    shrunkenFactors(ofItems.back, ofItems.expected).forEach((factor, n) => (rates.items[supported[n]] = factor));
  }
  return rates;
}

/** Rates of places, as factors of what all of them have together; places that no sequence is long enough for are like the last that one is. */
function placeRates(back: Float64Array, there: Float64Array): Float64Array {
  const sum = (values: Float64Array): number => values.reduce((all, value) => all + value, 0);
  const rate = sum(back) / (sum(there) + PRIOR);
  const rates = shrunkenFactors(back, there.map((count) => rate * count)).map((factor) => rate * factor);
  for (let place = 1; place < rates.length; place++) if (there[place] === 0) rates[place] = rates[place - 1];
  return rates;
}

/** People who met each item. */
function supportOf(sequences: readonly (readonly number[])[], people?: ArrayLike<number>): Map<number, number> {
  const met = new Map<number, Set<number>>();
  for (const [place, sequence] of sequences.entries()) {
    for (const row of sequence) {
      if (!met.has(row)) met.set(row, new Set());
      met.get(row)!.add(people?.[place] ?? place);
    }
  }
  return new Map(Array.from(met, ([row, who]) => [row, who.size]));
}

/** What came back by group, and Σ chances · weight; `groupOf` gives undefined for what belongs to none. */
function tally(groups: number, byItem: ReadonlyMap<number, Chances>, groupOf: (place: number, times: number, row: number) => number | undefined, weight: (place: number, times: number, row: number) => number): { back: Float64Array; expected: Float64Array } {
  const [back, expected] = [new Float64Array(groups), new Float64Array(groups)];
  for (const [row, chances] of byItem) {
    for (const [cell, there] of chances.there.entries()) {
      if (there === 0) continue;
      const [place, times] = [Math.floor(cell / REPEAT_TIMES), cell % REPEAT_TIMES];
      const group = groupOf(place, times, row);
      if (group === undefined) continue;
      back[group] += chances.back[cell];
      expected[group] += there * weight(place, times, row);
    }
  }
  return { back, expected };
}
