import type { Recommender } from '../domain/recommender.ts';
import { checkScript } from './checked-scripts.ts';
import { createRecommender, type RecommenderOptions } from './client.ts';
import { startWorker, workerScript } from './start-worker.ts';

/** As createRecommender(), once the worker's script is known to be what was built. @throws {TypeError} where it is not */
export async function checkedRecommender(options: RecommenderOptions): Promise<Recommender> {
  await checkScript(workerScript().href);
  return createRecommender(options, startWorker(options.workerUrl));
}
