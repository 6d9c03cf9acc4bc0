import { createReadStream, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Connect, Plugin } from 'vite';

export interface EncoderAssets {
  /** Whether the build gets an `ort/` folder; one that ships beside the site's has no need of its own. */
  emit?: boolean;
  /** The folder of models that development and preview serve under `models/`, where it exists. Never copied. */
  models?: string;
}

const PACKAGE = fileURLToPath(new URL('../node_modules/onnxruntime-web/dist/', import.meta.url));
/** Loader and code for the CPU (14 MB) and for a GPU (17 MB): a page fetches that of the backend it uses. */
const FILES = ['ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm', 'ort-wasm-simd-threaded.jspi.mjs', 'ort-wasm-simd-threaded.jspi.wasm'];
const TYPES: Record<string, string> = { '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json', '.onnx': 'application/octet-stream' };

/**
 * Serves and builds what the encoder fetches while it runs: onnxruntime-web's WASM under `ort/`, so that nothing comes
 * from a CDN, and in development and preview the models under `models/`.
 */
export function encoderAssets({ emit = true, models = '../shared/models' }: EncoderAssets = {}): Plugin {
  const folder = resolve(fileURLToPath(new URL('..', import.meta.url)), models);
  const serve: Connect.NextHandleFunction = (request, response, next) => {
    const file = fileFor(decodeURIComponent(new URL(request.url ?? '/', 'http://server').pathname), folder);
    if (!file || !send(file, request, response)) next();
  };
  return {
    name: 'encoder-assets',
    config: () => ({
      resolve: {
        alias: [
          { find: /^onnxruntime-web\/webgpu$/, replacement: fileURLToPath(new URL('../src/encoder/web-runtime.ts', import.meta.url)) },
          // The variant that loads its WASM from where it is told; the other would drag the file into every bundle.
          { find: /^onnxruntime-web\/wasm$/, replacement: join(PACKAGE, 'ort.wasm.min.mjs') },
          { find: /^onnxruntime-web\/jspi$/, replacement: join(PACKAGE, 'ort.jspi.min.mjs') },
        ],
      },
      // Found by name, or its discovery would reload a page in the middle of a test.
      optimizeDeps: { include: ['@xenova/transformers'] },
    }),
    configureServer: (server) => void server.middlewares.use(serve),
    configurePreviewServer: (server) => void server.middlewares.use(serve),
    generateBundle() {
      if (!emit || this.environment.config.consumer !== 'client') return;
      for (const file of FILES) this.emitFile({ type: 'asset', fileName: `ort/${file}`, source: readFileSync(join(PACKAGE, file)) });
    },
  };
}

function fileFor(path: string, models: string): string | null {
  const [, top, ...rest] = path.split('/');
  if (top === 'ort' && FILES.includes(rest.join('/'))) return join(PACKAGE, rest[0]);
  if (top !== 'models') return null;
  const file = resolve(models, ...rest);
  return file.startsWith(models + sep) ? file : null;
}

/** Whether `file` was there to be sent. */
function send(file: string, request: IncomingMessage, response: ServerResponse): boolean {
  const entry = statSync(file, { throwIfNoEntry: false });
  if (!entry?.isFile()) return false;
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-length': entry.size, 'cache-control': 'no-cache' });
  if (request.method === 'HEAD') response.end();
  else createReadStream(file).on('error', () => response.destroy()).pipe(response);
  return true;
}
