import type { Blend } from '../domain/recommendation.ts';

/**
 * Blend of standardised heads where no interactions say better. Content and context lead; popularity breaks ties and
 * carries a cold user; a dislike takes back half of what an equal liking would give.
 */
export const DEFAULT_BLEND: Blend = {
  content: 1, 'long-term': 0, dislikes: -0.5, context: 1.5,
  'co-visitation': 0, words: 0, site: 0, brand: 0, author: 0, category: 0, tag: 0,
  popularity: 0.1, freshness: 0,
};

/** Heads whose weights interactions tell. */
export const FITTED_HEADS = ['content', 'long-term', 'co-visitation', 'words', 'site', 'brand', 'author', 'category', 'tag', 'popularity'] as const;
