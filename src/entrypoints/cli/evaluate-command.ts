import { basename, dirname, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { Item } from '../../domain/item.ts';
import type { Matrix } from '../../domain/matrix.ts';
import { encodeItems } from '../../encoder/encode-items.ts';
import { byCold } from '../../evaluation/by-cold.ts';
import { LEARNED_RANKERS, learnedRankers } from '../../evaluation/learned-rankers.ts';
import { overSeeds } from '../../evaluation/over-seeds.ts';
import { diverseName, PRODUCT_RANKERS, productRankers } from '../../evaluation/product-ranker.ts';
import { BASELINES, createRankers } from '../../evaluation/rankers.ts';
import { readCases } from '../../evaluation/read-cases.ts';
import { readImpressions } from '../../evaluation/read-impressions.ts';
import { readSequences } from '../../evaluation/read-sequences.ts';
import { type EvaluationResult, runEvaluation, SPLIT_ORDERS, type SplitOrder } from '../../evaluation/run-evaluation.ts';
import { evaluationTable } from '../../evaluation/table.ts';
import { chooseKernels } from '../../kernels/choose-kernels.ts';
import { openProducts } from '../../kernels/open-products.ts';
import { type EncoderFlags, encoderOf, withEncoder } from './encoder-options.ts';
import { InputError } from './failures.ts';
import { allLines, linesOf } from './files.ts';
import { type KernelFlags, noteOtherKernels, withKernels } from './kernel-options.ts';
import { fraction, naturalNumber, positiveInteger, shares } from './numbers.ts';
import { readItems, tellFaults } from './read-items.ts';
import { print, progressLine } from './terminal.ts';

/** Cases whose explanations are tried, unless a number is given. */
const FAITHFULNESS_CASES = 500;

interface EvaluateFlags extends EncoderFlags, KernelFlags {
  items: string;
  train?: string;
  test?: string;
  impressions?: string;
  k: number;
  ranker?: string[];
  order?: SplitOrder;
  allowRepeats?: boolean;
  cold?: number[];
  historyEncoder?: string;
  seed: number;
  seeds: number;
  historyLengths?: number[];
  faithfulness?: number | true;
  diversity?: number[];
  json?: boolean;
}

export function addEvaluateCommand(program: Command, signal: AbortSignal): void {
  withKernels(withEncoder(program.command('evaluate')))
    .description('measure rankers: on held-out cases, over the full catalog, and on what people were shown and clicked')
    .requiredOption('--items <file>', 'items as JSON Lines')
    .option('--train <file>', 'sequences or events as JSON Lines')
    .option('--test <file>', 'cases as JSON Lines: user, history, target')
    .option('--impressions <file>', 'what was shown as JSON Lines: user, history, shown, clicked; with --test, or in its place')
    .option('--k <n>', 'length of a list', positiveInteger, 10)
    .addOption(new Option('--ranker <name...>', 'which rankers; all unless given').choices([...BASELINES.keys(), ...LEARNED_RANKERS, ...PRODUCT_RANKERS]))
    .option('--history-encoder <id|dir|url>', 'what reads the history, where the catalog is read by --encoder; both of one space')
    .addOption(new Option('--order <name>', 'how train and test were parted').choices(SPLIT_ORDERS))
    .option('--allow-repeats', 'items of the history may come back')
    .option('--cold <share...>', 'share of the items that is taken out of train; several draw a curve (0)', shares)
    .option('--seed <n>', 'of ties and samples', naturalNumber, 0)
    .option('--seeds <n>', 'how many seeds: what is learned is told as mean and spread', positiveInteger, 1)
    .option('--history-lengths <n...>', 'cut histories to their newest so many, too', (value: string, before: number[] | undefined) => [...(before ?? []), naturalNumber(value)])
    .option('--faithfulness [cases]', 'try the explanations on so many cases (500): removing what they name, does the place of the item move most?', positiveInteger)
    .option('--diversity <x...>', 'measure the product at these diversities too, 0 to 1: what variety costs', (value: string, before: number[] | undefined) => [...(before ?? []), fraction(value)])
    .option('--json', 'print one JSON document')
    .action(async (flags: EvaluateFlags, command: Command) => {
      if (flags.test === undefined && flags.impressions === undefined) command.error('error: expected --test or --impressions, got neither');
      if (flags.test === undefined && (flags.seeds > 1 || (flags.cold?.length ?? 0) > 1)) command.error('error: expected --test with --seeds and several shares of --cold');
      await evaluate(flags, signal);
    });
}

async function evaluate(flags: EvaluateFlags, signal: AbortSignal): Promise<void> {
  const { items } = await readItems([flags.items], signal);
  const train = readSequences(flags.train === undefined ? [] : await allLines(flags.train, signal));
  const test = flags.test === undefined ? undefined : readCases(await allLines(flags.test, signal));
  const impressions = flags.impressions === undefined ? undefined : await readImpressions(linesOf(flags.impressions, signal));
  if (flags.train !== undefined) tellFaults(flags.train, train.faults);
  if (test) tellFaults(flags.test!, test.faults);
  if (impressions) tellFaults(flags.impressions!, impressions.faults);
  const vectors = await embed(items, flags, signal);
  const keys = flags.historyEncoder === undefined ? undefined : await embed(items, { ...flags, encoder: flags.historyEncoder }, signal);
  if (keys && keys.spaces[0] !== vectors.spaces[0]) throw new InputError(`--history-encoder: expected a model of the space ${vectors.spaces[0]}, got ${keys.spaces[0]}`);
  const { kernels, reason } = await chooseKernels(flags.kernels, { rows: items.length, dimension: vectors.dimension, signal });
  noteOtherKernels(flags, kernels.name, reason);
  const products = await openProducts();
  const known = new Map([...BASELINES, ...learnedRankers(products), ...productRankers(kernels, products, flags.diversity)]);
  const ranking = progressLine('Ranking cases');
  const ordering = progressLine('Ordering impressions');
  const fitting = new Map<string, ReturnType<typeof progressLine>>();
  const [firstShare, ...otherShares] = flags.cold ?? [0];
  const measured = (seed: number, cold = firstShare): Promise<EvaluationResult> => runEvaluation({
    dataset: basename(dirname(resolve(flags.items))),
    items, vectors, keys, train, test, seed,
    rankers: createRankers(flags.ranker ? [...flags.ranker, ...(flags.diversity ?? []).map(diverseName)] : [...known.keys()], known),
    impressions: seed === flags.seed && cold === firstShare ? impressions : undefined,
    historyLengths: seed === flags.seed && cold === firstShare ? flags.historyLengths : undefined,
    faithfulness: seed !== flags.seed || cold !== firstShare ? undefined : flags.faithfulness === true ? FAITHFULNESS_CASES : flags.faithfulness,
    order: flags.order, k: flags.k, allowRepeats: flags.allowRepeats, cold, signal,
    onProgress: ({ step, ranker = '', done, total, part = 0 }) => {
      if (step === 'order') return ordering.show({ done, total, unit: 'items' });
      if (step !== 'fit') return ranking.show({ done, total, unit: 'items' });
      if (!fitting.has(ranker)) fitting.set(ranker, progressLine(`Fitting ${ranker}, %`));
      fitting.get(ranker)!.show({ done: Math.round(100 * part), total: 100, unit: 'items' });
    },
  });
  const seeds = Array.from({ length: flags.seeds }, (_, n) => flags.seed + n);
  const results: EvaluationResult[] = [];
  for (const seed of seeds) results.push(await measured(seed));
  const colder = [results[0]];
  for (const cold of otherShares) colder.push(await measured(flags.seed, cold));
  ranking.done();
  ordering.done();
  kernels.close();
  const spread = flags.seeds > 1 ? overSeeds(seeds, results) : undefined;
  const curve = otherShares.length > 0 ? byCold([firstShare, ...otherShares], colder) : undefined;
  print(flags.json ? JSON.stringify({ ...results[0], ...(spread && { overSeeds: spread }), ...(curve && { byCold: curve }) }) : evaluationTable(results[0], spread, curve));
}

async function embed(items: readonly Item[], flags: EncoderFlags, signal: AbortSignal): Promise<Matrix> {
  const encoder = await encoderOf(flags, signal);
  const line = progressLine(`Embedding items with ${encoder.model}`);
  const { matrix } = await encodeItems(encoder, items, { signal, onProgress: line.show });
  line.done();
  await encoder.close();
  return matrix;
}
