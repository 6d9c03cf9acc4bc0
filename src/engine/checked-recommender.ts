import type { Recommender } from '../domain/recommender.ts';
import { asksForPrivacy } from '../sources/page/privacy-signal.ts';
import { checkScript } from './checked-scripts.ts';
import { createRecommender, type RecommenderOptions } from './client.ts';
import { startWorker, workerScript } from './start-worker.ts';

/** As createRecommender(), once the worker's script is known to be what was built, and for the session alone where the browser asks for privacy. @throws {TypeError} where it is not */
export async function checkedRecommender(options: RecommenderOptions): Promise<Recommender> {
  await checkScript(workerScript().href);
  return createRecommender({ ...options, storage: asksForPrivacy(navigator) ? 'session' : options.storage }, startWorker(options.workerUrl));
}
