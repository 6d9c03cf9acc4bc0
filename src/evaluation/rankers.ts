import { attentionMeanRanker, attentionRanker } from './attention-rankers.ts';
import { coVisitationRanker } from './co-visitation-ranker.ts';
import type { EvaluationRanker } from './evaluation-ranker.ts';
import { meanDecayRanker, meanRanker } from './mean-rankers.ts';
import { lastRanker, maxRanker } from './nearest-rankers.ts';
import { popularityRanker, randomRanker } from './prior-rankers.ts';
import { sourceRanker } from './source-ranker.ts';
import { reluRanker, sigmoidRanker } from './sum-rankers.ts';
import { tfidfRanker } from './tfidf-ranker.ts';

/** Makes a fresh ranker, which knows nothing yet. */
export type RankerFactory = () => EvaluationRanker;

/** The rankers of this room by name, in the order of a table. The caller adds the product's own. */
export const BASELINES: ReadonlyMap<string, RankerFactory> = new Map<string, RankerFactory>([
  ['random', randomRanker],
  ['popularity', popularityRanker],
  ['last', lastRanker],
  ['mean', meanRanker],
  ['mean-decay', meanDecayRanker],
  ['max', maxRanker],
  ['tfidf', tfidfRanker],
  ['source', sourceRanker],
  ['knn', coVisitationRanker],
  ['attention', attentionRanker],
  ['attention-mean', attentionMeanRanker],
  ['attention-sigmoid', sigmoidRanker],
  ['attention-relu', reluRanker],
]);

/** Our own rankers: what a person is offered instead of one of the others, which these must beat. */
export function isOwn(name: string): boolean {
  return name.startsWith('attune') || name.startsWith('attention');
}

/**
 * Fresh rankers of these names, each once, in the order asked for.
 *
 * @param known the factories to choose from, such as `new Map([...BASELINES, ['attune', makeAttune]])`
 * @throws {RangeError} naming those that are known, when one is not
 */
export function createRankers(names: readonly string[], known: ReadonlyMap<string, RankerFactory> = BASELINES): EvaluationRanker[] {
  return [...new Set(names)].map((name) => {
    const create = known.get(name);
    if (!create) throw new RangeError(`ranker: expected one of ${[...known.keys()].join(', ')}, got ${name}`);
    return create();
  });
}
