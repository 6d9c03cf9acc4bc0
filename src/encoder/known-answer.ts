import type { EmbeddingSpace } from '../domain/embedding-space.ts';
import { EncoderError } from './encoder.ts';
import type { RunBatch } from './measure-batch-size.ts';
import type { ModelManifest } from './model-manifest.ts';

/** A backend's vectors of the golden texts lie at least so near to those that come with the model. */
export const GOLDEN_COSINE = 0.99;

const TEXTS = ['A cat sleeps on the sofa.', 'A kitten naps on the couch.', 'The central bank raised interest rates.'];

/**
 * Cosines of TEXTS 0·1, 0·2 and 1·2 in a space, measured with all-MiniLM-L6-v2 q8 on Node's CPU backend. A damaged
 * network, or a backend that computes wrongly without an error, misses them; other weights of the space do not.
 */
const KNOWN: Record<EmbeddingSpace, readonly [number, number, number]> = {
  'all-MiniLM-L6-v2': [0.776, -0.008, -0.034],
};
const TOLERANCE = 0.15;

/**
 * Encodes texts whose answer is known: the golden texts that come with the model, and three sentences whose likeness is
 * known in its space.
 *
 * @throws {EncoderError} `wrong-answer` when a vector is not of length 1, lies further than GOLDEN_COSINE from the golden
 *   one, or, in a space whose answers are known, when the likeness is another
 */
export async function checkKnownAnswer(run: RunBatch, { space, golden }: Pick<ModelManifest, 'space' | 'golden'>): Promise<void> {
  for (const [n, text] of golden.texts.entries()) {
    const cosine = cosineTo(await run([text]), golden.vectors[n]);
    if (!(cosine >= GOLDEN_COSINE)) throw new EncoderError('wrong-answer', `expected the vector that came with the model for ${JSON.stringify(text)}, got one at cosine ${cosine.toFixed(3)}`);
  }
  const rows: Float32Array[] = [];
  for (const text of TEXTS) rows.push(await run([text]));
  for (const row of rows) if (!(Math.abs(dot(row, row) - 1) < 1e-3)) throw new EncoderError('wrong-answer', `expected vectors of length 1, got length ${Math.sqrt(dot(row, row))}`);
  const got = [dot(rows[0], rows[1]), dot(rows[0], rows[2]), dot(rows[1], rows[2])];
  const known = Object.hasOwn(KNOWN, space) ? KNOWN[space] : got;
  if (known.some((cosine, i) => !(Math.abs(cosine - got[i]) <= TOLERANCE))) {
    throw new EncoderError('wrong-answer', `expected the likeness of three known sentences to be ${known.join(', ')}, got ${got.map((cosine) => cosine.toFixed(3)).join(', ')}`);
  }
}

/** Cosine of a unit vector with one in int8; NaN where the lengths differ. */
function cosineTo(unit: Float32Array, golden: Int8Array): number {
  return unit.length === golden.length ? dot(unit, golden) / Math.sqrt(dot(golden, golden)) : Number.NaN;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d] * b[d];
  return sum;
}
