import { categoriesOfPath } from '../products/categories.ts';
import { isoTime } from '../products/iso-time.ts';
import { someOf } from './categories-of-thing.ts';
import { availabilityOf, markedPrice } from './offer-of-thing.ts';
import { absoluteUrl, metaOf, type Metas, type PageFacts, withoutFragment } from './page-facts.ts';
import type { Identifiers, Telling } from './telling.ts';
import { textOfMarkup } from './text-of-markup.ts';

/** What a page's OpenGraph (`og:`, `product:`, `book:`, `article:`) tells of it. */
export interface OpenGraph {
  telling: Telling;
  /** Whether it calls the page an item, so that it is one without other markup. */
  item: boolean;
}

const ARTICLE = /^article$/i;
const PRODUCT = /^(?:product(?:\.item)?|og:product|books?(?:\.book)?|video\.movie|music\.album)$/i;

/** Null where the page has no title in OpenGraph. */
export function readOpenGraph(metas: Metas, facts: PageFacts): OpenGraph | null {
  const meta: Meta = (...names) => metaOf(metas, ...names);
  const title = meta('og:title');
  if (title === undefined) return null;
  const type = meta('og:type') ?? '';
  const article = ARTICLE.test(type);
  const item = Object.fromEntries(Object.entries({ ...pageOf(meta, facts), ...(article ? articleOf(metas) : productOf(metas)) }).filter(([, value]) => value !== undefined));
  const identifiers = article ? {} : identifiersOf(meta);
  const telling: Telling = { syntax: 'open-graph', item: { ...item, title }, identifiers, article, place: 'top' };
  return { telling, item: article || PRODUCT.test(type) || telling.item.price !== undefined || identifiers.sku !== undefined };
}

type Meta = (...names: string[]) => string | undefined;

function pageOf(meta: Meta, facts: PageFacts): Partial<Telling['item']> {
  const text = meta('og:description');
  return {
    url: withoutFragment(absoluteUrl(meta('og:url'), facts.base)),
    image: absoluteUrl(meta('og:image:secure_url', 'og:image', 'og:image:url'), facts.base),
    text: text === undefined ? undefined : textOfMarkup(text),
    language: facts.language,
  };
}

function productOf(metas: Metas): Partial<Telling['item']> {
  const meta: Meta = (...names) => metaOf(metas, ...names);
  const all = (name: string): readonly string[] => metas.get(name) ?? [];
  const sale = markedPrice(meta('product:sale_price:amount'), meta('product:sale_price:currency', 'product:price:currency'));
  return {
    brand: meta('product:brand', 'og:brand'),
    author: someOf(all('book:author'))?.join(', '),
    categories: someOf([...all('product:category'), ...all('og:category')].flatMap(categoriesOfPath)),
    tags: someOf([...all('book:tag'), ...all('video:tag')]),
    price: sale ?? markedPrice(meta('product:price:amount', 'og:price:amount'), meta('product:price:currency', 'og:price:currency')),
    availability: availabilityOf(meta('product:availability', 'og:availability')),
    group: meta('product:item_group_id'),
    publishedAt: isoTime(meta('book:release_date', 'video:release_date') ?? '') ?? undefined,
  };
}

function articleOf(metas: Metas): Partial<Telling['item']> {
  const names = (metas.get('article:author') ?? []).filter((author) => !/^https?:/.test(author));
  return {
    author: someOf(names)?.join(', '),
    categories: someOf(metas.get('article:section') ?? []),
    tags: someOf(metas.get('article:tag') ?? []),
    publishedAt: isoTime(metaOf(metas, 'article:published_time') ?? '') ?? undefined,
  };
}

function identifiersOf(meta: Meta): Identifiers {
  const found: Identifiers = { sku: meta('product:retailer_item_id', 'product:sku'), gtin: meta('product:gtin', 'product:ean', 'product:upc', 'product:isbn', 'book:isbn'), mpn: meta('product:mfr_part_no', 'product:retailer_part_no') };
  return Object.fromEntries(Object.entries(found).filter(([, id]) => id !== undefined));
}
