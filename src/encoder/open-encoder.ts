import type { Progress } from '../domain/status.ts';
import { throwIfAborted } from './abort.ts';
import { type BackendMemory, chooseBackend, recallBackend } from './choose-backend.ts';
import { type Encoder, EncoderError } from './encoder.ts';
import { findModel, type FoundModel, modelPlaces, type ModelSearch } from './find-model.ts';
import type { ReadingOf } from './keep-vectors.ts';
import type { Lexicon } from './lexicon.ts';
import { type ModelCache, openModelCache } from './model-cache.ts';
import { ModelEncoder } from './model-encoder.ts';
import { dropFiles, fetchFiles, keepFiles, MODEL_FILES } from './model-files.ts';
import { type ModelManifest, modelManifest, verifyFiles } from './model-manifest.ts';
import { nodeParts } from './node-parts.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { runtimeNeeded, runtimeUrl, startBackend } from './start-backend.ts';
import { startModel, wasmVersion } from './start-model.ts';
import { defaultAssets, requireWasm, type WebBackend } from './wasm-assets.ts';

export interface OpenEncoderOptions extends Omit<ModelSearch, 'cache'> {
  /** Speaks for texts that the model cannot read; a function is told the dimension that its vectors must share. */
  lexicon?: Lexicon | ((dimension: number) => Lexicon);
  /**
   * The model that the catalog's vectors come from. Where it is another than this one, texts that only this one can read
   * go to the lexicon, as they did when the catalog was packed.
   */
  catalogModel?: string;
  /** What the vectors must have; any dimension unless given. */
  dimension?: number;
  /** The one to use, `wasm` or `webgpu` in a browser, `cpu` in Node; the fastest that gives right vectors unless given. */
  device?: Encoder['backend'];
  /** The browser's graphics adapter, where it is worth a try; WebGPU is not measured without. */
  adapter?: string | null;
  /** Texts per call; measured unless given. */
  batchSize?: number;
  /** Bytes of all files together, the browser's runtime included. */
  onProgress?: (progress: Progress) => void;
  /** The cache of this browser or machine unless given. */
  cache?: ModelCache;
  /** Stands between the encoder and who reads with it, such as `keepVectors`. */
  wrap?(encoder: Encoder, reading: ReadingOf): Encoder;
}

/**
 * Fetches, checks and starts a model: its files' hashes where it names them, then its answers to known texts. Files are
 * cached only once the model has proved good, and dropped from the cache when they prove bad: nothing half or broken is
 * kept. Of several tabs one downloads, the others wait and find it.
 *
 * @throws {EncoderError} `offline`, `not-found`, `corrupt`, `wrong-answer`, `wrong-dimension`, `unsupported`
 * @throws {RangeError} when the lexicon's vectors have another dimension than the model's
 * @throws `AbortError` when given up
 */
export async function openEncoder(options: OpenEncoderOptions = {}): Promise<Encoder> {
  const { signal } = options;
  throwIfAborted(signal);
  const inNode = nodeParts() !== null;
  if (!inNode) requireWasm();
  const cache = options.cache ?? (await openModelCache());
  const assets = inNode ? '' : (options.assets ?? defaultAssets());
  const found = await findModel({ ...options, assets: inNode ? undefined : assets, cache });
  const manifest = modelManifest(found);
  checkDimension(found, Number(found.config.hidden_size ?? options.dimension), options.dimension);
  const candidates = candidatesOf(options, manifest, inNode);
  const memory = inNode || options.device || options.batchSize ? null : memoryOf(found, options.adapter);
  return oneAtATime(`attune-model ${found.root}`, signal, async () => {
    const known = memory && (await recallBackend(memory, candidates, cache));
    const sources = new Map<string, string>(MODEL_FILES.map((file) => [file, `${found.root}${file}`]));
    for (const backend of known ? [known.backend] : candidates) addRuntime(sources, backend, assets);
    const { files, fresh } = await fetchFiles(sources, { ...options, cache });
    const start = async (backend: Encoder['backend']) => {
      if (backend === 'cpu') return startModel(files, manifest, backend);
      return startBackend(backend, assets, files, files.get(backend) ?? (await runtimeOf(backend, assets, options, cache)), manifest);
    };
    try {
      await verifyFiles(manifest, files);
      const { started, ...chosen } = await chooseBackend({ candidates, forced: options.device !== undefined, start, manifest, batchSize: options.batchSize, signal, cache, memory, known });
      const lexicon = await lexiconFor(options, found, started).catch(async (error: unknown) => {
        await started.close();
        throw error;
      });
      const strict = options.catalogModel !== undefined && options.catalogModel !== found.model;
      const kept = fresh.size === 0 || (await keepFiles(cache, fresh));
      const encoder = new ModelEncoder({ model: found.model, space: manifest.space, languages: manifest.languages, ...chosen, fetched: fresh.size > 0, kept, started, lexicon, strict });
      return options.wrap?.(encoder, { files, lexical: lexicon !== undefined, strict }) ?? encoder;
    } catch (error) {
      if (error instanceof EncoderError && (error.code === 'corrupt' || error.code === 'wrong-answer')) await dropFiles(cache, [...sources.values()]);
      throw error;
    }
  });
}

/** Deletes what is kept here of a model and of the runtimes that it needs. */
export async function removeModel(options: Pick<OpenEncoderOptions, 'model' | 'base' | 'assets' | 'cache'> = {}): Promise<void> {
  const cache = options.cache ?? (await openModelCache());
  const assets = nodeParts() ? undefined : (options.assets ?? defaultAssets());
  const places = await modelPlaces({ ...options, assets, cache });
  const urls = places.flatMap(({ root }) => [...MODEL_FILES, MEMORY].map((file) => `${root}${file}`));
  if (assets !== undefined) urls.push(runtimeUrl('wasm', assets), runtimeUrl('webgpu', assets));
  await dropFiles(cache, urls);
}

/** Beside the model's files in the cache: what was measured of its backends. */
const MEMORY = 'backend.json';

/** @throws {EncoderError} `unsupported` where a backend is asked for that there is not */
function candidatesOf({ device, adapter }: OpenEncoderOptions, { backends }: ModelManifest, inNode: boolean): Encoder['backend'][] {
  const here: Encoder['backend'][] = inNode ? ['cpu'] : ['webgpu', 'wasm'];
  if (device !== undefined) {
    const known = here.filter((backend) => backends.includes(backend));
    if (!known.includes(device)) throw new EncoderError('unsupported', `expected device ${known.join(' or ')} here, got ${device}`);
    return [device];
  }
  return here.filter((backend) => backends.includes(backend) && (backend !== 'webgpu' || (adapter && 'Suspending' in WebAssembly)));
}

/** A new browser, driver, runtime or model is measured anew. */
function memoryOf({ root, config }: FoundModel, adapter: string | null | undefined): BackendMemory {
  const { files } = (config.attune ?? {}) as Partial<ModelManifest>;
  const key = [navigator.userAgent, adapter ?? '', wasmVersion(), files?.['onnx/model_quantized.onnx']?.sha256 ?? '', String(globalThis.crossOriginIsolated)].join(' | ');
  return { url: `${root}${MEMORY}`, key };
}

function addRuntime(sources: Map<string, string>, backend: Encoder['backend'], assets: string): void {
  const url = backend === 'cpu' ? null : runtimeNeeded(backend, assets);
  if (url) sources.set(backend, url);
}

/** The runtime of a backend that was not expected to be needed. */
async function runtimeOf(backend: WebBackend, assets: string, options: OpenEncoderOptions, cache: ModelCache): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const url = runtimeNeeded(backend, assets);
  if (!url) return undefined;
  const { files, fresh } = await fetchFiles(new Map([[backend, url]]), { ...options, onProgress: undefined, cache });
  await keepFiles(cache, fresh);
  return files.get(backend);
}

/** @throws {RangeError} when the lexicon's vectors have another dimension than the model's */
async function lexiconFor(options: OpenEncoderOptions, found: FoundModel, { dimension }: { dimension: number }): Promise<Lexicon | undefined> {
  checkDimension(found, dimension, options.dimension);
  const lexicon = typeof options.lexicon === 'function' ? options.lexicon(dimension) : options.lexicon;
  if (lexicon && lexicon.dimension !== dimension) throw new RangeError(`encoder: expected a lexicon of ${dimension} dimensions, got ${lexicon.dimension}`);
  return lexicon;
}

/** @throws {EncoderError} `wrong-dimension` */
function checkDimension({ model }: FoundModel, got: number, expected: number | undefined): void {
  if (expected !== undefined && got !== expected) throw new EncoderError('wrong-dimension', `${model}: expected vectors of ${expected} numbers, got ${got}`);
}
