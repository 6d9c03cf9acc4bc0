import { describe, expect, it } from 'vitest';
import type { Item } from '../../domain/item.ts';
import { keywordsOf, topicWords, wordCounts } from './keywords.ts';

const items = (...titles: string[]): Item[] => titles.map((title, id) => ({ id: String(id), title }));

describe('topicWords', () => {
  it('are words of content, once each, without grammar, numbers and letters', () => {
    expect([...topicWords({ id: 'a', title: 'The Whale and the whale of 1851, a B', tags: ['Sea'] })].toSorted()).toEqual(['sea', 'whale']);
  });

  it('of Chinese are words, not characters', () => {
    const words = topicWords({ id: 'a', title: '中国古代的爱情小说' });
    expect(words.has('爱情')).toBe(true);
    expect([...words].every((word) => [...word].length >= 2)).toBe(true);
    expect(words.has('国古')).toBe(false);
  });
});

describe('keywordsOf', () => {
  const catalog = wordCounts(items('whale ship', 'whale hunt', 'ship storm', 'novel love', 'novel ball', 'novel manners', 'novel ship'));
  const words = (...titles: string[]) => items(...titles).map(topicWords);

  it('tell a group from the catalog and from the other groups', () => {
    expect(keywordsOf(words('whale novel', 'whales novel sea', 'sea whale novel'), words('love novel', 'ball novel'), catalog, 2)).toEqual(['sea', 'whale']);
  });

  it('of a large group stand in more than one of its items; one item is named by its own words', () => {
    expect(keywordsOf(words('whale a1', 'whale b1', 'whale storm'), [], catalog, 9)).toEqual(['whale']);
    expect(keywordsOf(words('storm hunt'), [], catalog, 9).toSorted()).toEqual(['hunt', 'storm']);
    expect(keywordsOf([], [], catalog, 9)).toEqual([]);
  });

  it('of words that differ by an ending name one', () => {
    expect(keywordsOf(words('vampire vampires', 'vampire vampires'), [], catalog, 9)).toEqual(['vampire']);
  });
});

it('a large catalog is counted by an even sample', () => {
  const { items: read, counts } = wordCounts(Array.from({ length: 50_000 }, (_, n) => ({ id: String(n), title: n % 2 === 0 ? 'whale' : 'vampire' })));
  expect(read).toBe(20_000);
  expect(Math.abs(counts.get('whale')! - counts.get('vampire')!)).toBeLessThan(200);
});
