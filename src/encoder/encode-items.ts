import type { Item } from '../domain/item.ts';
import { type Matrix, rowOf } from '../domain/matrix.ts';
import type { EncodeOptions, Encoder, Encoding } from './encoder.ts';
import { itemViews } from './item-text.ts';

/**
 * One vector per item, in order: the mean of its views' unit vectors, made unit again.
 *
 *   vector = unit(encode(head) + encode(head + description))
 *
 * Measured against one text (head and 200 characters), nDCG@10 of content attention on prefixes of `train`: shop .0873 →
 * .0910, films .0262 → .0277. Where the two views live in different spaces, the whole text's speaks alone.
 *
 * @throws what `encoder.encode` throws
 */
export function encodeItems(encoder: Pick<Encoder, 'encode'>, items: readonly Item[], options?: EncodeOptions): Promise<Encoding> {
  return encodeViews(encoder, items.map(itemViews), options);
}

/** As encodeItems(), of items whose texts are at hand. */
export async function encodeViews(encoder: Pick<Encoder, 'encode'>, views: readonly (readonly string[])[], options?: EncodeOptions): Promise<Encoding> {
  const { matrix, unknownShare } = await encoder.encode(views.flat(), options);
  const { dimension, spaces } = matrix;
  const pooled: Encoding = { matrix: { data: new Float32Array(views.length * dimension), rows: views.length, dimension, spaces, spaceOf: new Uint8Array(views.length) }, unknownShare: new Float32Array(views.length) };
  let at = 0;
  views.forEach((texts, item) => {
    const whole = at + texts.length - 1;
    pooled.matrix.spaceOf[item] = matrix.spaceOf[whole];
    pooled.unknownShare[item] = unknownShare[whole];
    poolRows(matrix, at, whole, rowOf(pooled.matrix, item));
    at += texts.length;
  });
  return pooled;
}

/** Adds up rows `from` … `to` that live where row `to` does, and makes the sum unit; zero rows give a zero row. */
function poolRows(matrix: Matrix, from: number, to: number, sum: Float32Array): void {
  for (let row = from; row <= to; row++) {
    if (matrix.spaceOf[row] !== matrix.spaceOf[to]) continue;
    const vector = rowOf(matrix, row);
    for (let d = 0; d < sum.length; d++) sum[d] += vector[d];
  }
  const norm = Math.hypot(...sum);
  if (norm > 0) for (let d = 0; d < sum.length; d++) sum[d] /= norm;
}
