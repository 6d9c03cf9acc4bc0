import { basename, dirname, resolve } from 'node:path';
import { arrangeItems } from '../../evaluation/arrange-items.ts';
import { breather } from '../../evaluation/breather.ts';
import { reportLearning } from '../../evaluation/learning-report.ts';
import { learningTable } from '../../evaluation/learning-table.ts';
import { readSequences } from '../../evaluation/read-sequences.ts';
import { resolveSequences } from '../../evaluation/resolve-cases.ts';
import { simulatedPeople } from '../../evaluation/simulated-visits.ts';
import { chooseKernels } from '../../kernels/choose-kernels.ts';
import { openProducts } from '../../kernels/open-products.ts';
import { learnCatalog } from '../../training/learn-catalog.ts';
import { embedItems } from './embed-items.ts';
import type { EncoderFlags } from './encoder-options.ts';
import { InputError } from './failures.ts';
import { allLines } from './files.ts';
import { type KernelFlags, noteOtherKernels } from './kernel-options.ts';
import { readItems, skippedItems, tellFaults, tellNoChoices } from './read-items.ts';
import { print, progressLine } from './terminal.ts';

/** Lists that each person is shown: a hundred days of four, and weights that change half-way. */
const ROUNDS = 400;

export interface LearningFlags extends EncoderFlags, KernelFlags {
  items: string;
  train: string;
  people: number;
  seed: number;
  /** People that a pair of companions must be of. */
  minSupport: number;
  json?: boolean;
}

/** Simulates people who choose from the lists of a catalog learned from `train`, with fixed weights, with learned ones, and exploring. */
export async function evaluateLearning(flags: LearningFlags, signal: AbortSignal): Promise<void> {
  const given = await readItems([flags.items], signal);
  const train = readSequences(await allLines(flags.train, signal));
  tellFaults(flags.train, train.faults);
  tellNoChoices(flags.train, train);
  const { items, vectors, rowOf } = arrangeItems(given.items, await embedItems(given.items, flags, signal), flags.seed);
  const { kernels, reason } = await chooseKernels(flags.kernels, { rows: items.length, dimension: vectors.dimension, signal });
  noteOtherKernels(flags, kernels.name, reason);
  const learning = progressLine('Learning the catalog, %');
  const { sequences, people: whose, times } = resolveSequences(train.sequences, rowOf);
  const world = { items, vectors, sequences, people: whose, times, kernels, products: await openProducts(), seed: flags.seed, minSupport: flags.minSupport, breathe: breather(signal) };
  const learned = await learnCatalog({ ...world, told: (part) => learning.show({ done: Math.round(100 * part), total: 100, unit: 'items' }) });
  learning.done();
  const { people, ...readouts } = await simulatedPeople(world, learned, flags.people);
  kernels.close();
  if (people.length === 0) throw new InputError(`${flags.train}: expected sequences of at least 6 known items, got none`);
  const simulating = progressLine('Simulating people');
  const report = await reportLearning(people, { ...readouts, rounds: ROUNDS, seed: flags.seed }, { breathe: breather(signal), onPerson: (done, total) => simulating.show({ done, total, unit: 'items' }) });
  simulating.done();
  print(flags.json ? JSON.stringify({ dataset: basename(dirname(resolve(flags.items))), minSupport: flags.minSupport, ...report, skipped: skippedItems(given.rejected) }) : learningTable(report));
}
