import type { Lexicon } from './lexicon.ts';
import { featureWeight, lexicalFeatures } from './lexical-features.ts';
import { makeUnit } from './unit-mean-rows.ts';

/** More entries gain nothing: the 130 Chinese works of lexical-features.ts give .747 with 4,096, .749 with 16,384. */
const TABLE_SIZE = 4096;

/**
 * A lexicon that has counted in how many of `texts` each feature occurs.
 *
 *   idf[entry]   = ln(1 + N / df[entry]), df 0 counted as 1       table[entry] = round(255 · idf / ln(1 + N))
 *
 * @throws {RangeError} when the dimension is no positive integer, or the size none that openLexicon() takes
 */
export function buildLexicon(texts: Iterable<string>, dimension: number, size = TABLE_SIZE): Lexicon {
  const frequency = new Uint32Array(size);
  let n = 0;
  for (const text of texts) {
    n++;
    const entries = new Set<number>();
    for (const feature of lexicalFeatures(text).keys()) entries.add(entryOf(hashOf(feature), size));
    for (const entry of entries) frequency[entry]++;
  }
  const most = Math.log(1 + Math.max(1, n));
  const table = Uint8Array.from(frequency, (df) => Math.round((255 * Math.log(1 + Math.max(1, n) / Math.max(1, df))) / most));
  return openLexicon(table, dimension);
}

/**
 * The lexicon of a stored table.
 *
 *   vector[bucket(f)] += sign(f) · weight(f) · (1 + ln count(f)) · table[entry(f)]      then scaled to length 1
 *
 * @param table idf by feature hash; its length a power of two from 256 to 65,536
 * @throws {RangeError} when the table has another length or the dimension is no positive integer
 */
export function openLexicon(table: Uint8Array, dimension: number): Lexicon {
  const size = table.length;
  if (size < 256 || size > 65_536 || (size & (size - 1)) !== 0) throw new RangeError(`lexicon: expected a table of 256 to 65536 entries, a power of two, got ${size}`);
  if (!Number.isInteger(dimension) || dimension < 1) throw new RangeError(`lexicon: expected a positive dimension, got ${dimension}`);
  return {
    space: `lexical-${dimension}-${hashOf(table).toString(16).padStart(8, '0')}`,
    dimension,
    table,
    vector(text) {
      const vector = new Float32Array(dimension);
      for (const [feature, count] of lexicalFeatures(text)) {
        const hash = hashOf(feature);
        const weight = featureWeight(feature) * (1 + Math.log(count)) * table[entryOf(hash, size)];
        const bucket = mixed(hash ^ 0x9e3779b9);
        vector[(bucket >>> 1) % dimension] += bucket & 1 ? weight : -weight;
      }
      makeUnit(vector);
      return vector;
    },
  };
}

/** FNV-1a over UTF-16 code units or bytes, mixed: alike in every engine. */
function hashOf(content: string | Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < content.length; i++) hash = Math.imul(hash ^ (typeof content === 'string' ? content.charCodeAt(i) : content[i]), 0x01000193);
  return mixed(hash);
}

/** Spreads the bits of a 32-bit number over all 32 (the closing steps of MurmurHash3). */
function mixed(number: number): number {
  let hash = number ^ (number >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function entryOf(hash: number, size: number): number {
  return hash & (size - 1);
}
