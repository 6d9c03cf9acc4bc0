import { describe, expect, it, vi } from 'vitest';
import { FakeRecommender } from '../testing/fake-recommender.ts';
import { withShopLinks } from './shop-recommender.ts';
import { sendPending } from './visit.ts';

const items = [{ id: 'a/b', title: 'One', url: 'https://www.gutenberg.org/ebooks/1' }, { id: 'c', title: 'Two' }];

describe('lists of the shop', () => {
  it('lead to the pages of the shop, at once and from the cache', async () => {
    const recommender = withShopLinks(new FakeRecommender({ items }));
    expect(await recommender.last()).toBeNull();
    const list = await recommender.recommend();
    expect(list.recommendations.map(({ item }) => item.url).toSorted()).toEqual(['#/book/a%2Fb', '#/book/c']);
    expect((await recommender.last())?.recommendations.map(({ item }) => item.url)).toEqual(list.recommendations.map(({ item }) => item.url));
  });

  it('leave items and everything else as they are', async () => {
    const recommender = withShopLinks(new FakeRecommender({ items }));
    expect((await recommender.items()).items.map(({ url }) => url)).toEqual(['https://www.gutenberg.org/ebooks/1', undefined]);
    await recommender.observe([{ kind: 'open', item: 'c' }]);
    expect(await recommender.history()).toHaveLength(1);
    expect(await recommender.forget({})).toBe(1);
  });

  it('and other answers know a visit that the last page left unkept', async () => {
    const pending = JSON.stringify({ id: 'visit-1', kind: 'open', item: 'c' });
    const kept = new Map([['attune-shop-pending', pending]]);
    vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value), removeItem: (key: string) => kept.delete(key) });
    const fake = new FakeRecommender({ items });
    const observe = fake.observe.bind(fake);
    // As a busy machine would: what is asked at once is answered before.
    fake.observe = async (events) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return observe(events);
    };
    const recommender = withShopLinks(fake);
    sendPending(fake);
    expect(await fake.history()).toEqual([]);
    expect(await recommender.history()).toMatchObject([{ id: 'visit-1', item: 'c' }]);
    expect(kept.size).toBe(0);
    vi.unstubAllGlobals();
  });

  it('pass an error on', async () => {
    const fake = new FakeRecommender({ items });
    fake.failure = new RangeError('recommend: expected a limit of at least 1, got 0');
    await expect(withShopLinks(fake).recommend()).rejects.toThrow(fake.failure);
  });
});
