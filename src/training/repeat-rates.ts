/** Later places are alike. */
const PLACES = 10;
/** Places seen as often as this before anything was seen, none of which came back: few sequences promise little. */
const PRIOR = 20;

/**
 * How often the next item is one that was met before, by how many other items were met since.
 *
 *   rate[place] = times the next item was the one at that place / (times there was one + 20)
 *
 * Place 0 is the newest item, and an item stands at the place where it was met last. Source: the recency model of repeat
 * consumption, Anderson et al. (2014).
 *
 * @returns [10]; the last is that of all later places. All 0 without sequences of two and more.
 */
export function repeatRates(sequences: readonly (readonly number[])[]): number[] {
  const there = new Float64Array(PLACES);
  const back = new Float64Array(PLACES);
  for (const sequence of sequences) {
    for (let next = 1; next < sequence.length; next++) {
      for (const [place, row] of placesOf(sequence.slice(0, next)).entries()) {
        there[Math.min(place, PLACES - 1)]++;
        if (row === sequence[next]) back[Math.min(place, PLACES - 1)]++;
      }
    }
  }
  return Array.from(there, (count, place) => back[place] / (count + PRIOR));
}

/** The distinct rows of a history, newest first. */
export function placesOf(history: readonly number[]): number[] {
  return [...new Set(history.toReversed())];
}
