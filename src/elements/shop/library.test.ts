import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseItem } from '../../domain/item.ts';
import type { Item } from '../../domain/item.ts';
import { FakeRecommender } from '../testing/fake-recommender.ts';
import { yearOf } from './cover/era.ts';
import { guideChoices } from './guide.ts';
import { inLanguage, inOrder, Library } from './library.ts';
import { isChinese, shelfOf, SHELVES } from './shelves.ts';

const FOLDER = new URL('../../../scripts/demo-shop/works/', import.meta.url);
const works: Item[] = readdirSync(FOLDER).flatMap((file) => readFileSync(new URL(file, FOLDER), 'utf8').trim().split('\n').map((line) => parseItem(JSON.parse(line))));
const library = new Library(works);

describe('the library', () => {
  it('asks the recommender once', async () => {
    const loaded = await Library.load(new FakeRecommender({ items: works }));
    expect(loaded.works).toHaveLength(works.length);
    expect(loaded.work('moby-dick')?.author).toBe('Herman Melville');
    expect(loaded.work('no such work')).toBeUndefined();
  });

  it('can be given up', async () => {
    await expect(Library.load(new FakeRecommender({ items: works }), { signal: AbortSignal.abort() })).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });

  it('has every work on one shelf, and both languages on most', () => {
    expect(SHELVES.flatMap(({ key }) => library.shelf(key))).toHaveLength(works.length);
    for (const { key } of SHELVES) {
      expect(library.shelf(key).length, key).toBeGreaterThan(8);
      expect(library.shelf(key, 'zh').every(isChinese), key).toBe(true);
      expect(library.shelf(key, 'en').length + library.shelf(key, 'zh').length).toBe(library.shelf(key).length);
    }
  });

  it('finds what else an author wrote', () => {
    const others = library.by('Jane Austen', 'emma');
    expect(others.length).toBeGreaterThan(2);
    expect(others.map(({ id }) => id)).not.toContain('emma');
    expect(library.by(undefined, 'emma')).toEqual([]);
  });

  it('puts a work of no known category on some shelf', () => {
    expect(shelfOf({ categories: ['Cookery'] }).key).toBe('novels');
    expect(shelfOf({ categories: ['Cookery', 'Poetry'] }).key).toBe('poetry');
    expect(shelfOf({}).key).toBe('novels');
  });
});

describe('orders', () => {
  it('lose and invent nothing', () => {
    fc.assert(fc.property(fc.subarray(works), fc.constantFrom('popular', 'oldest', 'title'), (some, order) => {
      expect(inOrder(some, order as 'popular').map(({ id }) => id).toSorted()).toEqual(some.map(({ id }) => id).toSorted());
    }), { numRuns: 20 });
  });

  it('popular: by count, works without one spread between', () => {
    const ordered = inOrder(works, 'popular');
    const counted = ordered.flatMap(({ popularity }) => (popularity === undefined ? [] : [popularity]));
    expect(counted).toEqual(counted.toSorted((a, b) => b - a));
    const early = ordered.slice(0, 36).filter(isChinese).length;
    expect(early).toBeGreaterThanOrEqual(4);
    expect(early).toBeLessThanOrEqual(9);
  });

  it('oldest: by year, before our era first', () => {
    const years = inOrder(works, 'oldest').map(({ publishedAt }) => yearOf(publishedAt)!);
    expect(years).toEqual(years.toSorted((a, b) => a - b));
    expect(years[0]).toBeLessThan(0);
  });

  it('title: without the article', () => {
    const titles = inOrder(inLanguage(works, 'en'), 'title').map(({ title }) => title);
    expect(titles.indexOf('The Odyssey')).toBeGreaterThan(titles.indexOf('Moby Dick'));
    expect(titles.indexOf('The Odyssey')).toBeLessThan(titles.indexOf('Persuasion'));
  });
});

describe('the guide', () => {
  it.each(['en', 'zh-Hans'])('offers a varied dozen to a reader of %s', (locale) => {
    const chosen = guideChoices(locale).map((id) => library.work(id));
    expect(chosen.every((work) => work !== undefined)).toBe(true);
    expect(new Set(guideChoices(locale)).size).toBe(12);
    expect(new Set(chosen.map((work) => shelfOf(work!).key)).size).toBeGreaterThanOrEqual(8);
    expect(chosen.filter((work) => isChinese(work!)).length).toBeGreaterThanOrEqual(3);
  });
});
