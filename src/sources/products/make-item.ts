import { type Availability, type Item, type Price, parseItem } from '../../domain/item.ts';
import { parseAvailability } from './availability.ts';
import { expected, type Reading } from './found.ts';
import { MOST_CHARACTERS, plainText } from './plain-text.ts';
import { isCurrency, parsePriceText } from './price.ts';
import { isoTime } from './iso-time.ts';

/** A product as a feed writes it: texts of any form, HTML among them. */
export interface LooseItem {
  id?: string;
  title?: string;
  text?: string;
  url?: string;
  image?: string;
  brand?: string;
  author?: string;
  categories?: string[];
  tags?: string[];
  price?: string | number;
  salePrice?: string | number;
  /** When the sale price holds; open where an end is missing. */
  sale?: { from?: string; to?: string };
  currency?: string;
  availability?: string | Availability;
  group?: string;
  publishedAt?: string;
  language?: string;
  popularity?: string | number;
}

const MOST_TITLE = 500;

/**
 * The item of what a feed says; what cannot be read of it is left out and remarked on.
 *
 * @throws {TypeError} when it has no id or no title
 */
export function makeItem(loose: LooseItem, reading: Reading): Item {
  return parseItem({
    id: required('id', loose.id?.trim()),
    title: required('title', plainText(loose.title ?? '', MOST_TITLE).text),
    url: urlOf(loose.url, reading),
    image: urlOf(loose.image, reading),
    text: textOf(loose.text, reading),
    brand: shortText(loose.brand),
    author: shortText(loose.author),
    categories: loose.categories,
    tags: loose.tags,
    price: priceOf(loose, reading),
    availability: availabilityOf(loose.availability, reading),
    group: loose.group?.trim(),
    publishedAt: dateOf(loose.publishedAt, reading),
    language: languageTag(loose.language),
    popularity: countOf(loose.popularity),
  });
}

function required(field: string, text: string | undefined): string {
  if (text) return text;
  throw new TypeError(expected(`${field} to be a non-empty string`, text));
}

function textOf(html: string | undefined, reading: Reading): string | undefined {
  if (!html) return undefined;
  const { text, cut } = plainText(html, MOST_CHARACTERS);
  if (cut) reading.remark({ code: 'cut-text' });
  return text;
}

function shortText(text: string | undefined): string | undefined {
  return text ? plainText(text, MOST_TITLE).text : undefined;
}

/** An address of the web, absolute where a base is known; others (`javascript:`, `C:\…`) are none. */
function urlOf(text: string | undefined, { base, remark }: Reading): string | undefined {
  const plain = text?.trim();
  if (!plain) return undefined;
  if (base === undefined && !/^([a-z][a-z\d+.-]*:|\/\/)/i.test(plain)) return plain;
  const against = base ?? (plain.startsWith('//') ? 'https://a' : undefined);
  const url = URL.canParse(plain, against) ? new URL(plain, against) : null;
  if (url !== null && /^https?:$/.test(url.protocol)) return url.href;
  remark({ code: 'unusable-url' });
  return undefined;
}

/** The sale price while it holds and is lower, else the price. */
function priceOf(loose: LooseItem, reading: Reading): Price | undefined {
  const price = readPrice(loose.price, loose, reading);
  if (loose.salePrice === undefined || loose.salePrice === '') return price;
  const sale = readPrice(loose.salePrice, loose, reading);
  const holds = sale !== undefined && sale.amount > 0 && isNow(loose.sale, reading.now) && (price === undefined || (sale.currency === price.currency && sale.amount < price.amount));
  return holds ? sale : price;
}

function readPrice(value: string | number | undefined, loose: LooseItem, reading: Reading): Price | undefined {
  if (value === undefined || value === '') return undefined;
  const named = loose.currency?.trim().toUpperCase();
  const currency = named && isCurrency(named) ? named : reading.currency;
  if (typeof value === 'number') {
    if (currency !== undefined && Number.isFinite(value) && value >= 0) return { amount: value, currency };
    reading.remark({ code: currency === undefined ? 'no-currency' : 'unreadable-price' });
    return undefined;
  }
  const price = parsePriceText(value, { currency });
  if (price !== null) return price;
  // Any currency would make a price of it.
  const lacksCurrency = currency === undefined && parsePriceText(value, { currency: 'SEK' }) !== null;
  reading.remark({ code: lacksCurrency ? 'no-currency' : 'unreadable-price' });
  return undefined;
}

function isNow(sale: LooseItem['sale'], now: number): boolean {
  const from = Date.parse(isoTime(sale?.from ?? '') ?? '');
  const to = Date.parse(isoTime(sale?.to ?? '') ?? '');
  return !(now < from) && !(now > to);
}

function availabilityOf(text: string | undefined, { remark }: Reading): Availability | undefined {
  if (!text?.trim()) return undefined;
  const meant = parseAvailability(text);
  if (meant === null) remark({ code: 'unknown-availability' });
  return meant ?? undefined;
}

function dateOf(text: string | undefined, { remark }: Reading): string | undefined {
  if (!text?.trim()) return undefined;
  const time = isoTime(text);
  if (time === null) remark({ code: 'unreadable-date' });
  return time ?? undefined;
}

/** BCP 47 as it is written; `de_DE` is `de-DE`, and what is no tag is left out. */
function languageTag(text: string | undefined): string | undefined {
  if (!text?.trim()) return undefined;
  try {
    return Intl.getCanonicalLocales(text.trim().replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

function countOf(value: string | number | undefined): number | undefined {
  const count = typeof value === 'number' ? value : /^\d+$/.test(value?.trim() ?? '') ? Number(value) : Number.NaN;
  return Number.isFinite(count) && count >= 0 ? count : undefined;
}
