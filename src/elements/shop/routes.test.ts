import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookHref, hrefOf, PLAIN_PAGES, routeOf, SHELF_STEP, shelfHref } from './routes.ts';
import type { Route } from './routes.ts';
import { SHELVES } from './shelves.ts';

const route: fc.Arbitrary<Route> = fc.oneof(
  fc.constantFrom(...PLAIN_PAGES).map((page): Route => ({ page })),
  fc.record({ page: fc.constant('book' as const), id: fc.string({ minLength: 1, unit: 'grapheme' }) }),
  fc.record({ page: fc.constant('search' as const), text: fc.string({ unit: 'grapheme' }).map((text) => text.trim()), language: fc.constantFrom('all', 'en', 'zh') }),
  fc.record({
    page: fc.constant('shelf' as const),
    key: fc.constantFrom('all' as const, ...SHELVES.map(({ key }) => key)),
    language: fc.constantFrom('all', 'en', 'zh'),
    order: fc.constantFrom('popular', 'for-you', 'oldest', 'title'),
    count: fc.integer({ min: SHELF_STEP, max: 10_000 }),
  }),
) as fc.Arbitrary<Route>;

describe('addresses', () => {
  it('every route survives being written and read', () => {
    fc.assert(fc.property(route, (each) => { expect(routeOf(hrefOf(each))).toEqual(each); }));
  });

  it('any text is some route', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (hash) => { expect(typeof routeOf(`#${hash}`).page).toBe('string'); }));
  });

  it.each([
    ['', { page: 'home' }],
    ['#', { page: 'home' }],
    ['#/', { page: 'home' }],
    ['#/book/', { page: 'missing' }],
    ['#/book/a%2Fb', { page: 'book', id: 'a/b' }],
    ['#/book/%E0%A4%A', { page: 'book', id: '%E0%A4%A' }],
    ['#/shelf/nonsense', { page: 'missing' }],
    ['#/speed/more', { page: 'missing' }],
    ['#/home', { page: 'missing' }],
    ['#/shelf/poetry?language=fr&order=size&count=-3', { page: 'shelf', key: 'poetry', language: 'all', order: 'popular', count: SHELF_STEP }],
    ['#/search?q=%E6%98%A5+%E6%B1%9F', { page: 'search', text: '春 江', language: 'all' }],
  ])('%s', (hash, expected) => expect(routeOf(hash)).toEqual(expected));

  it('keeps short addresses short', () => {
    expect(shelfHref('poetry')).toBe('#/shelf/poetry');
    expect(shelfHref('poetry', 'zh')).toBe('#/shelf/poetry?language=zh');
    expect(bookHref('moby-dick')).toBe('#/book/moby-dick');
  });
});
