import type { Progress } from '../domain/status.ts';
import { abortError, throwIfAborted } from './abort.ts';
import { download, type DownloadOptions } from './download.ts';
import { EncoderError } from './encoder.ts';
import { KeptParts } from './kept-parts.ts';
import type { ModelCache } from './model-cache.ts';
import { nodeParts } from './node-parts.ts';
import { TotalProgress } from './total-progress.ts';

/** The files of a model in hub layout: settings, tokenizer, and the network with int8 weights. */
export const MODEL_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'] as const;
export type ModelFile = (typeof MODEL_FILES)[number];

export interface FetchedFiles {
  /** By name. */
  files: Map<string, Uint8Array<ArrayBuffer>>;
  /** Those that came over the network, by URL: to be cached once they have proved good. */
  fresh: Map<string, Uint8Array<ArrayBuffer>>;
}

export interface FetchOptions extends Pick<DownloadOptions, 'backOffMs' | 'stallMs'> {
  cache: ModelCache;
  /** Fetches nothing: what is not kept here is refused. */
  keptOnly?: boolean;
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/**
 * Reads files by name, each from its URL or path: out of the cache, else over the network or from disk, all at the same
 * time, under one progress. When one fails the others are given up.
 *
 * @throws {EncoderError} `not-found`, `offline`, `deferred`; `AbortError` when given up
 */
export async function fetchFiles(sources: ReadonlyMap<string, string>, { cache, keptOnly, signal, onProgress, ...rest }: FetchOptions): Promise<FetchedFiles> {
  throwIfAborted(signal);
  const siblings = new AbortController();
  const progress = new TotalProgress([...sources.keys()], onProgress ?? (() => undefined));
  const result: FetchedFiles = { files: new Map(), fresh: new Map() };
  const each = async ([name, source]: [string, string]) => {
    const kept = isUrl(source) ? await cache.get(source) : await readLocal(source);
    if (kept) progress.set(name, kept.length, kept.length);
    const onBytes = (done: number, total: number | null) => progress.set(name, done, total);
    if (!kept && keptOnly) throw new EncoderError('deferred', `${source}: expected a file that is kept here, got none`);
    const bytes = kept ?? (await download(source, { ...rest, signal: signal ? AbortSignal.any([signal, siblings.signal]) : siblings.signal, onBytes, parts: new KeptParts(cache, source) }));
    if (!kept) result.fresh.set(source, bytes);
    result.files.set(name, bytes);
  };
  try {
    await Promise.all([...sources].map(each));
  } catch (error) {
    siblings.abort();
    throw signal?.aborted ? abortError(signal) : error;
  }
  throwIfAborted(signal);
  return result;
}

/** Caches files that proved good in place of their parts; tells whether it did. */
export async function keepFiles(cache: ModelCache, fresh: FetchedFiles['fresh']): Promise<boolean> {
  await dropParts(cache, fresh.keys());
  return cache.put(fresh);
}

/** Deletes what is kept of files, whole or in parts. */
export async function dropFiles(cache: ModelCache, urls: readonly string[]): Promise<void> {
  await cache.delete(urls);
  await dropParts(cache, urls);
}

async function dropParts(cache: ModelCache, urls: Iterable<string>): Promise<void> {
  for (const url of urls) await new KeptParts(cache, url).clear();
}

export function isUrl(source: string): boolean {
  return /^https?:\/\//.test(source);
}

async function readLocal(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const node = nodeParts();
  if (!node) throw new EncoderError('not-found', `${path}: expected a URL in a browser, got a path`);
  try {
    return new Uint8Array(await node.fs.readFile(path));
  } catch (error) {
    throw new EncoderError('not-found', `${path}: expected a readable file, got ${(error as NodeJS.ErrnoException).code}`, error);
  }
}
