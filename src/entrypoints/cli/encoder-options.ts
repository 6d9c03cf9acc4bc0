import { type Command, Option } from 'commander';
import type { Encoder } from '../../encoder/encoder.ts';
import type { Lexicon } from '../../encoder/lexicon.ts';
import { EMBEDDED_MODEL } from '../../encoder/known-models.ts';
import { openEncoder, type OpenEncoderOptions } from '../../encoder/open-encoder.ts';
import { progressLine } from './terminal.ts';

export interface EncoderFlags {
  encoder: string;
  offline?: boolean;
}

/** `--encoder` and `--offline`, alike on every command that embeds. */
export function withEncoder(command: Command): Command {
  return command
    .addOption(new Option('--encoder <id|dir|url>', 'hub id, or folder or base URL in hub layout; ATTUNE_MODELS is searched first, then the models that come along').default(EMBEDDED_MODEL))
    .option('--offline', 'never ask the hub');
}

/** Opens the encoder that the flags name, with one progress line for its download. @param options `wrap: keepVectors` for texts of a catalog, which come again */
export async function encoderOf({ encoder, offline }: EncoderFlags, signal: AbortSignal, options: Pick<OpenEncoderOptions, 'wrap'> & { lexicon?: (dimension: number) => Lexicon } = {}): Promise<Encoder> {
  const line = progressLine('Fetching the encoder');
  try {
    return await openEncoder({ model: encoder, offline, ...options, signal, onProgress: line.show });
  } finally {
    line.done();
  }
}
