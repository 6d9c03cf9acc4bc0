import { EncoderError } from './encoder.ts';

/** What a browser can run a model on. */
export type WebBackend = 'wasm' | 'webgpu';

/**
 * The loader and the code of onnxruntime-web for each backend, as they lie in the site's `ort/` folder: 14 MB for a CPU,
 * 17 MB for a GPU. The latter needs JavaScript Promise Integration; the build without is 27 MB, more than some hosts serve.
 */
export const RUNTIMES: Record<WebBackend, { loader: string; binary: string }> = {
  wasm: { loader: 'ort-wasm-simd-threaded.mjs', binary: 'ort-wasm-simd-threaded.wasm' },
  webgpu: { loader: 'ort-wasm-simd-threaded.jspi.mjs', binary: 'ort-wasm-simd-threaded.jspi.wasm' },
};

/**
 * The URL under which a site keeps `ort/` and `models/`: beside the folder of the built chunk that asks, and the server's
 * root in development. Programs that lay their files out otherwise name the URL themselves.
 */
export function defaultAssets(): string {
  const beside = import.meta.env?.DEV ? '/' : '../';
  return new URL(beside, import.meta.url).href;
}

/** The smallest module with a SIMD instruction (`i32.const 0; i8x16.splat; drop`), which onnxruntime-web's code needs. */
const SIMD_PROBE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11]);

/** @throws {EncoderError} `unsupported` where WebAssembly is missing, forbidden by the page's policy, or without SIMD */
export function requireWasm(): void {
  if (typeof WebAssembly === 'undefined') throw new EncoderError('unsupported', 'expected WebAssembly, got a browser without it');
  try {
    void new WebAssembly.Module(SIMD_PROBE);
  } catch (error) {
    throw new EncoderError('unsupported', 'expected WebAssembly with SIMD, got a browser or a content security policy that refuses it', error);
  }
}
