import { type Item, parseItem } from '../../domain/item.ts';
import { parseAvailability } from './availability.ts';
import { categoriesOfList, categoriesOfPath, distinct, tagsOf } from './categories.ts';
import { columnsOf, type Field, fieldOf, namesList } from './columns.ts';
import type { Found, Reading } from './found.ts';
import { type LooseItem, makeItem } from './make-item.ts';
import { firstAddress } from './plain-rows.ts';
import { shopifyItems, type ShopifyProduct } from './shopify-product.ts';

type Fields = Record<string, unknown>;

const OWN: ReadonlySet<string> = new Set(['id', 'title', 'url', 'image', 'text', 'brand', 'author', 'categories', 'tags', 'price', 'availability', 'group', 'publishedAt', 'language', 'popularity']);
/** Keys under which a page holds its products. */
const PAGES = ['products', 'items'] as const;
/** Where the words of an object stand: `{"name": "Lux"}`, `{"src": "…"}`. */
const WORDS = ['name', 'title', 'src', 'url', 'contentUrl', 'value', 'amount', 'label'];

/**
 * Items of one value of JSON: of a record in the form of section 3 (`parseItem`), of a Shopify product one a variant, of a page
 * those of its products, and of any other object by what its keys are called.
 */
export function* itemsOfRecord(value: unknown, line: number, reading: Reading, inPage = false): Generator<Found> {
  try {
    const record = isFields(value) ? value : null;
    const page = record && !inPage ? PAGES.map((key) => record[key]).find(Array.isArray) : undefined;
    if (page) for (const each of page as unknown[]) yield* itemsOfRecord(each, line, reading, true);
    else if (record && isShopify(record)) yield* shopifyItems(shopifyProduct(record, line), reading);
    else if (record && isHidden(record)) reading.remark({ code: 'unpublished' });
    else yield { line, item: record === null || isOwn(record, reading) ? ownItem(value) : looseItem(record, reading) };
  } catch (error) {
    yield { line, reason: (error as Error).message };
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a record is written in this house's form: nothing of it is named or written in another. */
function isOwn(record: Fields, { map }: Reading): boolean {
  const foreign = Object.keys(record).some((key) => !OWN.has(key) && fieldOf(key) !== null);
  return !foreign && Object.keys(map).length === 0 && !['string', 'number'].includes(typeof record.price) && typeof record.categories !== 'string';
}

function ownItem(value: unknown): Item {
  const availability = isFields(value) && typeof value.availability === 'string' ? parseAvailability(value.availability) : null;
  return parseItem(availability === null ? value : { ...(value as Fields), availability });
}

function isShopify(record: Fields): boolean {
  return Array.isArray(record.variants) && ('handle' in record || 'body_html' in record);
}

function isHidden({ status }: Fields): boolean {
  return typeof status === 'string' && /^(draft|pending|private|archived|trash)$/i.test(status);
}

function shopifyProduct(record: Fields, line: number): ShopifyProduct {
  const images = listOf(record.images);
  return {
    handle: wordsOf(record.handle),
    title: wordsOf(record.title),
    html: wordsOf(record.body_html),
    vendor: wordsOf(record.vendor),
    categories: distinct([wordsOf(record.product_type)]),
    tags: distinct(listOf(record.tags).flatMap((tag) => tagsOf(wordsOf(tag)))),
    image: wordsOf(record.image) || wordsOf(images[0]),
    publishedAt: wordsOf(record.published_at),
    published: record.published_at !== null && !isHidden(record),
    variants: listOf(record.variants).map((each) => {
      const variant = isFields(each) ? each : {};
      const pictured = images.find((image) => isFields(image) && listOf(image.variant_ids).includes(variant.id));
      return {
        line,
        id: wordsOf(variant.id),
        sku: wordsOf(variant.sku),
        options: [variant.option1, variant.option2, variant.option3].map(wordsOf),
        price: wordsOf(variant.price),
        availability: availabilityOf(variant),
        image: wordsOf(variant.featured_image) || wordsOf(pictured),
      };
    }),
  };
}

function availabilityOf(variant: Fields): 'in_stock' | 'out_of_stock' | undefined {
  if (typeof variant.available === 'boolean') return variant.available ? 'in_stock' : 'out_of_stock';
  if (typeof variant.inventory_quantity !== 'number') return undefined;
  return !variant.inventory_management || variant.inventory_quantity > 0 || variant.inventory_policy === 'continue' ? 'in_stock' : 'out_of_stock';
}

function looseItem(record: Fields, reading: Reading): Item {
  const keys = Object.keys(record);
  const columns = columnsOf(keys, reading.map);
  const all = (field: Field): unknown[] => (columns.get(field) ?? []).map((place) => record[keys[place]]);
  const words = (field: Field): string => wordsOf(all(field)[0]);
  const price = all('price')[0];
  const loose: LooseItem = {
    id: words('id') || words('url'),
    title: words('title'),
    text: words('text'),
    url: words('url'),
    image: firstAddress(all('image').map(wordsOf).find(Boolean) ?? ''),
    brand: words('brand'),
    author: words('author'),
    categories: distinct((columns.get('categories') ?? []).flatMap((place) => categoriesOf(record[keys[place]], namesList(keys[place])))),
    tags: distinct(all('tags').flatMap(listOf).flatMap((tag) => tagsOf(wordsOf(tag)))),
    price: amountOf(price),
    salePrice: amountOf(all('salePrice')[0]),
    currency: words('currency') || currencyIn(price),
    availability: words('availability') || words('quantity'),
    group: words('group') === '0' ? '' : words('group'),
    publishedAt: words('publishedAt'),
    language: words('language'),
    popularity: words('popularity'),
  };
  return makeItem(loose, reading);
}

function categoriesOf(value: unknown, parted: boolean): string[] {
  if (typeof value === 'string') return parted ? categoriesOfList(value) : categoriesOfPath(value);
  return listOf(value).flatMap((each) => categoriesOfPath(wordsOf(each)));
}

function amountOf(price: unknown): string | number | undefined {
  const value = isFields(price) ? (price.amount ?? price.value ?? price.price) : price;
  return typeof value === 'number' ? value : wordsOf(value);
}

function currencyIn(price: unknown): string {
  return isFields(price) ? wordsOf(price.currency ?? price.currencyCode ?? price.currency_code ?? price.priceCurrency) : '';
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

/** The words of a value: of a list those of its first, of an object those of the key that names it. */
function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const inner = Array.isArray(value) ? value[0] : isFields(value) ? value[WORDS.find((key) => isWord(value[key])) ?? ''] : undefined;
  return isWord(inner) ? String(inner) : isFields(inner) ? wordsOf(inner) : '';
}

function isWord(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
