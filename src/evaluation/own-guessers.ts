import type { HistoryEvent } from '../domain/event.ts';
import { DEFAULT_DIVERSITY, prepareRequest, rankRows } from '../ranker/rank.ts';
import type { RankedCatalog, RankedHistory, RankOptions } from '../ranker/ranker.ts';
import { CatalogInTime } from '../training/catalog-in-time.ts';
import type { EvaluationData } from './evaluation-ranker.ts';
import type { BeforeChoice } from './own-cases.ts';
import { PRODUCT_RANKERS } from './product-ranker.ts';
import { createRankers } from './rankers.ts';

/** Baselines that need no training. */
const UNTRAINED = ['random', 'popularity', 'last', 'mean', 'mean-decay', 'max', 'tfidf', 'source', 'attention'];

/** Guesses a person's choices. */
export interface OwnGuesser {
  name: string;
  /**
   * Scores every item by what came before the choice.
   *
   * @param out [C], holding anything; every place must be written, never with NaN
   */
  score(before: BeforeChoice, out: Float32Array): Promise<void> | void;
  /** The list as a person would see it, where it is more than the best k by score: rows, best first. */
  list?(before: BeforeChoice, k: number): Promise<ArrayLike<number>>;
}

/** The baselines that need no training, which see of a history the order of its items alone. */
export async function baselineGuessers(data: EvaluationData): Promise<OwnGuesser[]> {
  const rankers = createRankers(UNTRAINED);
  for (const ranker of rankers) await ranker.fit(data);
  return rankers.map((ranker) => ({ name: ranker.name, score: ({ history }, out) => ranker.score(history, out) }));
}

/**
 * The product on a pack as it is, by the very events and at the time of the choice: `attune-plain` without variety, `attune` as shipped.
 *
 * @param historyOf the events as the ranker sees them
 */
export function productGuessers(catalog: RankedCatalog, historyOf: (events: readonly HistoryEvent[]) => RankedHistory): OwnGuesser[] {
  const inTime = new CatalogInTime(catalog);
  const catalogAt = (at: string): RankedCatalog => inTime.before(Date.parse(at));
  const optionsAt = (at: string, k: number): RankOptions => ({ k, diversity: k === 0 ? 0 : DEFAULT_DIVERSITY, now: at });
  const score: OwnGuesser['score'] = async ({ before, at }, out) => {
    const { request } = prepareRequest(catalogAt(at), historyOf(before), optionsAt(at, 0));
    out.set(await catalog.resident.scores({ ...request, k: 0 }));
  };
  const [plain, shipped] = PRODUCT_RANKERS;
  return [
    { name: plain, score },
    { name: shipped, score, list: ({ before, at, later }, k) => rankRows(catalogAt(at), historyOf(before), { ...optionsAt(at, k), exclude: later }) },
  ];
}
