import type { Progress } from '../domain/status.ts';
import { throwIfAborted } from './abort.ts';
import { embeddingSpaceOf } from './embedding-space-of.ts';
import { type Encoder, EncoderError } from './encoder.ts';
import { findModel, type FoundModel, type ModelSearch } from './find-model.ts';
import { checkKnownAnswer } from './known-answer.ts';
import type { Lexicon } from './lexicon.ts';
import { bestBatchSize, measureBatches, type RunBatch } from './measure-batch-size.ts';
import { type ModelCache, openModelCache } from './model-cache.ts';
import { ModelEncoder } from './model-encoder.ts';
import { type FetchedFiles, fetchFiles, MODEL_FILES } from './model-files.ts';
import { nodeParts } from './node-parts.ts';
import { startModel, type StartedModel, useWasm, wasmVersion } from './start-model.ts';
import { defaultAssets, requireWasm, WASM_BINARY, WASM_LOADER } from './wasm-assets.ts';

export interface OpenEncoderOptions extends Omit<ModelSearch, 'cache'> {
  /** Speaks for texts that the model cannot read; a function is told the dimension that its vectors must share. */
  lexicon?: Lexicon | ((dimension: number) => Lexicon);
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
 * Fetches, checks and starts a model. Files are cached only once the model has proved good, and dropped from the cache
 * when they prove bad: nothing half or broken is kept.
 *
 * @throws {EncoderError} `offline`, `not-found`, `corrupt`, `wrong-dimension`, `unsupported`
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
  checkDimension(found, Number(found.config.hidden_size ?? options.dimension), options.dimension);
  const sources = new Map<string, string>(MODEL_FILES.map((file) => [file, `${found.root}${file}`]));
  if (backend === 'wasm' && !wasmReady) sources.set(WASM_BINARY, runtimeUrl(WASM_BINARY, assets!));
  const fetched = await fetchFiles(sources, { ...options, cache });
  try {
    const encoder = await start(fetched, found, backend, options, assets);
    await cache.put(fetched.fresh);
    return encoder;
  } catch (error) {
    if (error instanceof EncoderError && error.code === 'corrupt') await cache.delete(sources.values());
    throw error;
  }
}

function backendOf(device: Encoder['backend'] | undefined): 'wasm' | 'cpu' {
  const backend = nodeParts() ? 'cpu' : 'wasm';
  if (device !== undefined && device !== backend) throw new EncoderError('unsupported', `expected device ${backend} here, got ${device}`);
  if (backend === 'wasm') requireWasm();
  return backend;
}

async function start({ files }: FetchedFiles, found: FoundModel, backend: 'wasm' | 'cpu', options: OpenEncoderOptions, assets = ''): Promise<Encoder> {
  const binary = files.get(WASM_BINARY);
  if (binary) useWasm({ binary, loaderUrl: await loaderOf(assets) });
  const started = await startModel(files);
  wasmReady ||= backend === 'wasm';
  try {
    checkDimension(found, started.dimension, options.dimension);
    const space = embeddingSpaceOf(found.model);
    const run: RunBatch = (texts) => started.vectors(texts.map((text) => started.tokens(text)));
    await checkKnownAnswer(run, space);
    const batchSize = options.batchSize ?? (await batchSizeOf(run, found.model));
    throwIfAborted(options.signal);
    const lexicon = typeof options.lexicon === 'function' ? options.lexicon(started.dimension) : options.lexicon;
    return new ModelEncoder({ model: found.model, space, backend, batchSize, started, lexicon });
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
