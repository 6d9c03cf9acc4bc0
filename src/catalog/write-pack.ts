import type { Item } from '../domain/item.ts';
import { parseItem } from '../domain/item.ts';
import type { LearnedTransform } from '../domain/learned-transform.ts';
import type { QuantisedMatrix } from '../domain/matrix.ts';
import type { Blend } from '../domain/recommendation.ts';
import { REPEAT_PLACES, REPEAT_TIMES, type RepeatRates } from '../domain/repeat-rates.ts';
import type { SparseRows } from '../domain/sparse-rows.ts';
import { BLOCK_ROWS, blocksSizeBytes, paddedDimension } from '../domain/matrix.ts';
import { encodePairs, encodeRepeats, encodeTransform } from './learned-codec.ts';
import { encodeFloats, encodeItems } from './part-codec.ts';
import type { Manifest, PackPart } from './pack-format.ts';
import { digestOf, MANIFEST_FILE, PACK_FORMAT } from './pack-format.ts';
import type { SignDigest } from './pack-signature.ts';
import { sha256 } from '../domain/sha256.ts';

/** A shard stays below what static hosts take (the smallest common limit is 25 MB a file) and may come in parallel. */
const SHARD_BYTES = 16 * 2 ** 20;

export interface PackInput {
  /** At least one; ids are unique. */
  items: readonly Item[];
  /** Row r belongs to items[r]. */
  vectors: QuantisedMatrix;
  /** Model id. */
  encoder: string;
  /** [C] counts, NaN unknown; the items' own unless given. */
  popularity?: Float32Array | null;
  /** [C, C] companions; a pack of interactions. */
  coVisitation?: SparseRows | null;
  /** [C, C] who lends companions to what was never met; a pack of interactions. */
  lenders?: SparseRows | null;
  transform?: LearnedTransform | null;
  /** What comes back; a pack of interactions. */
  repeats?: RepeatRates | null;
  blend?: Partial<Blend> | null;
  /** The lexicon's table. */
  lexicon?: Uint8Array | null;
  /** Files that the vectors are split into, at most one a block; one per 16 MiB unless given. */
  shards?: number;
  /** Signs the pack; not signed unless given. */
  sign?: SignDigest;
}

/**
 * Makes a pack: the same input gives the same bytes. The caller writes `files`, the manifest (`manifest.json`) last, so
 * that a reader never meets one whose parts are not there yet.
 *
 * @throws {RangeError} when shapes disagree; {TypeError} when an item is malformed, with its place
 */
export async function writePack(input: PackInput): Promise<{ manifest: Manifest; files: Map<string, Uint8Array> }> {
  const items = checkedItems(input);
  const { vectors, lexicon, coVisitation, lenders, transform, blend } = input;
  const popularity = checkedPopularity(input);
  const repeats = checkedRepeats(input);
  const files = new Map<string, Uint8Array>();
  const parts: Record<string, PackPart> = {};
  const add = async (name: string, extension: string, bytes: Uint8Array, optional?: true) => {
    const hash = await sha256(bytes);
    const file = `${name}.${hash.slice(0, 16)}.${extension}`;
    parts[name] = { file, bytes: bytes.length, sha256: hash, ...(optional && { optional }) };
    files.set(file, bytes);
  };
  for (const [i, shard] of shardsOf(vectors, input.shards).entries()) await add(`vectors-${i}`, 'bin', shard);
  await add('scales', 'bin', encodeFloats(vectors.scales));
  await add('space-of', 'bin', vectors.spaceOf.slice());
  await add('items', 'txt', encodeItems(items));
  if (popularity) await add('popularity', 'bin', encodeFloats(popularity), true);
  if (lexicon) await add('lexicon', 'bin', lexicon.slice(), true);
  if (coVisitation) await add('co-visitation', 'bin', encodePairs(coVisitation), true);
  if (lenders) await add('lenders', 'bin', encodePairs(lenders), true);
  if (transform) await add('transform', 'bin', encodeTransform(transform), true);
  if (repeats) await add('repeats', 'bin', encodeRepeats(repeats), true);
  const head: Omit<Manifest, 'digest'> = { format: PACK_FORMAT, encoder: input.encoder, spaces: [...vectors.spaces], dimension: vectors.dimension, counts: { items: items.length }, ...(blend && { blend: { ...blend } }), parts };
  const digest = await digestOf(head);
  const manifest: Manifest = { ...head, digest, ...(input.sign && { signature: await input.sign(digest) }) };
  files.set(MANIFEST_FILE, new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`));
  return { manifest, files };
}

function checkedItems({ items, vectors, encoder }: PackInput): Item[] {
  if (items.length === 0) throw new RangeError('writePack: expected at least one item, got none');
  if (encoder === '') throw new RangeError('writePack: expected the id of an encoder, got an empty one');
  const { rows, scales, spaceOf, spaces, blocks, dimension } = vectors;
  if (rows !== items.length || scales.length !== rows || spaceOf.length !== rows) throw new RangeError(`writePack: expected a vector, scale and space for each of ${items.length} items, got ${rows}, ${scales.length} and ${spaceOf.length}`);
  if (blocks.length !== blocksSizeBytes(rows, dimension)) throw new RangeError(`writePack: expected blocks of ${blocksSizeBytes(rows, dimension)} bytes, got ${blocks.length}`);
  const lost = spaceOf.findIndex((space) => space >= spaces.length);
  if (lost !== -1) throw new RangeError(`writePack: expected row ${lost} to be in one of ${spaces.length} spaces, got ${spaceOf[lost]}`);
  const seen = new Set<string>();
  return items.map((item, row) => {
    const parsed = parsedItem(item, row);
    if (seen.has(parsed.id)) throw new RangeError(`writePack: expected unique ids, got ${JSON.stringify(parsed.id)} again in row ${row}`);
    seen.add(parsed.id);
    return parsed;
  });
}

function parsedItem(item: Item, row: number): Item {
  try {
    return parseItem(item);
  } catch (cause) {
    throw new TypeError(`writePack: items[${row}]: ${(cause as Error).message}`, { cause });
  }
}

function checkedPopularity({ items, popularity }: PackInput): Float32Array | null {
  if (popularity === null) return null;
  const counts = popularity ?? Float32Array.from(items, (item) => item.popularity ?? NaN);
  if (counts.length !== items.length) throw new RangeError(`writePack: expected ${items.length} popularities, got ${counts.length}`);
  const wrong = counts.findIndex((count) => count < 0 || count === Infinity);
  if (wrong !== -1) throw new RangeError(`writePack: expected a popularity of at least 0 in row ${wrong}, got ${counts[wrong]}`);
  return counts.every(Number.isNaN) ? null : counts;
}

function checkedRepeats({ items, repeats }: PackInput): RepeatRates | null {
  if (!repeats) return null;
  const shape = [repeats.places.length, repeats.times.length, repeats.items.length];
  if (shape.join() !== [REPEAT_PLACES, REPEAT_TIMES, items.length].join()) throw new RangeError(`writePack: expected repeats of ${REPEAT_PLACES} places, ${REPEAT_TIMES} times and ${items.length} items, got ${shape.join(', ')}`);
  return repeats;
}

/** The blocks in `count` runs of whole blocks, as even as they go. */
function shardsOf({ blocks, dimension }: QuantisedMatrix, count = Math.ceil(blocks.length / SHARD_BYTES)): Uint8Array[] {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`writePack: expected shards to be a whole number above 0, got ${count}`);
  const blockBytes = BLOCK_ROWS * paddedDimension(dimension);
  const total = blocks.length / blockBytes;
  const shards = Math.min(count, total);
  const edge = (i: number) => Math.floor((i * total) / shards) * blockBytes;
  const bytes = new Uint8Array(blocks.buffer, blocks.byteOffset, blocks.length);
  return Array.from({ length: shards }, (_, i) => bytes.slice(edge(i), edge(i + 1)));
}
