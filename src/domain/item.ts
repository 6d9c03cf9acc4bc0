/** Stable identity of an item inside one catalog; never empty. */
export type ItemId = string;

/** An amount of money. */
export interface Price {
  amount: number;
  /** ISO 4217, such as `EUR`. */
  currency: string;
}

export type Availability = 'in_stock' | 'out_of_stock' | 'preorder';

/** Something that can be recommended: a product, a book, a film, an article. */
export interface Item {
  id: ItemId;
  title: string;
  url?: string;
  image?: string;
  /** Plain description. */
  text?: string;
  brand?: string;
  author?: string;
  categories?: string[];
  tags?: string[];
  price?: Price;
  availability?: Availability;
  /** Variants of one product share a group. */
  group?: string;
  /** ISO 8601: a year, a date or a time; years before 1 in the expanded form (`-000379` is 380 BC). */
  publishedAt?: string;
  /** BCP 47 tag of the language of `title` and `text`. */
  language?: string;
  /** A published count (downloads, sales, votes), at least 0; only its order of magnitude matters. */
  popularity?: number;
}

const STRINGS = ['url', 'image', 'text', 'brand', 'author', 'group', 'publishedAt', 'language'] as const;
const LISTS = ['categories', 'tags'] as const;
const AVAILABILITY: readonly string[] = ['in_stock', 'out_of_stock', 'preorder'];

/**
 * The item that `value` describes; fields it does not know are left out.
 *
 * @throws {TypeError} naming the field, what was expected and what stood there
 */
export function parseItem(value: unknown): Item {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw expected('an object', value);
  const raw = value as Record<string, unknown>;
  const item: Item = { id: parseId(raw.id), title: parseTitle(raw.title) };
  for (const field of STRINGS) {
    const text = raw[field];
    if (text === undefined || text === null || text === '') continue;
    if (typeof text !== 'string') throw expected(`${field} to be a string`, text);
    item[field] = text;
  }
  for (const field of LISTS) {
    const list = raw[field];
    if (list === undefined || list === null) continue;
    if (!Array.isArray(list) || list.some((entry) => typeof entry !== 'string')) throw expected(`${field} to be a list of strings`, list);
    if (list.length > 0) item[field] = list as string[];
  }
  if (raw.price !== undefined && raw.price !== null) item.price = parsePrice(raw.price);
  if (raw.availability !== undefined && raw.availability !== null) {
    if (!AVAILABILITY.includes(raw.availability as string)) throw expected(`availability to be one of ${AVAILABILITY.join(', ')}`, raw.availability);
    item.availability = raw.availability as Availability;
  }
  if (raw.popularity !== undefined && raw.popularity !== null) {
    if (typeof raw.popularity !== 'number' || !(raw.popularity >= 0) || !Number.isFinite(raw.popularity)) throw expected('popularity to be a number of at least 0', raw.popularity);
    item.popularity = raw.popularity;
  }
  return item;
}

function parseId(id: unknown): ItemId {
  if (typeof id === 'number' && Number.isFinite(id)) return String(id);
  if (typeof id === 'string' && id.trim() !== '') return id;
  throw expected('id to be a non-empty string', id);
}

function parseTitle(title: unknown): string {
  if (typeof title === 'string' && title.trim() !== '') return title;
  throw expected('title to be a non-empty string', title);
}

function parsePrice(price: unknown): Price {
  const { amount, currency } = (typeof price === 'object' && price !== null ? price : {}) as Record<string, unknown>;
  if (typeof amount === 'number' && Number.isFinite(amount) && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)) return { amount, currency };
  throw expected('price to be {amount: number, currency: "EUR"}', price);
}

function expected(what: string, got: unknown): TypeError {
  return new TypeError(`expected ${what}, got ${typeof got === 'number' ? got : (JSON.stringify(got)?.slice(0, 80) ?? 'nothing')}`);
}
