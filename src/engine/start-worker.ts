import { startModule } from './start-module.ts';
// oxlint-disable-next-line import/default -- Vite gives the URL of the bundled worker
import workerUrl from './worker.ts?worker&url';

/**
 * Starts the engine's worker.
 *
 * @param url a same-origin copy of the worker, for pages that refuse `blob:` workers
 */
export function startWorker(url?: string): Worker {
  return startModule(new URL(url ?? workerUrl, import.meta.url), 'attune');
}
