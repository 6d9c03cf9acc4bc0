import { describe, expect, it } from 'vitest';
import { completeFilter, filterOf, type ItemFilter } from './item-filter.ts';
import type { Item } from './item.ts';

const item = (more: Partial<Item> = {}): Item => ({ id: 'a', title: 'A', ...more });

describe('filterOf', () => {
  it.each<[ItemFilter, Partial<Item>[], Partial<Item>[]]>([
    [{}, [{}, { availability: 'out_of_stock' }], []],
    // What says nothing of its stock may well be there.
    [{ inStock: true }, [{ availability: 'in_stock' }, { availability: 'preorder' }, {}], [{ availability: 'out_of_stock' }]],
    [{ price: { min: 5, max: 10 } }, [{ price: { amount: 5, currency: 'EUR' } }, { price: { amount: 10, currency: 'USD' } }], [{ price: { amount: 4.99, currency: 'EUR' } }, { price: { amount: 10.01, currency: 'EUR' } }, {}]],
    [{ price: { max: 10, currency: 'EUR' } }, [{ price: { amount: 0, currency: 'EUR' } }], [{ price: { amount: 5, currency: 'USD' } }]],
    [{ categories: ['tea', 'Cups'] }, [{ categories: ['Drinks', 'Tea'] }, { categories: ['cups'] }], [{ categories: ['Teapots'] }, {}]],
    [{ brands: ['LEAF'] }, [{ brand: 'Leaf' }], [{ brand: 'Leaf & Co' }, {}]],
    [{ authors: ['Poe'], tags: ['night'] }, [{ author: 'Poe', tags: ['x', 'Night'] }], [{ author: 'Poe' }, { tags: ['night'] }]],
    [{ languages: ['zh', 'en-GB'] }, [{ language: 'zh' }, { language: 'zh-Hans' }, { language: 'en-gb' }], [{ language: 'en' }, { language: 'zhx' }, {}]],
    [{ brands: [] }, [], [{ brand: 'Leaf' }, {}]],
  ])('%j', (filter, passing, failing) => {
    const passes = filterOf(filter);
    for (const each of passing) expect(passes(item(each)), JSON.stringify(each)).toBe(true);
    for (const each of failing) expect(passes(item(each)), JSON.stringify(each)).toBe(false);
  });
});

describe('completeFilter', () => {
  it('brings fields into one order, and is null where nothing is asked for', () => {
    expect(JSON.stringify(completeFilter({ tags: ['x'], price: { currency: 'EUR', max: 3 }, inStock: true }))).toBe('{"inStock":true,"price":{"max":3,"currency":"EUR"},"tags":["x"]}');
    for (const nothing of [{}, { inStock: false }, { price: {} }, { tags: undefined }]) expect(completeFilter(nothing)).toBeNull();
  });

  it.each<[unknown, typeof TypeError | typeof RangeError, string]>([
    [[], TypeError, 'request: expected filter to be an object, got []'],
    [{ colour: 'red' }, TypeError, 'request: expected filter by inStock, price, categories, brands, authors, tags, languages, got colour'],
    [{ inStock: 1 }, TypeError, 'expected filter.inStock to be true or false, got 1'],
    [{ price: 5 }, TypeError, 'expected filter.price to be an object, got 5'],
    [{ price: { least: 5 } }, TypeError, 'expected filter.price by min, max, currency, got least'],
    [{ price: { min: '5' } }, TypeError, 'expected filter.price.min to be a number, got "5"'],
    [{ price: { max: Infinity } }, RangeError, 'expected filter.price.max to be finite, got Infinity'],
    [{ price: { min: 6, max: 5 } }, RangeError, 'expected filter.price.min to be at most filter.price.max, got 6 and 5'],
    [{ price: { currency: 'euro' } }, TypeError, 'expected filter.price.currency to be like EUR, got "euro"'],
    [{ categories: 'tea' }, TypeError, 'expected filter.categories to be a list of strings, got "tea"'],
  ])('%j', (filter, error, message) => {
    expect(() => completeFilter(filter as ItemFilter)).toThrow(error);
    expect(() => completeFilter(filter as ItemFilter)).toThrow(message);
  });
});
