import type { ItemId } from '../domain/item.ts';
import type { Feedback } from '../domain/learning.ts';
import type { RecommendationList } from '../domain/recommendation.ts';

/**
 * What was done with a list, as the recommender learns from it.
 *
 * @param seen ids that came into view; the item that something was done with was seen in any case
 */
export function listFeedback({ listId, recommendations }: RecommendationList, seen: ReadonlySet<ItemId>, said: { selected: ItemId } | { dismissed: ItemId }): Feedback {
  const about = 'selected' in said ? said.selected : said.dismissed;
  return { listId, shown: recommendations.map(({ id }) => id).filter((id) => id === about || seen.has(id)), ...said };
}
