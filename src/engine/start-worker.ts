import { startModule } from './start-module.ts';
// oxlint-disable-next-line import/default -- Vite gives the URL of the bundled worker
import workerUrl from './worker.ts?worker&url';

/**
 * Starts the engine's worker.
 *
 * @param url a same-origin copy of the worker, for pages that refuse `blob:` workers
 */
export function startWorker(url?: string): Worker {
  return startModule(url === undefined ? workerScript() : new URL(url, import.meta.url), 'attune');
}

/** Where the worker's script is. */
export function workerScript(): URL {
  return new URL(workerUrl, import.meta.url);
}
