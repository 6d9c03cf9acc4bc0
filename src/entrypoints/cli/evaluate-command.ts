import { writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { Item } from '../../domain/item.ts';
import { byCold } from '../../evaluation/by-cold.ts';
import type { Clusters } from '../../evaluation/compare-rankers.ts';
import { LEARNED_RANKERS, learnedRankers } from '../../evaluation/learned-rankers.ts';
import { overSeeds, type SeedResult } from '../../evaluation/over-seeds.ts';
import { diverseName, PRODUCT_RANKERS, productRankers } from '../../evaluation/product-ranker.ts';
import { BASELINES, createRankers } from '../../evaluation/rankers.ts';
import { readCases } from '../../evaluation/read-cases.ts';
import { readImpressions } from '../../evaluation/read-impressions.ts';
import { readSequences } from '../../evaluation/read-sequences.ts';
import { type EvaluationOptions, type EvaluationResult, runEvaluation, SPLIT_ORDERS } from '../../evaluation/run-evaluation.ts';
import { SPLITS } from '../../evaluation/split-train.ts';
import { type TradeOffPlan, VARIETY_METHODS } from '../../evaluation/trade-off.ts';
import { tradeOffSvg } from '../../evaluation/trade-off-svg.ts';
import { evaluationTable } from '../../evaluation/table.ts';
import { chooseKernels } from '../../kernels/choose-kernels.ts';
import { openProducts } from '../../kernels/open-products.ts';
import { cap } from './caps-option.ts';
import { embedItems } from './embed-items.ts';
import { withEncoder } from './encoder-options.ts';
import type { EvaluateFlags } from './evaluate-flags.ts';
import { evaluateLearning } from './evaluate-learning.ts';
import { givenOptions, misuseOf } from './evaluate-modes.ts';
import { partTrain } from './evaluate-split.ts';
import { InputError } from './failures.ts';
import { allLines, expectWritable, linesOf } from './files.ts';
import { noteOtherKernels, withKernels } from './kernel-options.ts';
import { fraction, naturalNumber, once, positiveInteger, shareOrTime, shares } from './numbers.ts';
import { readItems, skippedItems, tellFaults, tellNoChoices } from './read-items.ts';
import { note, print, progressLine } from './terminal.ts';

/** Cases whose explanations are tried, unless a number is given. */
const FAITHFULNESS_CASES = 500;
/** People who are simulated, unless a number is given. */
const PEOPLE = 100;

/** What changes are told from. */
const PLAIN = [PRODUCT_RANKERS[0]];

/** Where the curves of --variety are measured, unless --diversity says. */
const DIVERSITIES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

export function addEvaluateCommand(program: Command, signal: AbortSignal): void {
  withKernels(withEncoder(program.command('evaluate')))
    .description('measure rankers: on held-out cases, over the full catalog, and on what people were shown and clicked')
    .requiredOption('--items <file>', 'items as JSON Lines', once)
    .option('--train <file>', 'sequences or events as JSON Lines', once)
    .option('--test <file>', 'cases as JSON Lines: user, history, target, at', once)
    .addOption(new Option('--split <name>', 'part train into train and cases: last, each user’s last item; time, what came from one time on').choices(SPLITS))
    .option('--split-at <time|share>', 'the time of --split time, or the share of the events that is train (0.9)', shareOrTime)
    .option('--impressions <file>', 'what was shown as JSON Lines: user, history, shown, clicked; with --test or --split, or in their place', once)
    .option('--k <n>', 'length of a list', positiveInteger, 10)
    .addOption(new Option('--ranker <name...>', 'which rankers; all unless given').choices([...BASELINES.keys(), ...LEARNED_RANKERS, ...PRODUCT_RANKERS]))
    .option('--history-encoder <id|dir|url>', 'what reads the history, where the catalog is read by --encoder; both of one space')
    .addOption(new Option('--order <name>', 'how train and test were parted').choices(SPLIT_ORDERS))
    .option('--allow-repeats', 'items of the history may come back')
    .option('--cold <share...>', 'share of the items that is taken out of train; several draw a curve (0)', shares)
    .option('--seed <n>', 'of ties and samples', naturalNumber, 0)
    .option('--seeds <n>', 'how many seeds: what is learned is told as mean and spread', positiveInteger, 1)
    .option('--min-support <n>', 'people that a pair of companions must be of, as of a pack', positiveInteger, 1)
    .option('--history-lengths <n...>', 'cut histories to their newest so many, too', (value: string, before: number[] | undefined) => [...(before ?? []), naturalNumber(value)])
    .option('--faithfulness [cases]', 'try the explanations on so many cases (500): removing what they name, does the place of the item move most?', positiveInteger)
    .option('--diversity <x...>', 'measure the product at these diversities too, 0 to 1', (value: string, before: number[] | undefined) => [...(before ?? []), fraction(value)])
    .addOption(new Option('--variety <method...>', 'measure and draw what variety costs by each, at the values of --diversity (0 to 0.9)').choices(VARIETY_METHODS))
    .option('--cap <name=n...>', 'hold the lists of --variety (all) to n items of one source, brand, author or category', cap)
    .option('--chart <file.svg>', 'write the curves of --variety (all) as a picture')
    .option('--simulate-learning [people]', 'let so many simulated people (100) choose from lists, in place of ranking cases: does learning from choices pay?', positiveInteger)
    .option('--json', 'print one JSON document')
    .action(async (flags: EvaluateFlags, command: Command) => {
      const misuse = misuseOf(flags, givenOptions(command));
      if (misuse !== null) command.error(`error: ${misuse}`);
      const { simulateLearning: people, train } = flags;
      if (people !== undefined) return evaluateLearning({ ...flags, train: train!, people: people === true ? PEOPLE : people }, signal);
      await evaluate(flags, signal);
    });
}

async function evaluate(flags: EvaluateFlags, signal: AbortSignal): Promise<void> {
  if (flags.chart !== undefined) await expectWritable(flags.chart);
  const { items, rejected } = await readItems([flags.items], signal);
  const tradeOff = tradeOffOf(flags, items);
  const read = readSequences(flags.train === undefined ? [] : await allLines(flags.train, signal));
  const given = flags.test === undefined ? undefined : readCases(await allLines(flags.test, signal));
  const impressions = flags.impressions === undefined ? undefined : await readImpressions(linesOf(flags.impressions, signal));
  if (flags.train !== undefined) {
    tellFaults(flags.train, read.faults);
    tellNoChoices(flags.train, read);
  }
  if (given) tellFaults(flags.test!, given.faults);
  if (impressions) tellFaults(flags.impressions!, impressions.faults);
  const parted = flags.split === undefined ? undefined : partTrain(read, flags);
  const { train, test, order, split } = { train: read, test: given, order: flags.order, split: undefined, ...parted };
  const counted = { skipped: { ...skippedItems(rejected), ...parted?.counted.skipped }, remarks: parted?.counted.remarks ?? {} };
  const vectors = await embedItems(items, flags, signal);
  const keys = flags.historyEncoder === undefined ? undefined : await embedItems(items, { ...flags, encoder: flags.historyEncoder }, signal);
  if (keys && keys.spaces[0] !== vectors.spaces[0]) throw new InputError(`--history-encoder: expected a model of the space ${vectors.spaces[0]}, got ${keys.spaces[0]}`);
  const { kernels, reason } = await chooseKernels(flags.kernels, { rows: items.length, dimension: vectors.dimension, signal });
  noteOtherKernels(flags, kernels.name, reason);
  const products = await openProducts();
  const diversities = tradeOff ? [] : (flags.diversity ?? []);
  const known = new Map([...BASELINES, ...learnedRankers(products), ...productRankers(kernels, products, diversities, flags.minSupport)]);
  const ranking = progressLine('Ranking cases');
  const ordering = progressLine('Ordering impressions');
  const fitting = new Map<string, ReturnType<typeof progressLine>>();
  const [firstShare, ...otherShares] = flags.cold ?? [0];
  const measured = (seed: number, cold = firstShare, onGains?: EvaluationOptions['onGains']): Promise<EvaluationResult> => runEvaluation({
    dataset: basename(dirname(resolve(flags.items))),
    items, vectors, keys, products, train, test, seed,
    rankers: createRankers(flags.ranker ? [...flags.ranker, ...diversities.map(diverseName), ...(tradeOff ? PLAIN : [])] : [...known.keys()], known),
    impressions: seed === flags.seed && cold === firstShare ? impressions : undefined,
    tradeOff: seed === flags.seed && cold === firstShare ? tradeOff : undefined,
    historyLengths: seed === flags.seed && cold === firstShare ? flags.historyLengths : undefined,
    faithfulness: seed !== flags.seed || cold !== firstShare ? undefined : flags.faithfulness === true ? FAITHFULNESS_CASES : flags.faithfulness,
    order, counted, k: flags.k, allowRepeats: flags.allowRepeats, cold, signal, onGains,
    onProgress: ({ step, ranker = '', done, total, part = 0 }) => {
      if (step === 'order') return ordering.show({ done, total, unit: 'items' });
      if (step !== 'fit') return ranking.show({ done, total, unit: 'items' });
      if (!fitting.has(ranker)) fitting.set(ranker, progressLine(`Fitting ${ranker}, %`));
      fitting.get(ranker)!.show({ done: Math.round(100 * part), total: 100, unit: 'items' });
    },
  });
  const seeds = Array.from({ length: flags.seeds }, (_, n) => flags.seed + n);
  const bySeed: SeedResult[] = [];
  let clusters: Clusters = [];
  for (const seed of seeds) {
    let gains: SeedResult['gains'] = new Map();
    const result = await measured(seed, firstShare, (...told) => ([gains, clusters] = told));
    bySeed.push({ seed, result, gains });
  }
  const [{ result }] = bySeed;
  const colder = [result];
  for (const cold of otherShares) colder.push(await measured(flags.seed, cold));
  ranking.done();
  ordering.done();
  kernels.close();
  const spread = flags.seeds > 1 ? await overSeeds(bySeed, clusters, signal) : undefined;
  const curve = otherShares.length > 0 ? byCold([firstShare, ...otherShares], colder) : undefined;
  if (flags.chart !== undefined) await writeFile(flags.chart, tradeOffSvg(result));
  tellDoubts(result);
  print(flags.json ? JSON.stringify({ ...result, minSupport: flags.minSupport, ...(split && { split }), ...(spread && { overSeeds: spread }), ...(curve && { byCold: curve }) }) : evaluationTable(result, spread, curve));
}

/** Tells on stderr what belies the order that train and test are said to have. */
function tellDoubts({ order, remarks }: EvaluationResult): void {
  const { 'target-in-train': known = 0, 'train-after-case': later = 0 } = remarks;
  if (known > 0) note(`${order}: for ${known} cases train holds what is asked for, of the same user: it knows the answer`);
  if (later > 0) note(`${order}: ${later} events of train are later than the earliest case`);
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
