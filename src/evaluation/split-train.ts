import type { TestCase } from './read-cases.ts';
import type { ReadSequences, Sequence } from './read-sequences.ts';
import { type Counts, count } from './resolve-cases.ts';
import type { SplitOrder } from './run-evaluation.ts';

/**
 * How train alone is parted into train and test.
 *
 *   last  each person's last item is asked for, all before it is train
 *   time  what came from one time on, the same for all, is asked for; all before it is train
 */
export const SPLITS = ['last', 'time'] as const;
export type SplitName = (typeof SPLITS)[number];

/** Where events are parted unless that is said: nine tenths of them are train. */
export const SPLIT_SHARE = 0.9;
/** Cases of one person: somebody who did much would else be most of what is measured. */
export const CASES_PER_USER = 50;

/** Train and test of one file. */
export interface TrainSplit {
  order: SplitOrder;
  /** The first time that is test, ms since 1970; missing where it is not by time. */
  fromMs?: number;
  train: Sequence[];
  cases: TestCase[];
  /** Of what could be a case and is none: `beyond-user-cap`. */
  skipped: Counts;
  /** `one-item-user`: has no last item after another, and stays in train. */
  remarks: Counts;
}

/**
 * Leaves each person's last item out. What one user did is one history, in the order of the file, though it be several
 * sequences; a sequence without a user is a person of its own. The item before the last stays in train, for whatever is
 * chosen by validation is chosen there.
 */
export function splitLast(sequences: readonly Sequence[]): TrainSplit {
  const train = [...sequences];
  const cases: TestCase[] = [];
  const remarks: Counts = {};
  for (const places of personsOf(sequences)) {
    const last = places.findLast((place) => sequences[place].items.length > 0);
    if (last === undefined) continue;
    const { user, items, times } = sequences[last];
    const history = [...places.filter((place) => place !== last).flatMap((place) => sequences[place].items), ...items.slice(0, -1)];
    if (history.length === 0) {
      count(remarks, 'one-item-user');
      continue;
    }
    train[last] = { user, items: items.slice(0, -1), ...(times && { times: times.slice(0, -1) }) };
    cases.push({ user, history, target: items[items.length - 1], ...(times && { atMs: times[times.length - 1] }) });
  }
  return { order: 'per-user-time', train: train.filter(({ items }) => items.length > 0), cases, skipped: {}, remarks };
}

/**
 * Parts all events at one time. Each event from then on is a case of its user, asked at its own time, whose history is all that
 * the user did before; a user's first CASES_PER_USER are asked.
 *
 * @param at a time, ms since 1970, or the share of the events that are train: then it is the time of the first that is not
 * @throws {RangeError} when an event has no time, or none is before or none after
 */
export function splitAtTime(sequences: readonly Sequence[], at: { ms: number } | { share: number }): TrainSplit {
  const times = Float64Array.from(sequences.flatMap((sequence) => timesOf(sequence))).sort();
  const fromMs = 'ms' in at ? at.ms : times[Math.floor(at.share * times.length)];
  const [train, cases]: [Sequence[], TestCase[]] = [[], []];
  const skipped: Counts = {};
  for (const sequence of sequences) {
    const { user, items } = sequence;
    const own = timesOf(sequence);
    const before = own.filter((ms) => ms < fromMs).length;
    if (before > 0) train.push({ user, items: items.slice(0, before), times: own.slice(0, before) });
    const until = Math.min(items.length, before + CASES_PER_USER);
    for (let next = before; next < until; next++) cases.push({ user, history: items.slice(0, next), target: items[next], atMs: own[next] });
    count(skipped, 'beyond-user-cap', items.length - until);
  }
  if (train.length === 0 || cases.length === 0) throw new RangeError(`expected events before and after the time they are parted at, got ${times.length} events, ${train.length === 0 ? 'none before' : 'none after'} ${nameOf(fromMs)}`);
  return { order: 'global-time', fromMs, train, cases, skipped, remarks: {} };
}

function nameOf(ms: number | undefined): string {
  return ms === undefined ? 'it' : new Date(ms).toISOString();
}

function timesOf({ user, items, times }: Sequence): readonly number[] {
  if (times) return times;
  if (items.length === 0) return [];
  throw new RangeError(`expected a time (at) for each event, got none for one of user ${JSON.stringify(user)}`);
}

/** Places of each person's sequences. */
function personsOf(sequences: readonly Sequence[]): number[][] {
  const byUser = new Map<string | number, number[]>();
  for (const [place, { user }] of sequences.entries()) {
    const known = byUser.get(user ?? place);
    if (known) known.push(place);
    else byUser.set(user ?? place, [place]);
  }
  return [...byUser.values()];
}

/** What was read, its sequences in place of those that were parted. */
export function trainOf(read: ReadSequences, { train }: TrainSplit): ReadSequences {
  return { ...read, sequences: train };
}
