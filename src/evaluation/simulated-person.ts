/** How simulated people read a list; chosen beforehand, and the same for every policy. */
/** A place is looked at if the one above was, with this chance: position bias. */
const GOES_ON = 0.85;
/** Cards that are in view whether or not they are looked at. */
const IN_VIEW = 5;
/** How surely a better item is chosen, by score. */
const SHARPNESS = 2;
/** Chance of choosing an item that is as good as the best list in the mean. */
const USUAL_CHOICE = 0.3;
/** Share of looks that end in a choice or a dismissal for no reason. */
const NOISE = 0.03;
/** Chance of dismissing an item that is looked at and is a deviation worse than the best list. */
const DISMISSES = 0.05;
/** Deviation of the log by which a person's weights differ from the pack's. */
const WEIGHT_SPREAD = 1;

/** What was done with a list: places of it, from 0. */
export interface Reaction {
  /** Cards that came into view. */
  seen: number;
  selected?: number;
  dismissed?: number;
}

/**
 * Weights of a person, whose sum is that of the pack's.
 *
 *   w[h] ∝ pack[h] · e^(ε),  ε ~ N(0, 1);   a head without weight has none
 */
export function personalWeights(pack: ArrayLike<number>, random: () => number): Float64Array {
  const weights = Float64Array.from(pack, (weight) => weight * Math.exp(WEIGHT_SPREAD * normal(random)));
  const [sum, own] = [total(pack), total(weights)];
  return weights.map((weight) => (weight * sum) / own);
}

/**
 * Looks through a list from the top: chooses by how good an item is beside the best list, now and then at random, and stops
 * there or loses interest on the way.
 *
 * @param utilities of the listed items, to the person
 * @param usual     mean utility of the best list of that length
 */
export function lookThrough(utilities: readonly number[], usual: number, random: () => number): Reaction {
  const offset = Math.log(USUAL_CHOICE / (1 - USUAL_CHOICE));
  let dismissed: number | undefined;
  for (const [place, utility] of utilities.entries()) {
    const seen = Math.min(utilities.length, Math.max(IN_VIEW, place + 2));
    const [chance, whim, leaves] = [random(), random(), random()];
    const attraction = 1 / (1 + Math.exp(-offset - SHARPNESS * (utility - usual)));
    if (whim < NOISE ? chance < 0.5 : chance < attraction) return { seen, selected: place, dismissed };
    if (whim < NOISE || (utility < usual - 1 && chance > 1 - DISMISSES)) dismissed ??= place;
    if (leaves > GOES_ON) return { seen, dismissed };
  }
  return { seen: utilities.length, dismissed };
}

/** Looks through a list as above, and chooses by chance alone. */
export function lookAtRandom(length: number, random: () => number): Reaction {
  return lookThrough(Array.from({ length }, () => 0), 0, random);
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function total(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}
