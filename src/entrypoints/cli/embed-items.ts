import type { Item } from '../../domain/item.ts';
import type { Matrix } from '../../domain/matrix.ts';
import { encodeItems } from '../../encoder/encode-items.ts';
import { keepVectors } from '../../encoder/keep-vectors.ts';
import { type EncoderFlags, encoderOf } from './encoder-options.ts';
import { progressLine } from './terminal.ts';

/** A vector for each item, read by the encoder that the flags name. */
export async function embedItems(items: readonly Item[], flags: EncoderFlags, signal: AbortSignal): Promise<Matrix> {
  const encoder = await encoderOf(flags, signal, { wrap: keepVectors });
  const line = progressLine(`Embedding items with ${encoder.model}`);
  const { matrix } = await encodeItems(encoder, items, { signal, onProgress: line.show });
  line.done();
  await encoder.close();
  return matrix;
}
