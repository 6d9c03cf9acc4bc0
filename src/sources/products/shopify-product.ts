import { expected, type Found, type Reading } from './found.ts';
import { makeItem } from './make-item.ts';

/** A product of a Shopify shop, as its CSV and its JSON have it. */
export interface ShopifyProduct {
  handle: string;
  title: string;
  html?: string;
  vendor?: string;
  categories: string[];
  tags: string[];
  image?: string;
  publishedAt?: string;
  /** Neither draft nor archived, and shown in the shop. */
  published: boolean;
  variants: ShopifyVariant[];
}

export interface ShopifyVariant {
  line: number;
  id?: string;
  sku?: string;
  options: string[];
  price?: string;
  availability?: 'in_stock' | 'out_of_stock';
  image?: string;
}

/** What Shopify calls the one option of a product without options. */
const NO_OPTION = 'Default Title';

/** One item a variant: its id is the SKU, else `handle#n`, its group the handle. A product that the shop does not show gives none. */
export function* shopifyItems(product: ShopifyProduct, reading: Reading): Generator<Found> {
  const { handle, title, html: text, vendor: brand, categories, tags, publishedAt, variants } = product;
  if (!product.published) return reading.remark({ code: 'unpublished' });
  for (const [n, { line, id, sku, options, image, ...variant }] of variants.entries()) {
    const chosen = options.filter((option) => option !== '' && option !== NO_OPTION).join(' / ');
    try {
      if (handle === '' && !sku) throw new TypeError(expected('a handle or a SKU', handle));
      yield {
        line,
        item: makeItem(
          {
            ...variant,
            id: sku || `${handle}#${n + 1}`,
            title: chosen === '' || title === '' ? title : `${title} – ${chosen}`,
            text,
            brand,
            categories,
            tags,
            publishedAt,
            image: image || product.image,
            group: handle,
            url: addressOf(handle, variants.length > 1 ? id : undefined, reading.base),
          },
          reading,
        ),
      };
    } catch (error) {
      yield { line, reason: (error as Error).message };
    }
  }
}

/** Whether a variant can be bought: always where no stock is kept, or where it may be sold without. */
export function shopifyAvailability(tracked: boolean, quantity: number, sellsWithout: boolean): 'in_stock' | 'out_of_stock' {
  return !tracked || quantity > 0 || sellsWithout ? 'in_stock' : 'out_of_stock';
}

function addressOf(handle: string, variant: string | undefined, base: string | undefined): string | undefined {
  if (base === undefined || handle === '') return undefined;
  return `/products/${encodeURIComponent(handle)}${variant ? `?variant=${encodeURIComponent(variant)}` : ''}`;
}
