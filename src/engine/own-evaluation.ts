import { proxy, wrap } from 'comlink';
import type { OwnEvaluation } from '../domain/own-evaluation.ts';
import { orGivenUp } from './or-given-up.ts';
// oxlint-disable-next-line import/default -- Vite gives the URL of the bundled worker
import workerUrl from './own-evaluation-worker.ts?worker&url';
import type { OwnEvaluationApi } from './own-evaluation-worker.ts';
import { startModule } from './start-module.ts';

/**
 * An evaluation on the pack at `catalog` in a worker of its own, which ends with the run: the recommender's lists go on meanwhile,
 * and what it was given of a history is gone with it.
 */
export function createOwnEvaluation(catalog: string | URL): OwnEvaluation {
  const pack = new URL(catalog, location.href).href;
  return {
    async run(events, told, { signal } = {}) {
      const worker = startModule(new URL(workerUrl, import.meta.url), 'attune evaluation');
      const failed = new Promise<never>((_, reject) => {
        worker.addEventListener('error', ({ message }) => reject(new Error(`evaluation: expected its worker, got ${message || 'no script'}`)));
      });
      try {
        return await orGivenUp(Promise.race([wrap<OwnEvaluationApi>(worker).run(pack, events, proxy(told)), failed]), signal);
      } finally {
        worker.terminate();
      }
    },
  };
}
