import type { EmbeddingSpace } from '../domain/embedding-space.ts';
import { sha256 } from '../domain/sha256.ts';
import { embeddingSpaceOf } from './embedding-space-of.ts';
import { type Encoder, EncoderError } from './encoder.ts';
import type { FoundModel } from './find-model.ts';

/**
 * What a model says of itself under `attune` in its config.json, the file that is read before all others. A model of a hub
 * says nothing: then its files are taken as they come, and its answers are judged by its space.
 */
export interface ModelManifest {
  /** The space of its vectors; the model's own unless given. */
  space: EmbeddingSpace;
  /** Tokens that it reads at once, the closing ones included. */
  maxTokens: number;
  /** Languages that it reads, as BCP 47 tags; none where that is not known. */
  languages: string[];
  /**
   * The first of its tokens that other models of its space do not know; infinite where it knows no more than they. Texts
   * of such tokens have a vector in the space, but a catalog that another model packed holds none beside it.
   */
  ownTokensFrom: number;
  /** Size and SHA-256 of its other files. */
  files: Record<string, { sizeBytes: number; sha256: string }>;
  /** What it may run on: one whose operators a backend lacks gains nothing there. All unless given. */
  backends: readonly Encoder['backend'][];
  /** Texts and their vectors, which a backend must give before it is used; empty where none are known. */
  golden: { texts: string[]; vectors: Int8Array[] };
}

/** all-MiniLM-L6-v2 was trained and is measured with this window; models that name none are read so. */
const MAX_TOKENS = 256;
/** Of the spaces whose models say nothing. */
const LANGUAGES: Readonly<Record<string, string[]>> = { 'all-MiniLM-L6-v2': ['en'] };

/**
 * @throws {EncoderError} `corrupt` when the section is there and is not of this form
 */
export function modelManifest({ model, root, config }: FoundModel): ModelManifest {
  const said = config.attune as Record<string, unknown> | undefined;
  const space = (said?.space as string | undefined) ?? embeddingSpaceOf(model);
  const languages = [...((said?.languages as string[] | undefined) ?? LANGUAGES[space] ?? [])];
  const backends = (said?.backends as Encoder['backend'][] | undefined) ?? ['cpu', 'wasm', 'webgpu'];
  if (said === undefined) return { space, maxTokens: MAX_TOKENS, languages, ownTokensFrom: Infinity, backends, files: {}, golden: { texts: [], vectors: [] } };
  const wrong = faultOf(said);
  if (wrong) throw new EncoderError('corrupt', `${root}config.json: expected attune.${wrong}`);
  const golden = said.golden as { texts: string[]; vectors: string[] };
  return {
    space,
    maxTokens: said.maxTokens as number,
    languages,
    ownTokensFrom: (said.ownTokensFrom as number | undefined) ?? Infinity,
    backends,
    files: said.files as ModelManifest['files'],
    golden: { texts: golden.texts, vectors: golden.vectors.map(fromBase64) },
  };
}

/**
 * Refuses files that are not those that the manifest names.
 *
 * @throws {EncoderError} `corrupt`, naming the file
 */
export async function verifyFiles(manifest: ModelManifest, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  for (const [name, { sizeBytes, sha256: expected }] of Object.entries(manifest.files)) {
    const bytes = files.get(name);
    if (!bytes) continue;
    if (bytes.length !== sizeBytes) throw new EncoderError('corrupt', `${name}: expected ${sizeBytes} bytes, got ${bytes.length}`);
    const got = await sha256(bytes);
    if (got !== expected) throw new EncoderError('corrupt', `${name}: expected SHA-256 ${expected}, got ${got}`);
  }
}

/** What is wrong with the section, as `FIELD to be …, got …`; null when nothing is. */
function faultOf(said: Record<string, unknown>): string | null {
  const { space, maxTokens, languages, ownTokensFrom, backends, files, golden } = said;
  const isText = (value: unknown) => typeof value === 'string' && value !== '';
  const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) > 0;
  const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
  const got = (value: unknown) => JSON.stringify(value)?.slice(0, 60);
  if (!isText(space)) return `space to be a name, got ${got(space)}`;
  if (!isCount(maxTokens) || (maxTokens as number) < 8) return `maxTokens to be a number of 8 or more, got ${got(maxTokens)}`;
  if (!isTexts(languages)) return `languages to be a list of tags, got ${got(languages)}`;
  if (ownTokensFrom !== undefined && !isCount(ownTokensFrom)) return `ownTokensFrom to be a token, got ${got(ownTokensFrom)}`;
  if (backends !== undefined && !(isTexts(backends) && backends.length > 0)) return `backends to be a list of names, got ${got(backends)}`;
  const entries = Object.entries((files ?? {}) as Record<string, { sizeBytes?: unknown; sha256?: unknown } | null>);
  for (const [name, entry] of entries) if (!isCount(entry?.sizeBytes) || !/^[0-9a-f]{64}$/.test(String(entry?.sha256))) return `files["${name}"] to be {sizeBytes, sha256}, got ${got(entry)}`;
  const { texts, vectors } = (golden ?? {}) as { texts?: unknown; vectors?: unknown };
  if (!isTexts(texts) || !isTexts(vectors) || texts.length !== vectors.length) return `golden to be {texts, vectors} of one length, got ${got(golden)}`;
  return null;
}

function fromBase64(text: string): Int8Array {
  return Int8Array.from(atob(text), (character) => (character.charCodeAt(0) << 24) >> 24);
}
