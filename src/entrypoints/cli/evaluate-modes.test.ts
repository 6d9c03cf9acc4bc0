import { Command, CommanderError } from 'commander';
import { expect, it } from 'vitest';
import { addEvaluateCommand } from './evaluate-command.ts';

/** What the command says of wrong use, before it reads anything; `InputError` where it goes on to a file that is not there. */
async function refusal(...args: string[]): Promise<string> {
  const said: string[] = [];
  const program = new Command('attune').exitOverride().configureOutput({ writeErr: (text) => said.push(text) });
  addEvaluateCommand(program, new AbortController().signal);
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: (text) => said.push(text) });
  const failed: unknown = await program.parseAsync(['evaluate', '--items', '/none', ...args], { from: 'user' }).catch((error: unknown) => error);
  return failed instanceof CommanderError ? said.join('').trim().split('\n')[0] : (failed as Error).name;
}

const LEARNING = ['--train', 'a', '--simulate-learning'];

const WRONG: [args: string[], sentence: string][] = [
  [[], 'expected --test, --split, --impressions or --simulate-learning, got none'],
  ...['--seeds 3', '--ranker last', '--k 5', '--allow-repeats', '--history-lengths 1', '--cold 0.5', '--faithfulness', '--variety mmr', '--diversity 0.1', '--cap brand=1', '--chart x.svg', '--order unordered', '--test b', '--impressions b', '--split last'].map((option): [string[], string] => [[...LEARNING, ...option.split(' ')], `expected --simulate-learning without ${option.split(' ')[0]}: `]),
  ...['--history-lengths 1', '--faithfulness', '--chart x.svg', '--variety mmr', '--seeds 2', '--k 5', '--split-at 0.5'].map((option): [string[], string] => [['--impressions', 'b', ...option.split(' ')], `expected --impressions alone without ${option.split(' ')[0]}: no lists are made`]),
  [['--impressions', 'b', '--k', '5', '--seeds', '2'], 'expected --impressions alone without --k, --seeds: '],
  [['--impressions', 'b', '--cold', '0', '0.5'], 'expected --test or --split with several shares of --cold'],
  [['--simulate-learning'], 'expected --train with --simulate-learning'],
  [['--train', 'a', '--split', 'last', '--test', 'b'], 'expected --test without --split: the cases are given'],
  [['--train', 'a', '--split', 'last', '--order', 'global-time'], 'expected --split without --order: '],
  [['--split', 'last'], 'expected --train with --split, which parts it, got none'],
  [['--train', 'a', '--split', 'last', '--split-at', '0.5'], 'expected --split time with --split-at'],
  [['--train', 'a', '--split', 'time', '--split-at', '1.5'], 'expected a time of ISO 8601, such as 2024-05-01, or a share above 0 and below 1, got 1.5'],
  [['--test', 'b', '--faithfulness', '--ranker', 'last', 'attune'], 'expected --faithfulness with a ranker that explains (attune-plain, attune-untrained)'],
  [['--test', 'b', '--train', 'one', '--train', 'two'], 'expected it once, got one before'],
];

it.each(WRONG)('refuses at once: evaluate %j', async (args, sentence) => {
  expect(await refusal(...args)).toContain(sentence);
});

it.each([
  [['--test', 'b', '--train', 'a', '--seeds', '2', '--k', '5', '--cold', '0', '0.5', '--faithfulness', '--variety', 'mmr', '--impressions', 'c', '--order', 'unordered']],
  [['--train', 'a', '--split', 'time', '--split-at', '2024-05-01', '--faithfulness', '5', '--ranker', 'last', '--diversity', '0']],
  [['--train', 'a', '--impressions', 'b', '--ranker', 'last', '--order', 'global-time', '--cold', '0.5', '--seed', '1']],
  [[...LEARNING, '5', '--seed', '1', '--kernels', 'plain', '--json']],
])('takes what goes together: evaluate %j', async (args) => {
  expect(await refusal(...args)).toBe('InputError');
});
