import { describe, expect, it } from 'vitest';
import type { RecommendationList } from '../domain/recommendation.ts';
import { ListLoader } from './list-loader.ts';
import { FakeRecommender, pastEvents } from './testing/fake-recommender.ts';

function listening(): { loader: ListLoader; lists: RecommendationList[]; errors: Error[] } {
  const lists: RecommendationList[] = [];
  const errors: Error[] = [];
  return { loader: new ListLoader({ list: (list) => lists.push(list), failed: (error) => errors.push(error) }), lists, errors };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('ListLoader', () => {
  it('shows the last list at once, then the new one', async () => {
    const recommender = new FakeRecommender({ history: pastEvents(3) });
    await recommender.recommend({ limit: 2 });
    recommender.hold();
    const { loader, lists } = listening();
    loader.load(recommender, { limit: 2 }, true);
    await settled();
    expect(lists.map(({ listId }) => listId)).toEqual(['list-1']);
    recommender.release();
    await settled();
    expect(lists.map(({ listId }) => listId)).toEqual(['list-1', 'list-2']);
  });

  it('the latest request wins', async () => {
    const recommender = new FakeRecommender();
    recommender.hold();
    const { loader, lists } = listening();
    loader.load(recommender, { limit: 2 }, false);
    loader.load(recommender, { limit: 3 }, false);
    recommender.release();
    await settled();
    expect(lists.map(({ recommendations }) => recommendations.length)).toEqual([3]);
    expect(loader.busy).toBe(false);
  });

  it('tells what failed, and says nothing once stopped', async () => {
    const recommender = new FakeRecommender();
    recommender.failure = new Error('no');
    const { loader, errors } = listening();
    loader.load(recommender, {}, true);
    await settled();
    expect(errors.map(({ message }) => message)).toEqual(['no']);
    loader.load(recommender, {}, true);
    loader.stop();
    await settled();
    expect(errors).toHaveLength(1);
  });
});
