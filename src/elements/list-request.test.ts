import { expect, it } from 'vitest';
import { completeRequest } from '../domain/complete-request.ts';
import { type ListAttributes, listRequest } from './list-request.ts';

const UNSET: ListAttributes = { strategy: 'for-you', for: [], limit: 8, profiling: 'on' };

it('asks for nothing that no attribute says', () => {
  const asked = { strategy: 'for-you', limit: 8, profiling: 'on' };
  expect(listRequest(UNSET)).toEqual(asked);
  expect(listRequest({ ...UNSET, sigma: null, threshold: null, diversity: null, variety: null, calibration: null, capSource: null, capBrand: null, capAuthor: null, capCategory: null, inStock: false, priceMin: null, priceMax: null, category: null, brand: null, filter: null, exclude: [], explore: null })).toEqual(asked);
});

it('passes on what the attributes say', () => {
  const given: ListAttributes = { strategy: 'related', for: ['a'], limit: 3, sigma: 'relu', threshold: -0.5, diversity: 0.3, variety: 'dpp', calibration: 0.2, capSource: 2, capBrand: 3, capAuthor: 1, capCategory: 4, exclude: ['b'], explore: 0.125, profiling: 'off' };
  expect(listRequest(given)).toEqual({ strategy: 'related', for: ['a'], limit: 3, sigma: 'relu', threshold: -0.5, diversity: 0.3, variety: 'dpp', calibration: 0.2, caps: { source: 2, brand: 3, author: 1, category: 4 }, exclude: ['b'], explore: 0.125, profiling: 'off' });
});

it('asks of items what the attributes say, and what the property says beside them', () => {
  const filterOf = (given: Partial<ListAttributes>) => listRequest({ ...UNSET, ...given }).filter;
  expect(filterOf({ inStock: true, priceMin: 5, priceMax: 20, category: 'Tea', brand: 'Leaf' })).toEqual({ inStock: true, price: { min: 5, max: 20 }, categories: ['Tea'], brands: ['Leaf'] });
  expect(filterOf({ filter: { tags: ['new'], categories: ['Cups', 'Pots'] }, category: 'Tea' })).toEqual({ tags: ['new'], categories: ['Tea'] });
  expect(filterOf({ inStock: false, priceMin: Number.NaN, category: '', filter: {} })).toBeUndefined();
  // What cannot be met is left out, and the rest kept.
  expect(filterOf({ inStock: true, priceMin: 9, priceMax: 5 })).toEqual({ inStock: true });
  expect(filterOf({ brand: 'Leaf', filter: { colour: 'red' } as object })).toEqual({ brands: ['Leaf'] });
});

it('makes of any attribute a request that the recommender takes', () => {
  const numbers = [0.3, -1, 5, 2.5, 0, Infinity, Number.NaN, 1e9, 1e300];
  const given = numbers.map((number): ListAttributes => ({ ...UNSET, limit: number, threshold: number, diversity: number, calibration: number, explore: number, priceMin: number, priceMax: number / 2, capSource: number, capCategory: number, strategy: 'nonsense' as 'for-you', sigma: 'nonsense' as 'relu', variety: 'nonsense' as 'mmr', profiling: 'nonsense' as 'on' }));
  for (const each of given) expect(() => completeRequest(listRequest(each))).not.toThrow();
  expect(given.map((each) => listRequest(each)).map(({ limit, diversity, caps }) => [limit, diversity, caps])).toEqual([
    [8, 0.3, undefined], [8, 0, undefined], [5, 1, { source: 5, category: 5 }], [8, 1, undefined], [8, 0, undefined], [8, 1, undefined], [8, undefined, undefined], [1000, 1, { source: 1e9, category: 1e9 }], [1000, 1, undefined],
  ]);
  expect(given.map((each) => listRequest(each).explore)).toEqual([0.3, undefined, 1, 1, undefined, 1, undefined, 1, 1]);
  expect(listRequest(given[0])).toMatchObject({ strategy: 'for-you', profiling: 'on' });
});
