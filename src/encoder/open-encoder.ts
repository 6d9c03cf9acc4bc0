import type { Progress } from '../domain/status.ts';
import { throwIfAborted } from './abort.ts';
import { type Encoder, EncoderError } from './encoder.ts';
import { findModel, type FoundModel, modelPlaces, type ModelSearch } from './find-model.ts';
import { checkKnownAnswer } from './known-answer.ts';
import type { Lexicon } from './lexicon.ts';
import { bestBatchSize, measureBatches, type RunBatch } from './measure-batch-size.ts';
import { type ModelCache, openModelCache } from './model-cache.ts';
import { ModelEncoder, type ModelEncoderParts } from './model-encoder.ts';
import { type FetchedFiles, fetchFiles, MODEL_FILES } from './model-files.ts';
import { type ModelManifest, modelManifest, verifyFiles } from './model-manifest.ts';
import { nodeParts } from './node-parts.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { startModel, type StartedModel, useWasm, wasmVersion } from './start-model.ts';
import { defaultAssets, requireWasm, WASM_BINARY, WASM_LOADER } from './wasm-assets.ts';

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
  /** `wasm` in a browser, `cpu` in Node; the default build carries no other. */
  device?: Encoder['backend'];
  /** Texts per call; measured unless given. */
  batchSize?: number;
  /** Bytes of all files together, the browser's runtime included. */
  onProgress?: (progress: Progress) => void;
  /** The cache of this browser or machine unless given. */
  cache?: ModelCache;
}

/** Whether this page or worker has its runtime: it is global, and fetched once. */
let wasmReady = false;

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
  const backend = backendOf(options.device);
  const cache = options.cache ?? (await openModelCache());
  const assets = options.assets ?? (backend === 'wasm' ? defaultAssets() : undefined);
  const found = await findModel({ ...options, assets, cache });
  const manifest = modelManifest(found);
  checkDimension(found, Number(found.config.hidden_size ?? options.dimension), options.dimension);
  const sources = new Map<string, string>(MODEL_FILES.map((file) => [file, `${found.root}${file}`]));
  if (backend === 'wasm' && !wasmReady) sources.set(WASM_BINARY, runtimeUrl(WASM_BINARY, assets!));
  return oneAtATime(`attune-model ${found.root}`, signal, async () => {
    const fetched = await fetchFiles(sources, { ...options, cache });
    try {
      await verifyFiles(manifest, fetched.files);
      const parts = await start(fetched, found, manifest, backend, options, assets);
      const isFetched = fetched.fresh.size > 0;
      return new ModelEncoder({ ...parts, fetched: isFetched, kept: !isFetched || (await cache.put(fetched.fresh)) });
    } catch (error) {
      if (error instanceof EncoderError && (error.code === 'corrupt' || error.code === 'wrong-answer')) await cache.delete(sources.values());
      throw error;
    }
  });
}

/** Deletes what is kept here of a model and of the runtime that it needs. */
export async function removeModel(options: Pick<OpenEncoderOptions, 'model' | 'base' | 'assets' | 'cache'> = {}): Promise<void> {
  const cache = options.cache ?? (await openModelCache());
  const assets = nodeParts() ? undefined : (options.assets ?? defaultAssets());
  const places = await modelPlaces({ ...options, assets, cache });
  const urls = places.flatMap(({ root }) => MODEL_FILES.map((file) => `${root}${file}`));
  await cache.delete(assets === undefined ? urls : [...urls, runtimeUrl(WASM_BINARY, assets)]);
}

function backendOf(device: Encoder['backend'] | undefined): 'wasm' | 'cpu' {
  const backend = nodeParts() ? 'cpu' : 'wasm';
  if (device !== undefined && device !== backend) throw new EncoderError('unsupported', `expected device ${backend} here, got ${device}`);
  if (backend === 'wasm') requireWasm();
  return backend;
}

async function start({ files }: FetchedFiles, found: FoundModel, manifest: ModelManifest, backend: 'wasm' | 'cpu', options: OpenEncoderOptions, assets = ''): Promise<Omit<ModelEncoderParts, 'fetched' | 'kept'>> {
  const binary = files.get(WASM_BINARY);
  if (binary) useWasm({ binary, loaderUrl: await loaderOf(assets) });
  const started = await startModel(files, manifest);
  wasmReady ||= backend === 'wasm';
  try {
    checkDimension(found, started.dimension, options.dimension);
    const run: RunBatch = (texts) => started.vectors(texts.flatMap((text) => started.tokens(text).pieces.slice(0, 1)));
    await checkKnownAnswer(run, manifest);
    const batchSize = options.batchSize ?? (await batchSizeOf(run, found.model));
    throwIfAborted(options.signal);
    const lexicon = typeof options.lexicon === 'function' ? options.lexicon(started.dimension) : options.lexicon;
    const strict = options.catalogModel !== undefined && options.catalogModel !== found.model;
    if (lexicon && lexicon.dimension !== started.dimension) throw new RangeError(`encoder: expected a lexicon of ${started.dimension} dimensions, got ${lexicon.dimension}`);
    return { model: found.model, space: manifest.space, languages: manifest.languages, backend, batchSize, started, lexicon, strict };
  } catch (error) {
    await started.close();
    throw error;
  }
}

/**
 * The loader's URL, once it has been loaded: onnxruntime-web would not say what was missing, and never try again.
 *
 * @throws {EncoderError} `offline`
 */
async function loaderOf(assets: string): Promise<string> {
  const url = runtimeUrl(WASM_LOADER, assets);
  try {
    await import(/* @vite-ignore */ url);
    return url;
  } catch (error) {
    throw new EncoderError('offline', `${url}: expected the runtime's loader, got no module`, error);
  }
}

/** Measured once per model while this page or program runs. */
const batchSizes = new Map<string, number>();

async function batchSizeOf(run: RunBatch, model: string): Promise<number> {
  const size = batchSizes.get(model) ?? bestBatchSize(await measureBatches(run));
  batchSizes.set(model, size);
  return size;
}

function checkDimension({ model }: FoundModel, got: number, expected: StartedModel['dimension'] | undefined): void {
  if (expected !== undefined && got !== expected) throw new EncoderError('wrong-dimension', `${model}: expected vectors of ${expected} numbers, got ${got}`);
}

/** With the version, so that no cache serves another build's runtime. */
function runtimeUrl(file: string, assets: string): string {
  return new URL(`ort/${file}?v=${encodeURIComponent(wasmVersion())}`, assets).href;
}
