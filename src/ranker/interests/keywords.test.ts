import { describe, expect, it } from 'vitest';
import type { Item } from '../../domain/item.ts';
import { keywordsOf, topicWords, wordCounts } from './keywords.ts';

const items = (...titles: string[]): Item[] => titles.map((title, id) => ({ id: String(id), title }));

describe('topicWords', () => {
  it('are words of content, once each, without grammar, numbers and letters', () => {
    expect([...topicWords({ id: 'a', title: 'The Whale and the whale of 1851, a B', tags: ['Sea'] }).keys()]).toEqual(['sea', 'whale']);
  });

  it('are categories and tags whole and in words, and say how each is said', () => {
    const words = topicWords({ id: 'a', title: 'Whale songs', categories: ['Sea Stories'], text: 'A whale, a whale.' });
    expect([...words]).toEqual([
      ['sea stories', { weight: 1, times: 1 }],
      ['whale', { weight: 0.5, times: 3 }],
      ['songs', { weight: 0.5, times: 1 }],
      ['sea', { weight: 0.45, times: 1 }],
      ['stories', { weight: 0.45, times: 1 }],
    ]);
  });

  it('of Chinese are words, not characters', () => {
    const words = topicWords({ id: 'a', title: '中国古代的爱情小说' });
    expect(words.has('爱情')).toBe(true);
    expect([...words.keys()].every((word) => [...word].length >= 2)).toBe(true);
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

  it('of one item are those of its labels that others have too, before its title and never its text', () => {
    const labelled: Item[] = [{ id: 'a', title: 'Emma', text: 'No accuracy, no ambitions.', categories: ['Novels', 'Comedy of manners'], tags: ['Highbury'] }, { id: 'b', title: 'Persuasion', categories: ['Novels', 'Comedy of manners'] }, { id: 'c', title: 'Dracula', categories: ['Novels'] }, { id: 'd', title: 'Walden' }];
    // ln(5/3) = .51 for the comedy, ½ · ln(5/2) = .46 for Highbury, ln(5/4) = .22 for novels, ½ · ½ · ln(5/2) = .23 for the title.
    expect(keywordsOf([topicWords(labelled[0])], [], wordCounts(labelled), 9)).toEqual(['comedy of manners', 'highbury', 'emma', 'novels']);
  });

  it('are never in the order of the alphabet: ties go to what is said more often, then first', () => {
    expect(keywordsOf([topicWords({ id: 'a', title: 'storm hunt' })], [], catalog, 9)).toEqual(['storm', 'hunt']);
    expect(keywordsOf([topicWords({ id: 'a', title: 'zebra yak', text: 'A yak.' })], [], catalog, 9)).toEqual(['yak', 'zebra']);
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
