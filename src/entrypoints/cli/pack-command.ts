import type { Command } from 'commander';
import { compilePack } from '../../compiler/compile-pack.ts';
import { type EncoderFlags, encoderOf, withEncoder } from './encoder-options.ts';
import { openFolder, writePackFolder } from './files.ts';
import { positiveInteger } from './numbers.ts';
import { readItems, told } from './read-items.ts';
import { note, print, progressLine } from './terminal.ts';

interface PackFlags extends EncoderFlags {
  out: string;
  shards?: number;
  json?: boolean;
}

export function addPackCommand(program: Command, signal: AbortSignal): void {
  withEncoder(program.command('pack'))
    .description('compile items to a catalog pack that any static host can serve')
    .argument('<input...>', 'items as JSON Lines')
    .requiredOption('--out <dir>', 'folder of the pack')
    .option('--shards <n>', 'files that the vectors are split into', positiveInteger)
    .option('--json', 'print one JSON document')
    .action(async (inputs: string[], flags: PackFlags) => pack(inputs, flags, signal));
}

async function pack(inputs: string[], flags: PackFlags, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  const { items, rejected } = await readItems(inputs, signal);
  await openFolder(flags.out);
  const line = progressLine('Embedding items');
  const { manifest, files, lexical } = await compilePack(items, { openEncoder: (lexiconOf) => encoderOf(flags, signal, lexiconOf), shards: flags.shards, onProgress: line.show, signal });
  line.done();
  await writePackFolder(flags.out, files);
  const bytes = [...files.values()].reduce((sum, part) => sum + part.length, 0);
  const seconds = (performance.now() - started) / 1000;
  const report = {
    items: items.length,
    rejected: rejected.length,
    reasons: rejected.slice(0, 10).map(told),
    lexical,
    dimension: manifest.dimension,
    space: manifest.spaces[0],
    spaces: manifest.spaces,
    bytes,
    seconds: Math.round(seconds * 100) / 100,
  };
  if (flags.json) return print(JSON.stringify(report));
  print(`${report.items} items of ${report.dimension} dimensions in ${flags.out}: ${(bytes / 1024).toFixed(0)} KB, ${seconds.toFixed(1)} s`);
  if (lexical > 0) note(`${lexical} items are in a language that the encoder does not know: words and characters speak for them.`);
}
