import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { rowOf } from '../../domain/matrix.ts';
import { type EncoderFlags, encoderOf, withEncoder } from './encoder-options.ts';
import { InputError } from './failures.ts';
import { expectWritable, linesOf } from './files.ts';
import { npyOf } from './npy.ts';
import { note, print, progressLine } from './terminal.ts';

interface EmbedFlags extends EncoderFlags {
  out?: string;
  json?: boolean;
}

export function addEmbedCommand(program: Command, signal: AbortSignal): void {
  withEncoder(program.command('embed'))
    .description('embed texts, one a line: JSON Lines to stdout, or a float32 .npy')
    .argument('[file]', 'texts; standard input unless given')
    .option('--out <file.npy>', 'write float32 [n, D] there')
    .option('--json', 'JSON Lines, as without it')
    .action(async (file: string | undefined, flags: EmbedFlags) => embed(file, flags, signal));
}

async function embed(file: string | undefined, flags: EmbedFlags, signal: AbortSignal): Promise<void> {
  if (flags.out) await expectWritable(flags.out);
  const texts: string[] = [];
  for await (const text of linesOf(file, signal)) {
    if (text === null) throw new InputError(`${file ?? 'stdin'}:${texts.length + 1}: expected UTF-8, got other bytes`);
    texts.push(texts.length === 0 ? text.replace(/^\uFEFF/, '') : text);
  }
  const blank = texts.filter((text) => text.trim() === '').length;
  const encoder = await encoderOf(flags, signal);
  const line = progressLine('Embedding');
  const { matrix } = await encoder.encode(texts, { signal, onProgress: line.show });
  line.done();
  await encoder.close();
  if (blank > 0) note(`${blank} blank lines: a zero vector each`);
  if (flags.out) await writeFile(flags.out, npyOf(matrix));
  else for (let row = 0; row < matrix.rows; row++) print(JSON.stringify(Array.from(rowOf(matrix, row), shortest)));
}

/** The shortest decimal that is the same float32. */
function shortest(value: number): number {
  for (let digits = 6; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}
