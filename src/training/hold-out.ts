import { seededRandom, shuffle } from '../domain/seeded-random.ts';

/** Choices that tell the blend: enough for an error of some hundredths, and seconds to score. */
const MOST_CHOICES = 1000;
/** Fewer newest choices say too little: a sample of all of them is taken instead. */
const LEAST_CHOICES = 50;
/** Share of all events that are held back at most, so that the heads know nearly what they will know. */
const HELD_BACK = 0.2;
/** Share of all events whose times must be known: what has no time is left out, since it may have come later. */
const MOSTLY = 0.9;

/** What was chosen, and what was met before. */
export interface HeldOut {
  history: readonly number[];
  chosen: number;
  /** When; null where that is unknown. */
  atMs: number | null;
  /** Place of the sequence that it is the last of. */
  sequence: number;
}

export interface Parted {
  cases: HeldOut[];
  /** What of each sequence may be learned from beside the cases; nothing of some. */
  left: (readonly number[])[];
}

/** Rows, oldest first. */
type Sequences = readonly (readonly number[])[];
/** ms since 1970 of each item of each sequence; null where not all are known. */
type Times = readonly (readonly number[] | null)[];

/**
 * Parts choices to fit by from what is learned from.
 *
 * Where nearly all times are known, at one moment T: the newest last items are the cases, where they were new to who chose them, T is
 * the time of the oldest of them, and what anybody did before T is left. So heads know of a choice what a pack knows that was made
 * at T: nothing of what came out since. A history goes up to its choice, past T too, as a visitor's does.
 *
 * Elsewhere the last items of a seeded sample of the sequences are the cases, where they are new, and all else is left.
 *
 * @param times ascending within each sequence
 */
export function holdOut(sequences: Sequences, times: Times | undefined, seed: number): Parted {
  return (times && newest(sequences, times)) ?? lastOfSome(sequences, times, seed);
}

/** Null where times are not known well enough, or too few choices are new. */
function newest(sequences: Sequences, times: Times): Parted | null {
  const events = sequences.reduce((sum, { length }) => sum + length, 0);
  const moments = Float64Array.from(times.flatMap((known) => known ?? [])).sort();
  if (moments.length < MOSTLY * events) return null;
  const after = moments[moments.length - 1 - Math.floor(HELD_BACK * moments.length)];
  const cases = [...sequences.keys()]
    .flatMap((index) => lastOf(index, sequences, times) ?? [])
    .filter((held) => held.atMs !== null && held.atMs > after)
    .sort((a, b) => b.atMs! - a.atMs!)
    .slice(0, MOST_CHOICES);
  if (cases.length < LEAST_CHOICES) return null;
  const moment = cases[cases.length - 1].atMs!;
  const left = sequences.map((rows, index) => rows.slice(0, times[index]?.filter((ms) => ms < moment).length ?? 0));
  return { cases, left };
}

function lastOfSome(sequences: Sequences, times: Times | undefined, seed: number): Parted {
  const order = shuffle(Uint32Array.from(sequences.keys()), seededRandom(seed + 1));
  const left = [...sequences];
  const cases: HeldOut[] = [];
  for (const index of order) {
    const held = lastOf(index, sequences, times);
    if (!held) continue;
    cases.push(held);
    left[index] = held.history;
    if (cases.length === MOST_CHOICES) break;
  }
  return { cases, left };
}

/** The last item of a sequence; null where it was met before, or is the only one. */
function lastOf(index: number, sequences: Sequences, times: Times | undefined): HeldOut | null {
  const sequence = sequences[index];
  const history = sequence.slice(0, -1);
  const chosen = sequence[history.length];
  return history.length === 0 || history.includes(chosen) ? null : { history, chosen, atMs: times?.[index]?.[history.length] ?? null, sequence: index };
}
