import { writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { Item } from '../../domain/item.ts';
import type { Caps } from '../../domain/recommendation.ts';
import { byCold } from '../../evaluation/by-cold.ts';
import { LEARNED_RANKERS, learnedRankers } from '../../evaluation/learned-rankers.ts';
import { overSeeds } from '../../evaluation/over-seeds.ts';
import { diverseName, PRODUCT_RANKERS, productRankers } from '../../evaluation/product-ranker.ts';
import { BASELINES, createRankers } from '../../evaluation/rankers.ts';
import { readCases } from '../../evaluation/read-cases.ts';
import { readImpressions } from '../../evaluation/read-impressions.ts';
import { readSequences } from '../../evaluation/read-sequences.ts';
import { type EvaluationResult, runEvaluation, SPLIT_ORDERS, type SplitOrder } from '../../evaluation/run-evaluation.ts';
import { type TradeOffPlan, VARIETY_METHODS, type VarietyMethod } from '../../evaluation/trade-off.ts';
import { tradeOffSvg } from '../../evaluation/trade-off-svg.ts';
import { evaluationTable } from '../../evaluation/table.ts';
import { chooseKernels } from '../../kernels/choose-kernels.ts';
import { openProducts } from '../../kernels/open-products.ts';
import { cap } from './caps-option.ts';
import { embedItems } from './embed-items.ts';
import { type EncoderFlags, withEncoder } from './encoder-options.ts';
import { evaluateLearning } from './evaluate-learning.ts';
import { InputError } from './failures.ts';
import { allLines, expectWritable, linesOf } from './files.ts';
import { type KernelFlags, noteOtherKernels, withKernels } from './kernel-options.ts';
import { fraction, naturalNumber, positiveInteger, shares } from './numbers.ts';
import { readItems, tellFaults } from './read-items.ts';
import { note, print, progressLine } from './terminal.ts';

/** Cases whose explanations are tried, unless a number is given. */
const FAITHFULNESS_CASES = 500;
/** People who are simulated, unless a number is given. */
const PEOPLE = 100;

/** What changes are told from. */
const PLAIN = [PRODUCT_RANKERS[0]];

/** Where the curves of --variety are measured, unless --diversity says. */
const DIVERSITIES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

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
  variety?: VarietyMethod[];
  cap?: Caps;
  chart?: string;
  simulateLearning?: number | true;
  json?: boolean;
}

export function addEvaluateCommand(program: Command, signal: AbortSignal): void {
  withKernels(withEncoder(program.command('evaluate')))
    .description('measure rankers: on held-out cases, over the full catalog, and on what people were shown and clicked')
    .requiredOption('--items <file>', 'items as JSON Lines')
    .option('--train <file>', 'sequences or events as JSON Lines')
    .option('--test <file>', 'cases as JSON Lines: user, history, target, at')
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
    .option('--diversity <x...>', 'measure the product at these diversities too, 0 to 1', (value: string, before: number[] | undefined) => [...(before ?? []), fraction(value)])
    .addOption(new Option('--variety <method...>', 'measure and draw what variety costs by each, at the values of --diversity (0 to 0.9)').choices(VARIETY_METHODS))
    .option('--cap <name=n...>', 'hold the lists of --variety (all) to n items of one source, brand, author or category', cap)
    .option('--chart <file.svg>', 'write the curves of --variety (all) as a picture')
    .option('--simulate-learning [people]', 'let so many simulated people (100) choose from lists, in place of ranking cases: does learning from choices pay?', positiveInteger)
    .option('--json', 'print one JSON document')
    .action(async ({ simulateLearning, ...flags }: EvaluateFlags, command: Command) => {
      if (simulateLearning !== undefined && (flags.test !== undefined || flags.impressions !== undefined)) command.error('error: expected --simulate-learning alone, got --test or --impressions beside it');
      if (simulateLearning !== undefined) return evaluateLearning({ ...flags, people: simulateLearning === true ? PEOPLE : simulateLearning }, signal);
      if (flags.test === undefined && flags.impressions === undefined) command.error('error: expected --test, --impressions or --simulate-learning, got none');
      if (flags.test === undefined && (flags.seeds > 1 || (flags.cold?.length ?? 0) > 1)) command.error('error: expected --test with --seeds and several shares of --cold');
      await evaluate(flags, signal);
    });
}

async function evaluate(flags: EvaluateFlags, signal: AbortSignal): Promise<void> {
  if (flags.chart !== undefined) await expectWritable(flags.chart);
  const { items } = await readItems([flags.items], signal);
  const tradeOff = tradeOffOf(flags, items);
  const train = readSequences(flags.train === undefined ? [] : await allLines(flags.train, signal));
  const test = flags.test === undefined ? undefined : readCases(await allLines(flags.test, signal));
  const impressions = flags.impressions === undefined ? undefined : await readImpressions(linesOf(flags.impressions, signal));
  if (flags.train !== undefined) tellFaults(flags.train, train.faults);
  if (test) tellFaults(flags.test!, test.faults);
  if (impressions) tellFaults(flags.impressions!, impressions.faults);
  const vectors = await embedItems(items, flags, signal);
  const keys = flags.historyEncoder === undefined ? undefined : await embedItems(items, { ...flags, encoder: flags.historyEncoder }, signal);
  if (keys && keys.spaces[0] !== vectors.spaces[0]) throw new InputError(`--history-encoder: expected a model of the space ${vectors.spaces[0]}, got ${keys.spaces[0]}`);
  const { kernels, reason } = await chooseKernels(flags.kernels, { rows: items.length, dimension: vectors.dimension, signal });
  noteOtherKernels(flags, kernels.name, reason);
  const products = await openProducts();
  const diversities = tradeOff ? [] : (flags.diversity ?? []);
  const known = new Map([...BASELINES, ...learnedRankers(products), ...productRankers(kernels, products, diversities)]);
  const ranking = progressLine('Ranking cases');
  const ordering = progressLine('Ordering impressions');
  const fitting = new Map<string, ReturnType<typeof progressLine>>();
  const [firstShare, ...otherShares] = flags.cold ?? [0];
  const measured = (seed: number, cold = firstShare): Promise<EvaluationResult> => runEvaluation({
    dataset: basename(dirname(resolve(flags.items))),
    items, vectors, keys, train, test, seed,
    rankers: createRankers(flags.ranker ? [...flags.ranker, ...diversities.map(diverseName), ...(tradeOff ? PLAIN : [])] : [...known.keys()], known),
    impressions: seed === flags.seed && cold === firstShare ? impressions : undefined,
    tradeOff: seed === flags.seed && cold === firstShare ? tradeOff : undefined,
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
  if (flags.chart !== undefined) await writeFile(flags.chart, tradeOffSvg(results[0]));
  print(flags.json ? JSON.stringify({ ...results[0], ...(spread && { overSeeds: spread }), ...(curve && { byCold: curve }) }) : evaluationTable(results[0], spread, curve));
}

/** Which lists are measured for what variety costs; undefined where none are. @throws {InputError} when the items have not what all methods need */
function tradeOffOf({ variety, diversity = DIVERSITIES, cap: caps, chart }: EvaluateFlags, items: readonly Item[]): TradeOffPlan | undefined {
  if (variety === undefined && chart === undefined && caps === undefined) return undefined;
  const told = items.some(({ categories = [] }) => categories.length > 0);
  const methods = VARIETY_METHODS.filter((method) => (variety ?? VARIETY_METHODS).includes(method) && (told || method !== 'calibrated'));
  if (methods.length === 0) throw new InputError('--variety calibrated: expected items with categories, got none');
  if (!told && (variety ?? VARIETY_METHODS).includes('calibrated')) note('calibrated: no item has a category, so it is left out');
  return { methods, diversities: diversity, caps };
}
