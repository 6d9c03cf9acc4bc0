import type { Command, Option } from 'commander';
import { PRODUCT_RANKERS } from '../../evaluation/product-ranker.ts';
import type { EvaluateFlags } from './evaluate-flags.ts';

type OptionName = keyof EvaluateFlags;

/** One way to measure. */
interface Mode {
  /** The option that asks for it. */
  by: OptionName;
  name: string;
  /** The options that go with it; it has no use for any other. */
  takes: readonly OptionName[];
  /** Why it has none. */
  why: string;
}

const EVERYWHERE: readonly OptionName[] = ['items', 'train', 'encoder', 'offline', 'kernels', 'seed', 'json'];
const RANKED: readonly OptionName[] = [...EVERYWHERE, 'ranker', 'historyEncoder', 'allowRepeats', 'cold', 'minSupport', 'impressions'];
const LISTED: readonly OptionName[] = [...RANKED, 'k', 'seeds', 'historyLengths', 'faithfulness', 'diversity', 'variety', 'cap', 'chart'];

/** The first that is asked for is what is measured. */
const MODES: readonly Mode[] = [
  { by: 'simulateLearning', name: '--simulate-learning', takes: [...EVERYWHERE, 'simulateLearning', 'minSupport'], why: 'simulated people choose from lists of the product, and nothing else is measured' },
  { by: 'test', name: '--test', takes: [...LISTED, 'test', 'order'], why: 'the cases are given' },
  { by: 'split', name: '--split', takes: [...LISTED, 'split', 'splitAt'], why: 'the split makes the cases, and their order with them' },
  { by: 'impressions', name: '--impressions alone', takes: [...RANKED, 'order'], why: 'no lists are made where what was shown is ordered' },
];

/** The rankers whose explanations can be tried. */
const EXPLAINING: readonly string[] = PRODUCT_RANKERS.filter((name) => name !== 'attune' && name !== 'attune-packed');

/** What options need beside them, whatever is measured. */
const NEEDS: readonly { isMissing: (flags: EvaluateFlags) => boolean; sentence: string }[] = [
  { isMissing: ({ simulateLearning, train }) => simulateLearning !== undefined && train === undefined, sentence: 'expected --train with --simulate-learning, whose histories the people have, got none' },
  { isMissing: ({ split, train }) => split !== undefined && train === undefined, sentence: 'expected --train with --split, which parts it, got none' },
  { isMissing: ({ split, splitAt }) => splitAt !== undefined && split !== 'time', sentence: 'expected --split time with --split-at' },
  { isMissing: ({ test, split, cold = [] }) => test === undefined && split === undefined && cold.length > 1, sentence: 'expected --test or --split with several shares of --cold' },
  {
    isMissing: ({ faithfulness, ranker, diversity = [], variety, cap, chart }) => faithfulness !== undefined && ranker !== undefined && !ranker.some((name) => EXPLAINING.includes(name)) && !diversity.includes(0) && variety === undefined && cap === undefined && chart === undefined,
    sentence: `expected --faithfulness with a ranker that explains (${EXPLAINING.join(', ')})`,
  },
];

/** Why `flags` measure nothing, or an option of them would do nothing; null where all is well. @param given those that a person wrote */
export function misuseOf(flags: EvaluateFlags, given: readonly { name: OptionName; long: string }[]): string | null {
  const mode = MODES.find(({ by }) => flags[by] !== undefined);
  if (!mode) return 'expected --test, --split, --impressions or --simulate-learning, got none';
  const idle = given.filter(({ name }) => !mode.takes.includes(name)).map(({ long }) => long);
  if (idle.length > 0) return `expected ${mode.name} without ${idle.join(', ')}: ${mode.why}`;
  return NEEDS.find(({ isMissing }) => isMissing(flags))?.sentence ?? null;
}

/** The options that were given, not filled in. */
export function givenOptions(command: Command): { name: OptionName; long: string }[] {
  const given = (option: Option): boolean => command.getOptionValueSource(option.attributeName()) === 'cli';
  return command.options.filter(given).map((option) => ({ name: option.attributeName() as OptionName, long: option.long! }));
}
