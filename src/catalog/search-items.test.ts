import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import { fold, wordsOf } from './fold-text.ts';
import { searchItems } from './search-items.ts';

const items: Item[] = [
  { id: 'tag', title: 'Voyages', tags: ['Brontë'], language: 'en' },
  { id: 'text', title: 'A Biography', text: 'On the sisters Brontë of Haworth', language: 'en-GB' },
  { id: 'author', title: 'Jane Eyre', author: 'Charlotte Brontë', categories: ['Novel'], language: 'en' },
  { id: 'title', title: 'Brontë', categories: ['Poems'] },
  { id: 'dream', title: '红楼梦', author: '曹雪芹', categories: ['Novel'], language: 'zh', text: '贾宝玉与林黛玉的故事' },
  { id: 'heart', title: 'こころ', author: '夏目漱石', language: 'ja', text: 'がくせいと先生' },
  { id: 'street', title: 'Die Straße nach Øresund', author: 'Łukasz Ægir', language: 'de' },
];
const idsOf = (query: Parameters<typeof searchItems>[1]) => searchItems(items, query).items.map(({ id }) => id);

describe('searchItems', () => {
  it('gives all items in catalog order without a text', () => {
    expect(searchItems(items)).toEqual({ items, total: items.length });
    expect(searchItems(items, { text: '  ' }).total).toBe(items.length);
  });

  it('ranks title above author above tags above text', () => {
    expect(idsOf({ text: 'brontë' })).toEqual(['title', 'author', 'tag', 'text']);
  });

  it('minds neither case nor accents, in query and item', () => {
    for (const text of ['BRONTE', 'bronte', 'Bronte\u0308', 'ＢＲＯＮＴË']) expect(idsOf({ text })).toHaveLength(4);
    expect(idsOf({ text: 'strasse oresund' })).toEqual(['street']);
    expect(idsOf({ text: 'lukasz aegir' })).toEqual(['street']);
  });

  it('takes the last word as unfinished, the others as whole', () => {
    expect(idsOf({ text: 'charlotte bro' })).toEqual(['author']);
    expect(idsOf({ text: 'char brontë' })).toEqual([]);
    expect(idsOf({ text: 'ronte' })).toEqual([]);
  });

  it('wants every word, in whatever field', () => {
    expect(idsOf({ text: 'novel eyre charlotte' })).toEqual(['author']);
    expect(idsOf({ text: 'eyre haworth' })).toEqual([]);
  });

  it('finds scripts without spaces anywhere in a text', () => {
    expect(idsOf({ text: '楼梦' })).toEqual(['dream']);
    expect(idsOf({ text: '雪芹 黛玉' })).toEqual(['dream']);
    expect(idsOf({ text: '红楼梦x' })).toEqual([]);
    expect(idsOf({ text: 'ころ' })).toEqual(['heart']);
    expect(idsOf({ text: 'かくせい' })).toEqual([]);
  });

  it('puts the item whose whole title was typed first', () => {
    const shelf: Item[] = [{ id: 'long', title: 'Emma and Emma', author: 'Emma' }, { id: 'whole', title: 'Emma' }];
    expect(searchItems(shelf, { text: 'emma' }).items.map(({ id }) => id)).toEqual(['whole', 'long']);
  });

  it('filters by category, language and ids', () => {
    expect(idsOf({ category: 'Novel' })).toEqual(['author', 'dream']);
    expect(idsOf({ category: 'Nov' })).toEqual([]);
    expect(idsOf({ language: 'en' })).toEqual(['tag', 'text', 'author']);
    expect(idsOf({ language: 'EN-gb' })).toEqual(['text']);
    expect(idsOf({ ids: ['heart', 'tag', 'nobody'] })).toEqual(['tag', 'heart']);
    expect(idsOf({ category: 'Novel', language: 'zh', text: '红' })).toEqual(['dream']);
  });

  it('pages, and counts what it does not show', () => {
    expect(searchItems(items, { offset: 2, limit: 2 })).toEqual({ items: items.slice(2, 4), total: 7 });
    expect(searchItems(items, { offset: 100 })).toEqual({ items: [], total: 7 });
    expect(searchItems(items, { limit: 0 })).toEqual({ items: [], total: 7 });
    expect(() => searchItems(items, { offset: -1 })).toThrow('expected offset to be a whole number of at least 0, got -1');
    expect(() => searchItems(items, { limit: 1.5 })).toThrow(RangeError);
  });

  it('finds nothing for a text without a word, and takes any text', () => {
    expect(idsOf({ text: '?!' })).toEqual([]);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { items: found, total } = searchItems(items, { text });
      expect(found).toHaveLength(total);
    }));
  });

  it('finds every item by its own title', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }).filter((title) => wordsOf(fold(title)).length > 0), (title) => {
      expect(searchItems([{ id: 'a', title }], { text: title }).total).toBe(1);
    }), { numRuns: 500 });
  });
});

describe('fold', () => {
  it('leaves letters that are no accents', () => {
    expect(fold('がぎ हिन्दी 한국')).toBe('がぎ हिन्दी 한국');
    expect(fold('İstanbul ΣΟΦΟΣ')).toBe('istanbul σοφοσ');
  });

  it('is the same twice', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }), { numRuns: 20_000 });
  });
});
