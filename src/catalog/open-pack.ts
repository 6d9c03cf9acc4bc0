import type { Progress } from '../domain/status.ts';
import { blocksSizeBytes } from '../domain/matrix.ts';
import type { QuantisedMatrix } from '../domain/matrix.ts';
import { type Blend, HEADS } from '../domain/recommendation.ts';
import type { Catalog } from './catalog.ts';
import { CatalogError } from './catalog.ts';
import { decodePairs, decodeRepeats, decodeTransform } from './learned-codec.ts';
import type { Manifest } from './pack-format.ts';
import { knownParts, MANIFEST_FILE, parseManifest, vectorShards } from './pack-format.ts';
import { checkSignature } from './pack-signature.ts';
import { checkVectors, decodeFloats, decodeItems } from './part-codec.ts';
import { sha256 } from '../domain/sha256.ts';

/**
 * Reads one file of a pack, whole.
 *
 * @param onBytes  told now and then how many bytes of this file are here; a reader that knows only the end may leave it
 * @throws {CatalogError} `unreachable`, `not-a-pack`; `AbortError` when given up
 */
export type PackReader = (file: string, signal?: AbortSignal, onBytes?: (bytes: number) => void) => Promise<Uint8Array>;

export interface OpenPackOptions {
  signal?: AbortSignal;
  /** Bytes of the parts, the manifest not counted. */
  onProgress?: (progress: Progress) => void;
  /** Public key that the pack must be signed by, as `checkSignature` takes it; any pack will do unless given. */
  key?: string | null;
}

/**
 * Opens a pack: version, signature where a key is given, sizes, hashes and shapes are checked before anything is used.
 *
 * @throws {CatalogError} naming the part, what was expected and got; `AbortError` when given up
 */
export async function openPack(read: PackReader, options: OpenPackOptions = {}): Promise<Catalog> {
  const bytes = await readManifest(read, options.signal);
  const manifest = await parseManifest(bytes);
  if (options.key) await checkSignature(manifest, options.key);
  const parts = await readParts(read, manifest, options);
  return decodePack(manifest, parts, bytes.length);
}

/** The bytes of the manifest, unchecked. */
export function readManifest(read: PackReader, signal?: AbortSignal): Promise<Uint8Array> {
  return readFile(read, MANIFEST_FILE, MANIFEST_FILE, signal);
}

/**
 * One part's bytes, which are what the manifest says.
 *
 * @throws {CatalogError} `unreachable`, or `corrupt` when size or hash differ
 */
export async function readPart(read: PackReader, manifest: Manifest, name: string, signal?: AbortSignal, onBytes?: (bytes: number) => void): Promise<Uint8Array> {
  const part = manifest.parts[name];
  const bytes = await readFile(read, part.file, name, signal, onBytes);
  if (bytes.length !== part.bytes) throw new CatalogError('corrupt', `${name} (${part.file}): expected ${part.bytes} bytes, got ${bytes.length}`);
  const hash = await sha256(bytes);
  if (hash !== part.sha256) throw new CatalogError('corrupt', `${name} (${part.file}): expected SHA-256 ${part.sha256}, got ${hash}`);
  return bytes;
}

/**
 * The catalog in the bytes of its known parts.
 *
 * @throws {CatalogError} `wrong-shape`
 */
export function decodePack(manifest: Manifest, parts: Map<string, Uint8Array>, manifestBytes: number): Catalog {
  const popularityBytes = parts.get('popularity');
  const popularity = popularityBytes ? decodeFloats('popularity', popularityBytes, true) : null;
  const { items, rows } = decodeItems(parts.get('items')!, manifest.counts.items, popularity);
  const vectors: QuantisedMatrix = {
    blocks: joinShards(vectorShards(manifest).map((name) => parts.get(name)!), blocksSizeBytes(items.length, manifest.dimension)),
    scales: decodeFloats('scales', parts.get('scales')!, false),
    rows: items.length,
    dimension: manifest.dimension,
    spaces: manifest.spaces,
    spaceOf: parts.get('space-of')!,
  };
  checkVectors(vectors);
  return {
    version: manifest.digest,
    encoder: manifest.encoder,
    items,
    rowOf: (id) => rows.get(id),
    vectors,
    popularity,
    lexicon: parts.get('lexicon') ?? null,
    coVisitation: decoded(parts.get('co-visitation'), (bytes) => decodePairs('co-visitation', bytes, items.length)),
    lenders: decoded(parts.get('lenders'), (bytes) => decodePairs('lenders', bytes, items.length)),
    transform: decoded(parts.get('transform'), (bytes) => decodeTransform(bytes, manifest.dimension)),
    repeats: decoded(parts.get('repeats'), decodeRepeats),
    blend: manifest.blend ? knownWeights(manifest.blend) : null,
    sizeBytes: [...parts.values()].reduce((sum, bytes) => sum + bytes.length, manifestBytes),
  };
}

function decoded<T>(bytes: Uint8Array | undefined, decode: (bytes: Uint8Array) => T): T | null {
  return bytes ? decode(bytes) : null;
}

function knownWeights(blend: Readonly<Record<string, number>>): Partial<Blend> {
  return Object.fromEntries(HEADS.flatMap((head) => (Object.hasOwn(blend, head) ? [[head, blend[head]]] : [])));
}

async function readParts(read: PackReader, manifest: Manifest, { signal, onProgress }: OpenPackOptions): Promise<Map<string, Uint8Array>> {
  const names = knownParts(manifest);
  const rest = new AbortController();
  const files = names.map((name) => ({ file: manifest.parts[name].file, done: 0, total: manifest.parts[name].bytes }));
  const total = files.reduce((sum, file) => sum + file.total, 0);
  const reached = (i: number, bytes: number) => {
    files[i].done = Math.min(bytes, files[i].total);
    onProgress?.({ done: files.reduce((sum, file) => sum + file.done, 0), total, unit: 'bytes', files: files.map((file) => ({ ...file })) });
  };
  try {
    const both = signal ? AbortSignal.any([signal, rest.signal]) : rest.signal;
    const bytes = await Promise.all(names.map(async (name, i) => {
      const part = await readPart(read, manifest, name, both, (bytes) => reached(i, bytes));
      reached(i, part.length);
      return part;
    }));
    return new Map(names.map((name, i) => [name, bytes[i]]));
  } catch (error) {
    rest.abort();
    throw error;
  }
}

async function readFile(read: PackReader, file: string, name: string, signal?: AbortSignal, onBytes?: (bytes: number) => void): Promise<Uint8Array> {
  signal?.throwIfAborted();
  try {
    const bytes = await read(file, signal, onBytes);
    signal?.throwIfAborted();
    return bytes;
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if ((error as Error).name === 'CatalogError') throw error;
    throw new CatalogError('unreachable', `${name} (${file}): expected to read it, got ${(error as Error).message}`, error);
  }
}

/** The blocks in one array; kernels read it in words, so it starts on a multiple of 16 bytes. */
function joinShards(shards: Uint8Array[], sizeBytes: number): Int8Array {
  const [first] = shards;
  if (shards.length === 1 && first.byteOffset % 16 === 0) return new Int8Array(first.buffer, first.byteOffset, first.length);
  const blocks = new Int8Array(sizeBytes);
  let at = 0;
  for (const shard of shards) {
    blocks.set(new Int8Array(shard.buffer, shard.byteOffset, shard.length), at);
    at += shard.length;
  }
  return blocks;
}
