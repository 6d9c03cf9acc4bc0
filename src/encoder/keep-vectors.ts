import { rowOf } from '../domain/matrix.ts';
import type { EncodeOptions, Encoder, Encoding } from './encoder.ts';
import { type KeptRow, KeptRows } from './kept-rows.ts';
import { keptFolder } from './model-cache.ts';
import { nodeParts } from './node-parts.ts';

/** Raised when texts are cut, pooled or tokenised in another way: vectors that were kept before are not read then. */
const READING = 1;
/** Read in one go: what an interrupt loses. */
const TEXTS_AT_ONCE = 256;

/** What an encoder's vectors follow from, besides the text. */
export interface ReadingOf {
  /** Of the model, its settings among them, by name. */
  files: ReadonlyMap<string, Uint8Array>;
  /** Whether a lexicon speaks for what the model cannot read: then that is not the model's to read. */
  lexical: boolean;
  strict: boolean;
}

/**
 * An encoder that reads a text once on this machine: its vectors are kept by the text's hash, apart for each encoder (its id and
 * the bytes of its files), beside the models that were fetched. A run that was interrupted goes on where it was. Texts that
 * are alike to the letter are read once. What the lexicon says depends on the whole catalog and is not kept.
 *
 * In a browser the encoder as it is.
 */
export function keepVectors(encoder: Encoder, reading: ReadingOf): Encoder {
  const node = nodeParts();
  if (!node) return encoder;
  const hashOf = (content: string | Uint8Array): string => node.crypto.createHash('sha256').update(content).digest('hex');
  const files = [...reading.files].map(([name, bytes]) => `${name} ${hashOf(bytes)}`).sort();
  const scope = hashOf(JSON.stringify([READING, encoder.model, encoder.space, encoder.backend, reading.lexical, reading.strict, files])).slice(0, 32);
  const kept = new KeptRows(node, keptFolder(node, 'vectors'), scope, encoder.dimension);
  return {
    model: encoder.model, space: encoder.space, languages: encoder.languages, dimension: encoder.dimension, backend: encoder.backend,
    choice: encoder.choice, batchSize: encoder.batchSize, fetched: encoder.fetched, kept: encoder.kept,
    encode: (texts, options) => encodeKept(encoder, kept, (text) => hashOf(text).slice(0, 32), texts, options),
    close: () => encoder.close(),
  };
}

/** @param keyOf of a text */
export async function encodeKept(encoder: Pick<Encoder, 'encode'>, kept: KeptRows, keyOf: (text: string) => string, texts: readonly string[], { signal, onProgress }: EncodeOptions = {}): Promise<Encoding> {
  const { matrix: { dimension, spaces } } = await encoder.encode([], { signal });
  const encoding: Encoding = { matrix: { data: new Float32Array(texts.length * dimension), rows: texts.length, dimension, spaces, spaceOf: new Uint8Array(texts.length) }, unknownShare: new Float32Array(texts.length) };
  const rowsOf = new Map<string, number[]>();
  for (const [row, text] of texts.entries()) {
    const rows = rowsOf.get(text);
    if (rows) rows.push(row);
    else rowsOf.set(text, [row]);
  }
  const distinct = [...rowsOf.keys()];
  const keys = distinct.map(keyOf);
  const missing = new Set(distinct.keys());
  const give = (place: number, { vector, unknownShare }: KeptRow, space: number): void => {
    missing.delete(place);
    for (const row of rowsOf.get(distinct[place])!) {
      rowOf(encoding.matrix, row).set(vector);
      encoding.matrix.spaceOf[row] = space;
      encoding.unknownShare[row] = unknownShare;
    }
  };
  const tell = (read: number): void => onProgress?.({ done: Math.round(((distinct.length - missing.size + read) / Math.max(1, distinct.length)) * texts.length), total: texts.length, unit: 'items' });
  await kept.read(keys, (place, row) => give(place, row, 0));
  tell(0);
  try {
    const order = [...missing];
    for (let from = 0; from < order.length; from += TEXTS_AT_ONCE) {
      const some = order.slice(from, from + TEXTS_AT_ONCE);
      const { matrix, unknownShare } = await encoder.encode(some.map((place) => distinct[place]), { signal, onProgress: ({ done }) => tell(done) });
      for (const [n, place] of some.entries()) {
        const row = { vector: rowOf(matrix, n).slice(), unknownShare: unknownShare[n] };
        give(place, row, matrix.spaceOf[n]);
        if (matrix.spaceOf[n] === 0) await kept.add(keys[place], row);
      }
      tell(0);
    }
  } finally {
    await kept.settle();
  }
  return encoding;
}
