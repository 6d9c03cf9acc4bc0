import type { ReadCases } from '../../evaluation/read-cases.ts';
import type { ReadSequences } from '../../evaluation/read-sequences.ts';
import type { Counts } from '../../evaluation/resolve-cases.ts';
import type { SplitOrder } from '../../evaluation/run-evaluation.ts';
import { CASES_PER_USER, splitAtTime, splitLast, SPLIT_SHARE, trainOf } from '../../evaluation/split-train.ts';
import type { EvaluateFlags } from './evaluate-flags.ts';
import { InputError } from './failures.ts';
import { note } from './terminal.ts';

/** Train, the cases that it was parted into, and how. */
export interface PartedTrain {
  train: ReadSequences;
  test: ReadCases;
  order: SplitOrder;
  /** Told in the JSON document. */
  split: { by: 'last' } | { by: 'time'; at: string; casesPerUser: number };
  counted: { skipped: Counts; remarks: Counts };
}

/**
 * Parts train by `--split`.
 *
 * @throws {InputError} when that needs times and a line has none, or one side would be empty
 */
export function partTrain(read: ReadSequences, { split: by, splitAt = { share: SPLIT_SHARE }, train: file }: Pick<EvaluateFlags, 'split' | 'splitAt' | 'train'>): PartedTrain {
  if (by === 'last') {
    const parted = splitLast(read.sequences);
    return { train: trainOf(read, parted), test: { cases: parted.cases, faults: [] }, order: parted.order, split: { by }, counted: parted };
  }
  if (read.untimedLine !== undefined) throw new InputError(`${file}:${read.untimedLine}: expected an event with its time (at), which --split time parts by, got none`);
  try {
    const parted = splitAtTime(read.sequences, splitAt);
    const at = new Date(parted.fromMs!).toISOString();
    note(`${file}: what is before ${at} is train; of what came from then on, ${parted.cases.length} events are cases`);
    return { train: trainOf(read, parted), test: { cases: parted.cases, faults: [] }, order: parted.order, split: { by: 'time', at, casesPerUser: CASES_PER_USER }, counted: parted };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(`${file}: ${error.message}`, { cause: error });
  }
}
