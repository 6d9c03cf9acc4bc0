import type { Item } from '../../domain/item.ts';
import { readPage } from './read-page.ts';

/**
 * The products, works and articles that a page's markup tells of: schema.org in JSON-LD, microdata and RDFa Lite, and
 * OpenGraph. One that is told of twice is one item. Its id is its SKU, else its product ID, GTIN (or ISBN), MPN or address.
 *
 * @param url the page's address, where the document does not know it
 * @returns the variants of a product group an item each, under one `group`; what could not be read as sentences
 */
export function productsOfPage(document: Document, url?: string): { items: Item[]; faults: string[] } {
  const { items, faults } = readPage(document, url);
  return { items, faults };
}

/**
 * The item that a page is about: its main entity, the one whose address is the page's, or the only one that is no part of a
 * list. Null for pages of several items, and of none.
 *
 * @param url the page's address, where the document does not know it
 */
export function mainProductOf(document: Document, url?: string): Item | null {
  return readPage(document, url).main;
}
