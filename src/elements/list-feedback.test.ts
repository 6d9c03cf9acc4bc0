import { expect, it } from 'vitest';
import type { RecommendationList } from '../domain/recommendation.ts';
import { listFeedback } from './list-feedback.ts';

const list = { listId: 'l', recommendations: ['a', 'b', 'c', 'd'].map((id) => ({ id })) } as RecommendationList;

it('tells what was seen in the order of the list, and what was done with one of it', () => {
  expect(listFeedback(list, new Set(['c', 'a', 'elsewhere']), { selected: 'c' })).toEqual({ listId: 'l', shown: ['a', 'c'], selected: 'c' });
  expect(listFeedback(list, new Set(['a']), { dismissed: 'd' })).toEqual({ listId: 'l', shown: ['a', 'd'], dismissed: 'd' });
});
