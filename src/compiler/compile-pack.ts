import type { Manifest } from '../catalog/pack-format.ts';
import type { SignDigest } from '../catalog/pack-signature.ts';
import { writePack } from '../catalog/write-pack.ts';
import type { Item } from '../domain/item.ts';
import { type Matrix, quantise } from '../domain/matrix.ts';
import { sha256 } from '../domain/sha256.ts';
import type { Progress } from '../domain/status.ts';
import { breather } from '../evaluation/breather.ts';
import type { Sequence } from '../evaluation/read-sequences.ts';
import { resolveSequences } from '../evaluation/resolve-cases.ts';
import type { Kernels, Products } from '../kernels/kernels.ts';
import { type HeldOutReport, heldOutReport } from '../evaluation/held-out-report.ts';
import { learnOnce, published, type Publishing } from '../training/learn-catalog.ts';
import { type LearnedCatalog, type LearnInput, PACK_MIN_SUPPORT } from '../training/learned-catalog.ts';
import type { Privacy } from '../training/private-counts.ts';
import type { Encoder } from '../encoder/encoder.ts';
import { encodeItems } from '../encoder/encode-items.ts';
import { itemText } from '../encoder/item-text.ts';
import { buildLexicon } from '../encoder/hashed-lexicon.ts';
import type { Lexicon } from '../encoder/lexicon.ts';

const ENTRIES_AT_ONCE = 1000;

export interface CompileOptions {
  /** Opens the encoder; `lexiconOf` makes the lexicon that speaks where the encoder does not know a text. */
  openEncoder(lexiconOf: (dimension: number) => Lexicon): Promise<Encoder>;
  /** What people met one after the other, and what learns from it. */
  interactions?: Interactions;
  /** Files that the vectors are split into. */
  shards?: number;
  /** Signs the pack. */
  sign?: SignDigest;
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

export interface Interactions {
  sequences: readonly Sequence[];
  kernels: Kernels;
  products: Products;
  /** People that a pair of companions must be of; 5 unless given. */
  minSupport?: number;
  /** Makes counts private, and leaves out all else that interactions teach. */
  privacy?: Privacy;
  /** Whether held-out choices are ranked, to say how good the pack is; they are unless told otherwise. */
  report?: boolean;
  /** What was learned before from the same; nothing is kept unless given. */
  memory?: ResultMemory;
  /** Share of the learning that is done, 0 … 1. */
  told?(done: number): void;
  /** Held-out choices that are ranked. */
  ranked?(done: number, total: number): void;
}

/** Results by a digest of all that they follow from, as a structured clone takes them. It never throws. */
export interface ResultMemory {
  /** Null where there is none. */
  get(key: string): Promise<unknown>;
  put(key: string, result: unknown): Promise<void>;
}

export interface CompiledPack {
  manifest: Manifest;
  files: Map<string, Uint8Array>;
  /** Items whose text the encoder does not know, and which the lexicon's vector stands for. */
  lexical: number;
  /** What interactions gave; null without any. */
  learned: LearnedCatalog | null;
  /** How good that is; null where it was not asked for, or nothing could be held out. */
  report: HeldOutReport | null;
  /** Ids of interactions that are no item's. */
  unknownIds: number;
}

/**
 * Compiles items to a catalog pack: text → vectors → int8 blocks, with display fields and popularity beside them; and what
 * interactions teach: W, companions, popularity, weights of the heads.
 * The same items and encoder give the same bytes.
 *
 * @throws {RangeError} when there are no items
 */
export async function compilePack(items: readonly Item[], options: CompileOptions): Promise<CompiledPack> {
  if (items.length === 0) throw new RangeError('compilePack: expected at least one item, got none');
  let lexicon: Lexicon | null = null;
  const encoder = await options.openEncoder((dimension) => (lexicon = buildLexicon(items.map(itemText), dimension)));
  try {
    const { matrix } = await encodeItems(encoder, items, { signal: options.signal, onProgress: options.onProgress });
    const vectors = quantise(matrix);
    const { table, space } = lexicon ?? { table: null, space: '' };
    const { learned, report, unknownIds } = await learn(items, matrix, options);
    const { manifest, files } = await writePack({ items, vectors, encoder: encoder.model, lexicon: table, shards: options.shards, sign: options.sign, ...learned, popularity: learned?.popularity ?? undefined });
    const lexicalSpace = vectors.spaces.indexOf(space);
    return { manifest, files, lexical: vectors.spaceOf.filter((index) => index === lexicalSpace).length, learned, report, unknownIds };
  } finally {
    await encoder.close();
  }
}

async function learn(items: readonly Item[], vectors: Matrix, { interactions, signal }: CompileOptions): Promise<Pick<CompiledPack, 'learned' | 'report' | 'unknownIds'>> {
  if (!interactions) return { learned: null, report: null, unknownIds: 0 };
  const { kernels, products, memory, told, ranked, privacy, report: wanted = true, minSupport = PACK_MIN_SUPPORT } = interactions;
  const { sequences, people, times, remarks } = resolveSequences(interactions.sequences, new Map(items.map(({ id }, row) => [id, row])));
  const unknownIds = remarks['unknown-train-id'] ?? 0;
  if (sequences.length === 0) return { learned: null, report: null, unknownIds };
  const key = memory && (await digestOfAll([vectors.data, vectors.spaceOf], [items, sequences, people, times ?? [], [{ minSupport, privacy, wanted }]]));
  const known = key === undefined ? null : ((await memory!.get(key)) as Pick<CompiledPack, 'learned' | 'report'> | null);
  if (known) return { ...known, unknownIds };
  const input: LearnInput = { items, vectors, sequences, people, times, kernels, products, seed: 0, minSupport, privacy, told, breathe: breather(signal) };
  told?.(0);
  const learning = privacy && !wanted ? null : await learnOnce(input);
  const learned = await published(input, learning);
  const report = learning && wanted ? await heldOutReport(input, learning, { minSupport, privacy }, othersOf({ minSupport, privacy }), ranked) : null;
  if (key !== undefined) await memory!.put(key, { learned, report });
  return { learned, report, unknownIds };
}

/** Of bytes, and of lists as JSON, some entries at a time: a whole catalog is more than one text can hold. */
async function digestOfAll(arrays: readonly (Float32Array | Uint8Array)[], lists: readonly (readonly unknown[])[]): Promise<string> {
  let digest = '';
  for (const { buffer, byteOffset, byteLength } of arrays) digest = await sha256(new TextEncoder().encode(digest + (await sha256(new Uint8Array(buffer, byteOffset, byteLength)))));
  for (const list of lists) {
    for (let from = 0; from <= list.length; from += ENTRIES_AT_ONCE) digest = await sha256(new TextEncoder().encode(digest + JSON.stringify(list.slice(from, from + ENTRIES_AT_ONCE))));
  }
  return digest;
}

/** Packs that tell more: of pairs of fewer people, and without noise. */
function othersOf({ minSupport = 1, privacy }: Publishing): Publishing[] {
  const supports = privacy ? [1, PACK_MIN_SUPPORT] : [1];
  return supports.filter((support) => privacy || support < minSupport).map((support) => ({ minSupport: support }));
}
