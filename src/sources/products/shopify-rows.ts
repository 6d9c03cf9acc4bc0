import { categoriesOfPath, distinct, tagsOf } from './categories.ts';
import { normalName } from './columns.ts';
import type { Found, Reading } from './found.ts';
import type { Row } from './row-reader.ts';
import { shopifyAvailability, shopifyItems, type ShopifyProduct } from './shopify-product.ts';

/** Shopify's columns, as exports of 2024 and before and as later ones name them. */
const COLUMNS = {
  handle: ['handle', 'url handle'],
  title: ['title'],
  html: ['body html', 'description'],
  vendor: ['vendor'],
  category: ['product category'],
  googleCategory: ['google shopping google product category'],
  type: ['type'],
  tags: ['tags'],
  published: ['published', 'published on online store'],
  status: ['status'],
  sku: ['variant sku', 'sku'],
  option1: ['option1 value'],
  option2: ['option2 value'],
  option3: ['option3 value'],
  price: ['variant price', 'price'],
  tracker: ['variant inventory tracker', 'inventory tracker'],
  quantity: ['variant inventory qty', 'inventory quantity'],
  policy: ['variant inventory policy', 'continue selling when out of stock'],
  image: ['image src', 'product image url'],
  variantImage: ['variant image', 'variant image url'],
} as const;
type Column = keyof typeof COLUMNS;

/** Whether a header is that of Shopify's product CSV. */
export function isShopifyHeader(headers: readonly string[]): boolean {
  const names = new Set(headers.map(normalName));
  const has = (column: Column) => COLUMNS[column].some((name) => names.has(name));
  return has('handle') && has('title') && (has('option1') || names.has('variant price') || names.has('variant sku'));
}

/** Items of the rows of Shopify's product CSV: rows without a title go on with the product above, as variants or images. */
export class ShopifyRows {
  #places: Map<Column, number>;
  #reading: Reading;
  #product: ShopifyProduct | null = null;

  constructor(headers: readonly string[], reading: Reading) {
    const names = headers.map(normalName);
    this.#places = new Map(Object.entries(COLUMNS).map(([column, known]) => [column as Column, names.findIndex((name) => (known as readonly string[]).includes(name))]));
    this.#reading = reading;
  }

  *row({ line, cells }: Row): Generator<Found> {
    const text = (column: Column): string => cells[this.#places.get(column)!] ?? '';
    const handle = text('handle');
    if (text('title') !== '' || handle !== this.#product?.handle) {
      yield* this.end();
      this.#product = productOf(text);
    }
    const product = this.#product!;
    product.image ||= text('image');
    if (product.variants.length > 0 && !VARIANT.some((column) => text(column) !== '')) return;
    product.variants.push({
      line,
      sku: text('sku').replace(/^'/, ''),
      options: [text('option1'), text('option2'), text('option3')],
      price: text('price'),
      availability: this.#places.get('quantity')! < 0 ? undefined : shopifyAvailability(text('tracker') !== '', Number(text('quantity')), /^(continue|true)$/i.test(text('policy'))),
      image: text('variantImage'),
    });
  }

  *end(): Generator<Found> {
    const product = this.#product;
    this.#product = null;
    if (product !== null) yield* shopifyItems(product, this.#reading);
  }
}

const VARIANT: readonly Column[] = ['sku', 'option1', 'price'];

function productOf(text: (column: Column) => string): ShopifyProduct {
  return {
    handle: text('handle'),
    title: text('title'),
    html: text('html'),
    vendor: text('vendor'),
    categories: distinct([text('type'), ...categoriesOfPath(text('category') || text('googleCategory'))]),
    tags: tagsOf(text('tags')),
    published: !/^(false|no)$/i.test(text('published')) && !/^(draft|archived)$/i.test(text('status')),
    variants: [],
  };
}
