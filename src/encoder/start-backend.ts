import { EncoderError } from './encoder.ts';
import type { Reading, StartedModel } from './start-model.ts';
import { startModel, useRuntime, wasmVersion } from './start-model.ts';
import { RUNTIMES, type WebBackend } from './wasm-assets.ts';

/** Backends whose runtime this page or worker has: it is global, and fetched once. */
const ready = new Set<WebBackend>();

/** Where the code of a backend's runtime lies; null where this page has it. */
export function runtimeNeeded(backend: WebBackend, assets: string): string | null {
  return ready.has(backend) ? null : runtimeUrl(backend, assets);
}

/** With the version, so that no cache serves another build's runtime. */
export function runtimeUrl(backend: WebBackend, assets: string, file: 'binary' | 'loader' = 'binary'): string {
  return new URL(`ort/${RUNTIMES[backend][file]}?v=${encodeURIComponent(wasmVersion())}`, assets).href;
}

/**
 * Starts a model in a browser.
 *
 * @param binary the runtime's code; not needed where this page has it
 * @throws {EncoderError} `offline`, and as startModel()
 */
export async function startBackend(backend: WebBackend, assets: string, files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>, binary: Uint8Array<ArrayBuffer> | undefined, reading: Reading): Promise<StartedModel> {
  if (binary && !ready.has(backend)) useRuntime(backend, { binary, loaderUrl: await loaderOf(backend, assets) });
  const started = await startModel(files, reading, backend);
  ready.add(backend);
  return started;
}

/**
 * The loader's URL, once it has been loaded: onnxruntime-web would not say what was missing, and never try again.
 *
 * @throws {EncoderError} `offline`
 */
async function loaderOf(backend: WebBackend, assets: string): Promise<string> {
  const url = runtimeUrl(backend, assets, 'loader');
  try {
    await import(/* @vite-ignore */ url);
    return url;
  } catch (error) {
    throw new EncoderError('offline', `${url}: expected the runtime's loader, got no module`, error);
  }
}
