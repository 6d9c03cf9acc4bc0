import type { Manifest } from '../catalog/pack-format.ts';
import { writePack } from '../catalog/write-pack.ts';
import type { Item } from '../domain/item.ts';
import { quantise } from '../domain/matrix.ts';
import type { Progress } from '../domain/status.ts';
import type { Encoder } from '../encoder/encoder.ts';
import { encodeItems } from '../encoder/encode-items.ts';
import { itemText } from '../encoder/item-text.ts';
import { buildLexicon } from '../encoder/hashed-lexicon.ts';
import type { Lexicon } from '../encoder/lexicon.ts';

export interface CompileOptions {
  /** Opens the encoder; `lexiconOf` makes the lexicon that speaks where the encoder does not know a text. */
  openEncoder(lexiconOf: (dimension: number) => Lexicon): Promise<Encoder>;
  /** Files that the vectors are split into. */
  shards?: number;
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

export interface CompiledPack {
  manifest: Manifest;
  files: Map<string, Uint8Array>;
  /** Items whose text the encoder does not know, and which the lexicon's vector stands for. */
  lexical: number;
}

/**
 * Compiles items to a catalog pack: text → vectors → int8 blocks, with display fields and popularity beside them.
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
    const { manifest, files } = await writePack({ items, vectors, encoder: encoder.model, lexicon: table, shards: options.shards });
    const lexicalSpace = vectors.spaces.indexOf(space);
    return { manifest, files, lexical: vectors.spaceOf.filter((index) => index === lexicalSpace).length };
  } finally {
    await encoder.close();
  }
}
