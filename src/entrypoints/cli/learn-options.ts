import { type Command, InvalidArgumentError } from 'commander';
import type { Interactions } from '../../compiler/compile-pack.ts';
import { type ReadSequences, readSequences } from '../../evaluation/read-sequences.ts';
import { chooseKernels } from '../../kernels/choose-kernels.ts';
import { openProducts } from '../../kernels/open-products.ts';
import { PACK_MIN_SUPPORT } from '../../training/learned-catalog.ts';
import { InputError } from './failures.ts';
import { allLines } from './files.ts';
import { KeptResults } from './kept-results.ts';
import { type KernelFlags, noteOtherKernels } from './kernel-options.ts';
import { positiveInteger } from './numbers.ts';
import { tellFaults, tellNoChoices } from './read-items.ts';
import { progressLine } from './terminal.ts';

/** Options of what a pack learns from interactions. */
export interface LearnFlags extends KernelFlags {
  interactions?: string;
  minSupport: number;
  dpEpsilon?: number;
  dpDelta: number;
  dpBound: number;
  report: boolean;
}

/** Interactions of a file, and how it was read. */
export interface GivenInteractions extends Interactions, Pick<ReadSequences, 'dismissed' | 'disliked'> {
  rejected: number;
  /** Ends the lines of progress, and lets go of the kernels. */
  done(): void;
}

export function withLearning(command: Command): Command {
  return command
    .option('--interactions <file>', 'what people met one after the other, as JSON Lines: teaches W, companions, popularity and weights')
    .option('--min-support <n>', 'people that a published pair of companions must be of', positiveInteger, PACK_MIN_SUPPORT)
    .option('--dp-epsilon <e>', 'publish counts with noise, so that one person changes the chance of any pack by at most e^e; W and fitted weights are left out', epsilon)
    .option('--dp-delta <d>', 'the chance that a pair of one person alone is published all the same', delta, 1e-6)
    .option('--dp-bound <n>', 'pairs, and items, that one person counts for under --dp-epsilon', positiveInteger, 3)
    .option('--no-report', 'leave out how good the pack is on held-out interactions');
}

/** The interactions that the flags name, with what learns from them; undefined without a file. @throws {InputError} when there is none in it */
export async function interactionsOf(flags: LearnFlags, rows: number, signal: AbortSignal): Promise<GivenInteractions | undefined> {
  if (flags.interactions === undefined) return undefined;
  const { sequences, faults, dismissed, disliked } = readSequences(await allLines(flags.interactions, signal));
  tellFaults(flags.interactions, faults);
  tellNoChoices(flags.interactions, { dismissed, disliked });
  if (sequences.length === 0) throw new InputError(faults.length > 0 ? `${flags.interactions}:${faults[0].message}` : `${flags.interactions}: expected at least one sequence, got none`);
  const { kernels, reason } = await chooseKernels(flags.kernels, { rows, dimension: 384, signal });
  noteOtherKernels(flags, kernels.name, reason);
  const [learning, ranking] = [progressLine('Learning from interactions, %'), progressLine('Ranking held-out choices')];
  return {
    sequences,
    rejected: faults.length,
    dismissed,
    disliked,
    kernels,
    products: await openProducts(),
    minSupport: flags.minSupport,
    privacy: flags.dpEpsilon === undefined ? undefined : { epsilon: flags.dpEpsilon, delta: flags.dpDelta, bound: flags.dpBound },
    report: flags.report,
    memory: new KeptResults(),
    told: (part) => learning.show({ done: Math.round(100 * part), total: 100, unit: 'items' }),
    ranked(done, total) {
      learning.done();
      ranking.show({ done, total, unit: 'items' });
    },
    done() {
      learning.done();
      ranking.done();
      kernels.close();
    },
  };
}

/** Noise is drawn in thousandths. */
function epsilon(value: string): number {
  const number = Number(value);
  if (!(number >= 0.001 && number <= 1000) || Math.abs(1000 * number - Math.round(1000 * number)) > 1e-6) throw new InvalidArgumentError(`expected a number from 0.001 to 1000, in thousandths, got ${value}`);
  return number;
}

function delta(value: string): number {
  const number = Number(value);
  if (!(number > 0 && number < 0.1)) throw new InvalidArgumentError(`expected a number above 0 and below 0.1, got ${value}`);
  return number;
}
