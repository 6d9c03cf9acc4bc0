import { shelfOfKey } from './shelves.ts';
import type { ShelfKey } from './shelves.ts';

export type LanguageFilter = 'all' | 'en' | 'zh';
export type Order = 'popular' | 'for-you' | 'oldest' | 'title';

/** How many works a shelf shows at first, and how many more each time. */
export const SHELF_STEP = 36;

/** Where a visitor is. */
export type Route =
  | { page: 'home' | 'welcome' | 'browse' | 'attention' | 'theory' | 'interests' | 'memory' | 'speed' | 'quality' | 'about' }
  | { page: 'shelf'; key: ShelfKey | 'all'; language: LanguageFilter; order: Order; count: number }
  | { page: 'search'; text: string; language: LanguageFilter }
  | { page: 'book'; id: string }
  | { page: 'missing' };

export const PLAIN_PAGES = ['home', 'welcome', 'browse', 'attention', 'theory', 'interests', 'memory', 'speed', 'quality', 'about'] as const;
export type PlainPage = (typeof PLAIN_PAGES)[number];

const LANGUAGES: readonly string[] = ['all', 'en', 'zh'];
const ORDERS: readonly string[] = ['popular', 'for-you', 'oldest', 'title'];

/** The route that the fragment of an address names. Fragments need no server, so any host and folder will do. */
export function routeOf(hash: string): Route {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [first = '', second] = path.split('/').map(decode);
  const values = new URLSearchParams(query);
  const language = oneOf(LANGUAGES, values.get('language')) as LanguageFilter;
  if (first === '') return { page: 'home' };
  if (first === 'book' && second) return { page: 'book', id: second };
  if (first === 'search') return { page: 'search', text: values.get('q')?.trim() ?? '', language };
  if (first === 'shelf' && second && (second === 'all' || shelfOfKey(second))) {
    const count = Math.max(SHELF_STEP, Math.min(10_000, Number(values.get('count')) || 0));
    return { page: 'shelf', key: second as ShelfKey, language, order: oneOf(ORDERS, values.get('order')) as Order, count };
  }
  if (first !== 'home' && second === undefined && (PLAIN_PAGES as readonly string[]).includes(first)) return { page: first as PlainPage };
  return { page: 'missing' };
}

/** The address of a route, relative to the page: what `routeOf` reads. */
export function hrefOf(route: Route): string {
  switch (route.page) {
    case 'home':
    case 'missing':
      return '#/';
    case 'book':
      return `#/book/${encodeURIComponent(route.id)}`;
    case 'search':
      return `#/search${queryOf({ q: route.text, language: route.language })}`;
    case 'shelf':
      return `#/shelf/${route.key}${queryOf({ language: route.language, order: route.order, count: route.count > SHELF_STEP ? String(route.count) : '' })}`;
    default:
      return `#/${route.page}`;
  }
}

/** The address of a shelf as it is first seen. */
export function shelfHref(key: ShelfKey | 'all', language: LanguageFilter = 'all'): string {
  return hrefOf({ page: 'shelf', key, language, order: 'popular', count: SHELF_STEP });
}

export function bookHref(id: string): string {
  return hrefOf({ page: 'book', id });
}

function queryOf(values: Record<string, string>): string {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '' && value !== 'all' && value !== 'popular'));
  return query.size > 0 ? `?${query}` : '';
}

function oneOf(allowed: readonly string[], value: string | null): string {
  return value !== null && allowed.includes(value) ? value : allowed[0];
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
