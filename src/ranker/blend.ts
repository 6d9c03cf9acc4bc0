import type { Blend } from '../domain/recommendation.ts';

/**
 * Blend of standardised heads where no interactions say better: what was liked of late, and words and attributes in common as
 * far as the catalog has them; popularity breaks ties and carries a cold user; a dislike takes back less than an equal liking
 * would give. Round numbers, which fit no catalog best and harm none by much: nDCG@10 of last items that no weight saw is .094 on a
 * shop, .027 on films and .056 on links, where content attention alone has .086, .025 and .016, and weights that were fitted
 * on the other two catalogs .090, .026 and .018.
 */
export const DEFAULT_BLEND: Blend = {
  content: 0.6, 'long-term': 0, dislikes: -0.5, context: 1.5,
  'co-visitation': 0, words: 0.1, site: 0.2, brand: 0.1, author: 0.1, category: 0.1, tag: 0.1,
  popularity: 0.1, freshness: 0,
};

/** Heads whose weights interactions tell: that of freshness where items have dates and choices times. */
export const FITTED_HEADS = ['content', 'long-term', 'co-visitation', 'words', 'site', 'brand', 'author', 'category', 'tag', 'popularity', 'freshness'] as const;
