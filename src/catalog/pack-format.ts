import { blocksSizeBytes, BLOCK_ROWS, NO_SPACE, paddedDimension } from '../domain/matrix.ts';
import { REPEAT_PLACES, REPEAT_TIMES } from '../domain/repeat-rates.ts';
import { CatalogError } from './catalog.ts';
import { sha256 } from '../domain/sha256.ts';

/**
 * A pack is a folder: `manifest.json`, which may change, and parts, which never do, because their names carry their hash.
 * All numbers are little endian; C is the number of items, D the dimension, and row r of every part is item r.
 *
 *   vectors-0 … vectors-(n−1)   int8, the blocks of QuantisedMatrix, whole blocks a shard; joined in order they are
 *                               ⌈C/64⌉ · 64 · (D rounded up to 32) bytes, −127 … 127, zero in the padding
 *   scales                      f32 [C], finite and at least 0
 *   space-of                    u8 [C], index into the manifest's `spaces`
 *   items                       UTF-8 JSON Lines, C of them: the fields of Item, but popularity; ids are unique
 *   popularity   (optional)     f32 [C], at least 0, NaN where an item has none
 *   lexicon      (optional)     u8, the table of the lexicon, opaque here
 *   co-visitation (optional)    pairs by row: u32 [C+1] where each row starts, f32 [C] a scale, u32 [N] columns, u8 [N] values;
 *                               a pair's value is scale · value / 255
 *   lenders      (optional)     as co-visitation, in the rows of what was never met: whose companions it borrows, in parts of 1
 *   transform    (optional)     W of rank R, for keys and then for queries: f32 [D] scales and int8 [D, R] of `down`,
 *                               f32 [R] scales and int8 [R, D] of `up`; a number is its row's scale · value / 127
 *   repeats      (optional)     f32 [10] rates by place, f32 [5] factors by times, f32 [C] factors of the items, as RepeatRates
 *                               has them; all finite and at least 0
 *
 * A reader ignores parts it does not know, unless `requires` names them. Extensions are `bin` and `txt`: hosts know both,
 * and compress the second.
 */
export interface Manifest {
  format: typeof PACK_FORMAT;
  /** Model id of the encoder. */
  encoder: string;
  /** Embedding spaces of the vectors, 1 to 255 of them. */
  spaces: string[];
  dimension: number;
  counts: { items: number };
  /** Weights of heads, fitted to interactions; finite numbers by head. A reader ignores heads that it does not know. */
  blend?: Record<string, number>;
  /** Names of parts without which this pack must not be used; a reader that does not know one refuses the pack. */
  requires?: string[];
  parts: Record<string, PackPart>;
  /** SHA-256 of this object as compact JSON, its keys in the order they stand in, without `digest` and `signature`. */
  digest: string;
  /** Ed25519 over the 64 characters of `digest`, in base64. */
  signature?: string;
}

/** One file of a pack. */
export interface PackPart {
  /** `<name>.<first 16 digits of sha256>.<extension>` */
  file: string;
  bytes: number;
  /** 64 hexadecimal digits. */
  sha256: string;
  /** The pack is whole without it: a reader may leave it. */
  optional?: true;
}

export const PACK_FORMAT = 1;
export const MANIFEST_FILE = 'manifest.json';

/** Parts this reader knows, beside the shards of the vectors. */
const KNOWN = new Set(['scales', 'space-of', 'items', 'popularity', 'lexicon', 'co-visitation', 'lenders', 'transform', 'repeats']);
const PART_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const PART_FILE = /^([a-z][a-z0-9-]*)\.([0-9a-f]{16})\.[a-z0-9]+$/;

/** Whether the name of `file` tells the truth about `bytes`; always true of a file that carries no hash. */
export async function matchesFileName(file: string, bytes: Uint8Array): Promise<boolean> {
  const hash = PART_FILE.exec(file)?.[2];
  return hash === undefined || (await sha256(bytes)).startsWith(hash);
}

/** Names of the shards of the vectors, in order. */
export function vectorShards(manifest: Manifest): string[] {
  const names: string[] = [];
  while (Object.hasOwn(manifest.parts, `vectors-${names.length}`)) names.push(`vectors-${names.length}`);
  return names;
}

/** Names of the parts that this reader reads, in the order of the manifest. */
export function knownParts(manifest: Manifest): string[] {
  return Object.keys(manifest.parts).filter(isKnown);
}

/** What `digest` must be. */
export async function digestOf(manifest: object): Promise<string> {
  const { digest: _digest, signature: _signature, ...signed } = manifest as Record<string, unknown>;
  return sha256(new TextEncoder().encode(JSON.stringify(signed)));
}

/**
 * The manifest that `bytes` hold, checked in itself: everything but the parts' bytes.
 *
 * @throws {CatalogError} `not-a-pack`, `future-version`, `corrupt` (digest), `wrong-shape`
 */
export async function parseManifest(bytes: Uint8Array): Promise<Manifest> {
  const raw = parseJson(bytes);
  const { format } = raw;
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 1) throw fault('not-a-pack', `expected format to be ${PACK_FORMAT}`, format);
  if (format > PACK_FORMAT) throw fault('future-version', `expected format ${PACK_FORMAT}, which this version reads`, format);
  const digest = await digestOf(raw);
  if (raw.digest !== digest) throw fault('corrupt', `expected digest to be ${digest}`, raw.digest);
  checkHead(raw);
  checkParts(raw.parts, (raw.requires ?? []) as string[]);
  const manifest = raw as unknown as Manifest;
  checkSizes(manifest);
  return manifest;
}

function parseJson(bytes: Uint8Array): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    const start = new TextDecoder().decode(bytes.subarray(0, 40));
    throw new CatalogError('not-a-pack', `${MANIFEST_FILE}: expected JSON, got ${JSON.stringify(start)}`, cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fault('not-a-pack', 'expected an object', value);
  return value as Record<string, unknown>;
}

function checkHead({ encoder, spaces, dimension, counts, requires, blend }: Record<string, unknown>): void {
  if (!isName(encoder)) throw fault('wrong-shape', 'expected encoder to be a model id', encoder);
  if (!isNames(spaces) || spaces.length < 1 || spaces.length > NO_SPACE) throw fault('wrong-shape', `expected spaces to be 1 to ${NO_SPACE} distinct names`, spaces);
  if (!isCount(dimension)) throw fault('wrong-shape', 'expected dimension to be a whole number above 0', dimension);
  const items = (counts as Record<string, unknown> | undefined)?.items;
  if (!isCount(items)) throw fault('wrong-shape', 'expected counts.items to be a whole number above 0', items);
  if (requires !== undefined && !isNames(requires)) throw fault('wrong-shape', 'expected requires to be distinct names of parts', requires);
  if (blend !== undefined && !isWeights(blend)) throw fault('wrong-shape', 'expected blend to be finite numbers by head', blend);
}

function checkParts(parts: unknown, requires: string[]): void {
  if (typeof parts !== 'object' || parts === null || Array.isArray(parts)) throw fault('wrong-shape', 'expected parts to be an object', parts);
  for (const [name, part] of Object.entries(parts)) checkPart(name, (part ?? {}) as Record<string, unknown>);
  for (const name of ['vectors-0', 'scales', 'space-of', 'items', ...requires]) {
    if (!Object.hasOwn(parts, name)) throw fault('wrong-shape', `expected a part ${name}`, Object.keys(parts).join(', '));
  }
  const unknown = requires.find((name) => !isKnown(name));
  if (unknown !== undefined) throw fault('future-version', `expected to know every required part`, unknown);
}

function checkPart(name: string, { file, bytes, sha256: hash, optional }: Record<string, unknown>): void {
  if (!PART_NAME.test(name)) throw fault('wrong-shape', `expected parts to be named like ${PART_NAME.source}`, name);
  if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash)) throw fault('wrong-shape', `expected ${name}.sha256 to be 64 hexadecimal digits`, hash);
  const [, fileName, fileHash] = (typeof file === 'string' && PART_FILE.exec(file)) || [];
  if (fileName !== name || fileHash !== hash.slice(0, 16)) throw fault('wrong-shape', `expected ${name}.file to be ${name}.${hash.slice(0, 16)} with an extension`, file);
  if (typeof bytes !== 'number' || !Number.isSafeInteger(bytes) || bytes < 0) throw fault('wrong-shape', `expected ${name}.bytes to be a size`, bytes);
  if (optional !== undefined && optional !== true) throw fault('wrong-shape', `expected ${name}.optional to be true or absent`, optional);
}

function checkSizes(manifest: Manifest): void {
  const { dimension, counts, parts } = manifest;
  const shards = vectorShards(manifest);
  const stray = Object.keys(parts).find((name) => /^vectors-\d+$/.test(name) && !shards.includes(name));
  if (stray !== undefined) throw fault('wrong-shape', `expected vectors-0 to vectors-${shards.length} without a gap`, stray);
  const blockBytes = BLOCK_ROWS * paddedDimension(dimension);
  const broken = shards.find((name) => parts[name].bytes % blockBytes !== 0);
  if (broken !== undefined) throw fault('wrong-shape', `expected ${broken} to hold whole blocks of ${blockBytes} bytes`, parts[broken].bytes);
  const sum = shards.reduce((bytes, name) => bytes + parts[name].bytes, 0);
  const sizes: [string, number, number][] = [
    ['the vectors', blocksSizeBytes(counts.items, dimension), sum],
    ['scales', 4 * counts.items, parts.scales.bytes],
    ['space-of', counts.items, parts['space-of'].bytes],
    ['popularity', 4 * counts.items, parts.popularity?.bytes ?? 4 * counts.items],
    ['repeats', repeatsBytes(counts.items), parts.repeats?.bytes ?? repeatsBytes(counts.items)],
  ];
  const wrong = sizes.find(([, expected, got]) => expected !== got);
  if (wrong) throw fault('wrong-shape', `expected ${wrong[0]} of ${counts.items} items to take ${wrong[1]} bytes`, wrong[2]);
}

function repeatsBytes(items: number): number {
  return 4 * (REPEAT_PLACES + REPEAT_TIMES + items);
}

function isKnown(name: string): boolean {
  return KNOWN.has(name) || /^vectors-\d+$/.test(name);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isName) && new Set(value).size === value.length;
}

function isWeights(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(Number.isFinite);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function fault(code: CatalogError['code'], expected: string, got: unknown): CatalogError {
  return new CatalogError(code, `${MANIFEST_FILE}: ${expected}, got ${typeof got === 'string' ? got.slice(0, 200) : (JSON.stringify(got)?.slice(0, 200) ?? 'nothing')}`);
}
