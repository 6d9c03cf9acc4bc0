/**
 * How likely an item that was met is what is met next, as interactions tell:
 *
 *   chance = places[others met since] · times[how often it was met] · items[row]
 */
export interface RepeatRates {
  /** [REPEAT_PLACES] by how many other items were met since; the last is that of all later places. */
  places: Float32Array;
  /** [REPEAT_TIMES] factors by how often it was met, from once; the last is that of all more. */
  times: Float32Array;
  /** [C] factors of the items: what is used up returns more often than what lasts. */
  items: Float32Array;
}

export const REPEAT_PLACES = 10;
export const REPEAT_TIMES = 5;
