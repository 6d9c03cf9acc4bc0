import { expect, it } from 'vitest';
import type { Recommender } from '../domain/recommender.ts';
import { lazyRecommender } from './lazy-recommender.ts';

const answering = (items: string[]): Recommender => ({ rank: async (ids: string[]) => [...ids, ...items] }) as unknown as Recommender;

it('calls wait for the code, with what they were given', async () => {
  let resolve: (recommender: Recommender) => void = () => undefined;
  const lazy = lazyRecommender(() => new Promise((each) => (resolve = each)));
  const ranked = lazy.rank(['a']);
  resolve(answering(['b']));
  expect(await ranked).toEqual(['a', 'b']);
});

it('nothing is fetched before it is called', async () => {
  let tries = 0;
  const lazy = lazyRecommender(async () => {
    tries++;
    return answering([]);
  });
  expect(await Promise.resolve(lazy)).toBe(lazy);
  expect(tries).toBe(0);
});

it('is fetched once, and again after it could not be had', async () => {
  let tries = 0;
  const lazy = lazyRecommender(async () => {
    if (++tries === 1) throw new Error('offline');
    return answering([]);
  });
  await expect(lazy.rank([])).rejects.toThrow('offline');
  expect(await lazy.rank(['a'])).toEqual(['a']);
  expect(await lazy.rank(['b'])).toEqual(['b']);
  expect(tries).toBe(2);
});
