const PARAMETERS = ['q', 's', 'query', 'search', 'keyword', 'wd'];
const RESULTS_PATH = /\b(?:search|find|results?|suche|suchen|recherche|rechercher|buscar|busqueda|ricerca|zoeken|sok)\b|搜索|検索/i;
const MAX_CHARACTERS = 200;
/** Of an account, a card or a phone; shorter ones may be a part's number. */
const LONG_NUMBER = /\d(?:[\s.\-/]?\d){8,}/;
/** A product's number as shops print it (UPC-A, EAN-13). */
const PRODUCT_NUMBER = /^\d{12,13}$/;
const ADDRESS = /[^\s@]+(?:@|%40)[^\s@]+/;

/**
 * A query as it is remembered: with single spaces, at most 200 characters. Null for what is none, or may be an e-mail
 * address, a card's or another long number, or what stands in a password field of the page. A product's number (12 or 13 digits
 * with its check digit, and not a card's) is kept; one in eleven other numbers of that length passes for it.
 */
export function searchQuery(text: unknown, document: Document): string | null {
  if (typeof text !== 'string' && typeof text !== 'number') return null;
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  const query = String(text).slice(0, 10 * MAX_CHARACTERS).normalize('NFC').replace(/[\s\u0000-\u001F\u007F]+/g, ' ').trim();
  if (query === '' || (LONG_NUMBER.test(query.normalize('NFKC')) && !isProductNumber(query)) || ADDRESS.test(query)) return null;
  const secrets = Array.from(document.querySelectorAll<HTMLInputElement>('input[type="password" i]'), ({ value }) => value ?? '');
  if (secrets.some((secret) => secret !== '' && query.includes(secret.trim()))) return null;
  return [...query].slice(0, MAX_CHARACTERS).join('').trim();
}

/** Whether the last digit checks the others as GS1 says, and not as on cards (Luhn) too. */
function isProductNumber(query: string): boolean {
  if (!PRODUCT_NUMBER.test(query)) return false;
  const digits = Array.from(query, Number).toReversed();
  const gs1 = digits.reduce((sum, digit, place) => sum + (place % 2 === 0 ? digit : 3 * digit), 0);
  const luhn = digits.reduce((sum, digit, place) => sum + (place % 2 === 0 ? digit : ((2 * digit) % 10) + Math.floor(digit / 5)), 0);
  return gs1 % 10 === 0 && luhn % 10 !== 0;
}

/** The query of a page of search results, by its address; null for other pages. */
export function queryOfPage(document: Document, href: string): string | null {
  const url = new URL(href);
  for (const parameter of PARAMETERS) {
    const text = url.searchParams.get(parameter);
    if (text && isResults(document, url, parameter)) return searchQuery(text, document);
  }
  return null;
}

/** Whether a page is known for one of results: by its path, by its markup, or by a search form with this very parameter. */
function isResults(document: Document, url: URL, parameter: string): boolean {
  const fields = Array.from(document.querySelectorAll<HTMLInputElement>(`input[name="${parameter}"]`));
  if (fields.some(({ type }) => type === 'password')) return false;
  if (RESULTS_PATH.test(decoded(url.pathname)) || document.querySelector('[itemtype$="/SearchResultsPage"]')) return true;
  return fields.some((field) => field.type === 'search' || field.closest('[role="search"], search, form[action*="search" i]') !== null || field.value === url.searchParams.get(parameter));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
