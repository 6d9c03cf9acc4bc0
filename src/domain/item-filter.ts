import type { Item } from './item.ts';

/** What an item must be to be listed; a field that is not given asks for nothing. */
export interface ItemFilter {
  /** Whether what is known to be out of stock is left out. */
  inStock?: boolean;
  /** Bounds, themselves included. An item without a price does not keep them, nor one of another currency where one is named. */
  price?: PriceRange;
  /** One of these, in letters of any case. */
  categories?: string[];
  brands?: string[];
  authors?: string[];
  tags?: string[];
  /** BCP 47: `zh` takes `zh-Hans`. An item that tells none does not pass. */
  languages?: string[];
}

export interface PriceRange {
  min?: number;
  max?: number;
  /** ISO 4217; any unless given. */
  currency?: string;
}

const LISTS = ['categories', 'brands', 'authors', 'tags', 'languages'] as const;
const FIELDS: readonly string[] = ['inStock', 'price', ...LISTS] satisfies (keyof ItemFilter)[];
const PRICE_FIELDS: readonly string[] = ['min', 'max', 'currency'] satisfies (keyof PriceRange)[];

/** A test that items pass or not. */
export function filterOf(filter: ItemFilter): (item: Item) => boolean {
  const tests: ((item: Item) => boolean)[] = [];
  const { inStock, price, categories, brands, authors, tags, languages } = filter;
  if (inStock) tests.push(({ availability }) => availability !== 'out_of_stock');
  if (price) tests.push((item) => isWithin(item, price));
  if (categories) tests.push(among(categories, (item) => item.categories));
  if (brands) tests.push(among(brands, ({ brand }) => brand));
  if (authors) tests.push(among(authors, ({ author }) => author));
  if (tags) tests.push(among(tags, (item) => item.tags));
  if (languages) tests.push(({ language = '' }) => languages.some((asked) => `${language}-`.toLowerCase().startsWith(`${asked.toLowerCase()}-`)));
  return (item) => tests.every((test) => test(item));
}

function isWithin({ price }: Item, { min = -Infinity, max = Infinity, currency }: PriceRange): boolean {
  return price !== undefined && price.amount >= min && price.amount <= max && (currency === undefined || price.currency === currency);
}

function among(asked: readonly string[], valuesOf: (item: Item) => string | readonly string[] | undefined): (item: Item) => boolean {
  const folded = new Set(asked.map((value) => value.toLowerCase()));
  return (item) => [valuesOf(item) ?? []].flat().some((value) => folded.has(value.toLowerCase()));
}

/**
 * The filter that `filter` describes, its fields in one order: equal requests are told by it. Null where it asks for nothing.
 *
 * @throws {TypeError} when a field is unknown or of the wrong type; {RangeError} when a price bound is not finite, or the least above the most
 */
export function completeFilter(filter: ItemFilter): ItemFilter | null {
  expectFields('filter', filter, FIELDS);
  const complete: ItemFilter = {};
  if (filter.inStock !== undefined) {
    if (typeof filter.inStock !== 'boolean') throw expected('filter.inStock to be true or false', filter.inStock);
    if (filter.inStock) complete.inStock = true;
  }
  if (filter.price !== undefined) {
    const price = completePrice(filter.price);
    if (Object.keys(price).length > 0) complete.price = price;
  }
  for (const field of LISTS) {
    const values = filter[field];
    if (values === undefined) continue;
    if (!Array.isArray(values) || values.some((value) => typeof value !== 'string')) throw expected(`filter.${field} to be a list of strings`, values);
    complete[field] = [...values];
  }
  return Object.keys(complete).length > 0 ? complete : null;
}

function completePrice(price: PriceRange): PriceRange {
  expectFields('filter.price', price, PRICE_FIELDS);
  const complete: PriceRange = {};
  for (const bound of ['min', 'max'] as const) {
    const amount = price[bound];
    if (amount === undefined) continue;
    if (typeof amount !== 'number') throw expected(`filter.price.${bound} to be a number`, amount);
    if (!Number.isFinite(amount)) throw new RangeError(`request: expected filter.price.${bound} to be finite, got ${amount}`);
    complete[bound] = amount;
  }
  const { min = -Infinity, max = Infinity } = complete;
  if (min > max) throw new RangeError(`request: expected filter.price.min to be at most filter.price.max, got ${min} and ${max}`);
  if (price.currency !== undefined) {
    if (typeof price.currency !== 'string' || !/^[A-Z]{3}$/.test(price.currency)) throw expected('filter.price.currency to be like EUR', price.currency);
    complete.currency = price.currency;
  }
  return complete;
}

function expectFields(what: string, value: unknown, known: readonly string[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw expected(`${what} to be an object`, value);
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new TypeError(`request: expected ${what} by ${known.join(', ')}, got ${unknown}`);
}

function expected(what: string, got: unknown): TypeError {
  return new TypeError(`request: expected ${what}, got ${JSON.stringify(got)?.slice(0, 80) ?? String(got)}`);
}
