/** Share of a learned W that an item takes which no interaction has met. */
const REACH_OF_UNMET = 0.85;

/**
 * How far each candidate's query goes through a learned W, for `mapMatrix`: all the way where interactions have met the item, less far
 * where none has. W was taught by what was met alone; of the rest it knows what their texts have in common with it.
 *
 * @param popularity [C] how often each item was met, NaN unknown
 * @returns [C]
 */
export function reachOfMet(popularity: Float32Array): Float32Array {
  return popularity.map((count) => (count > 0 ? 1 : REACH_OF_UNMET));
}
