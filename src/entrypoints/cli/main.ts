import process, { argv, exit } from 'node:process';
import { Command, CommanderError } from 'commander';
import { version } from '../../../package.json';
import { addEmbedCommand } from './embed-command.ts';
import { addEvaluateCommand } from './evaluate-command.ts';
import { EXIT, sentenceOf } from './failures.ts';
import { addPackCommand } from './pack-command.ts';
import { addRecommendCommand } from './recommend-command.ts';
import { note } from './terminal.ts';
import { addVerifyCommand } from './verify-command.ts';

const interrupt = new AbortController();
process.on('SIGINT', () => {
  // Asked twice: whatever does not listen is left.
  if (interrupt.signal.aborted) exit(EXIT.interrupted);
  interrupt.abort(new DOMException('interrupted', 'AbortError'));
});

const program = new Command('attune')
  .description('Recommendations that run in the browser: compile packs, rank, measure.')
  .version(version)
  .exitOverride()
  .configureHelp({ showGlobalOptions: true });

addPackCommand(program, interrupt.signal);
addVerifyCommand(program, interrupt.signal);
addEmbedCommand(program, interrupt.signal);
addRecommendCommand(program, interrupt.signal);
addEvaluateCommand(program, interrupt.signal);
for (const command of program.commands) command.exitOverride();

try {
  await program.parseAsync(argv);
  exit(EXIT.done);
} catch (error) {
  if (error instanceof CommanderError) exit(error.exitCode === 0 ? EXIT.done : EXIT.usage);
  note(sentenceOf(error));
  exit(interrupt.signal.aborted ? EXIT.interrupted : EXIT.input);
}
