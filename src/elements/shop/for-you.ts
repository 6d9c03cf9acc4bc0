import type { RecommendRequest } from '../../domain/recommendation.ts';

/** The list on the home page. What other pages say of it they ask by the same request: another one makes another list. */
export const FOR_YOU = { strategy: 'for-you', limit: 12, explore: 1 / 8, profiling: 'on' } as const satisfies RecommendRequest;
