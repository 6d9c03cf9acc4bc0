import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { queryOfPage, searchQuery } from './search-query.ts';

const page = (body: string): Document => (parseHTML(`<!doctype html><html><body>${body}</body></html>`) as unknown as { document: Document }).document;

describe('searchQuery', () => {
  it.each([
    [' green \n tea ', 'green tea'],
    ['龙井茶', '龙井茶'],
    ['HP 305XL 12345678', 'HP 305XL 12345678'],
    [305, '305'],
    ['4006381333931', '4006381333931'],
    [' 036000291452 ', '036000291452'],
    ['🙂'.repeat(300), '🙂'.repeat(200)],
  ])('keeps %j', (text, query) => expect(searchQuery(text, page(''))).toBe(query));

  it.each([
    [''], ['   '], [null], [{}], ['ann@example.org'], ['tea ann%40example.org'], ['4111 1111 1111 1111'], ['4111-1111-1111-1111'], ['+49 171 2345678'], ['order 123456789'], ['４１１１１１１１１１１１１１１１'], ['my hunter2 tea'],
    ['4006381333932'], ['4006381333931 4'], ['4222222222222'], ['0000000000000'], ['36000291452'],
  ])('keeps nothing of %j', (text) => expect(searchQuery(text, page('<input type="password" value="hunter2">'))).toBeNull());
});

describe('queryOfPage', () => {
  it.each([
    ['https://shop.example/search?q=green+tea', '', 'green tea'],
    ['https://shop.example/de/suche?wd=Tee', '', 'Tee'],
    ['https://shop.example/?s=tea', '<form role="search"><input name="s"></form>', 'tea'],
    ['https://shop.example/list?keyword=tea', '<input name="keyword" type="search">', 'tea'],
    ['https://shop.example/list?query=tea', '<div itemscope itemtype="https://schema.org/SearchResultsPage"></div>', 'tea'],
    ['https://shop.example/tea?s=large', '', null],
    ['https://shop.example/search?color=red', '', null],
    ['https://shop.example/search?q=ann@example.org', '', null],
    ['https://shop.example/login/find?q=tea', '<input type="password" name="q">', null],
  ])('%s', (href, body, query) => expect(queryOfPage(page(body), href)).toBe(query));
});
