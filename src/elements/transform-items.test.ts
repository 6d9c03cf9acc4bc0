import { describe, expect, it, vi } from 'vitest';
import type { Item } from '../domain/item.ts';
import { ListLoader } from './list-loader.ts';
import { FakeRecommender, pastEvents } from './testing/fake-recommender.ts';
import { transformedList } from './transform-items.ts';

const idsOf = ({ recommendations }: { recommendations: readonly { id: string }[] }): string[] => recommendations.map(({ id }) => id);

describe('transformedList', () => {
  it('draws items as the page gives them, and fills the places of what it drops, an item asked about once', async () => {
    const recommender = new FakeRecommender({ history: pastEvents(3) });
    const whole = idsOf(await recommender.recommend({ limit: 6 }));
    const asked: string[][] = [];
    const sold = new Set([whole[1], whole[4]]);
    const list = await transformedList({ limit: 4 }, async (items) => {
      asked.push(items.map(({ id }) => id));
      return items.filter(({ id }) => !sold.has(id)).map((item) => ({ ...item, price: { amount: 9, currency: 'EUR' } }));
    }, (request) => recommender.recommend(request));
    expect(asked.flat().toSorted()).toEqual(whole.toSorted());
    expect(new Set(idsOf(list))).toEqual(new Set(whole.filter((id) => !sold.has(id))));
    expect(list.recommendations.map(({ item }) => item.price?.amount)).toEqual([9, 9, 9, 9]);
  });

  it('keeps the order of the list, whatever order the items come in, and takes none that was not asked about', async () => {
    const recommender = new FakeRecommender({ history: pastEvents(3) });
    const before = idsOf(await recommender.recommend({ limit: 3 }));
    const list = await transformedList({ limit: 3 }, (items) => [{ id: 'other', title: 'Other' }, ...items.toReversed()], (request) => recommender.recommend(request));
    expect(idsOf(list)).toEqual(before);
  });

  it('gives up on a page that drops everything', async () => {
    const ask = vi.fn((request: object) => new FakeRecommender({ history: pastEvents(3) }).recommend(request));
    expect(idsOf(await transformedList({ limit: 2, exclude: ['x'] }, () => [], ask))).toEqual([]);
    expect(ask).toHaveBeenCalledTimes(5);
    expect(ask.mock.calls[1][0]).toMatchObject({ limit: 2, exclude: ['x', expect.any(String), expect.any(String)] });
  });

  it('says what it was given that is no list', async () => {
    const ask = (): ReturnType<FakeRecommender['recommend']> => new FakeRecommender().recommend({ limit: 1 });
    await expect(transformedList({}, () => undefined as unknown as Item[], ask)).rejects.toThrow(new TypeError('transformItems: expected a list of items, got undefined'));
  });
});

describe('a loader with it', () => {
  it('lays over the list last made too, and fails with it', async () => {
    const recommender = new FakeRecommender({ history: pastEvents(3) });
    await recommender.recommend({ limit: 2 });
    const seen: (string | Error)[] = [];
    const loader = new ListLoader({ list: ({ recommendations }, fresh) => seen.push(`${recommendations[0].item.title} ${fresh}`), failed: (error) => seen.push(error) });
    recommender.hold();
    loader.load(recommender, { limit: 2 }, true, (items) => items.map((item) => ({ ...item, title: 'Laid over' })));
    await vi.waitFor(() => expect(seen).toEqual(['Laid over false']));
    recommender.release();
    await vi.waitFor(() => expect(seen).toEqual(['Laid over false', 'Laid over true']));
    const gone = new Error('no stock today');
    loader.load(recommender, { limit: 2 }, true, () => Promise.reject(gone));
    await vi.waitFor(() => expect(seen.at(-1)).toBe(gone));
    expect(seen).toHaveLength(3);
  });
});
