import type { Item } from '../../domain/item.ts';
import { isSamePage } from './page-facts.ts';

/** What one syntax of a page tells of one item. */
export interface Telling {
  syntax: 'json-ld' | 'microdata' | 'rdfa' | 'open-graph';
  item: Omit<Item, 'id'>;
  identifiers: Identifiers;
  /** An article is no product: beside one it is the main item only by its address. */
  article: boolean;
  /** Called the page's main entity; not part of anything else; one of a list or a companion of another. */
  place: 'main' | 'top' | 'inside';
}

/** In the order in which they make an id. */
export const IDENTIFIERS = ['sku', 'productID', 'gtin', 'mpn', 'variant'] as const;
export type Identifiers = Partial<Record<(typeof IDENTIFIERS)[number], string>>;

/** Whether two tellings speak of different items for sure. */
export function contradicts(one: Telling, other: Telling): boolean {
  const differ = IDENTIFIERS.some((kind) => one.identifiers[kind] !== undefined && other.identifiers[kind] !== undefined && !isSameText(one.identifiers[kind], other.identifiers[kind]));
  return differ || (one.item.url !== undefined && other.item.url !== undefined && !isSamePage(one.item.url, other.item.url));
}

/** Takes over what `other` knows and `telling` lacks. */
export function fill(telling: Telling, other: Telling): void {
  telling.item = { ...other.item, ...telling.item };
  telling.identifiers = { ...other.identifiers, ...telling.identifiers };
  if (other.place === 'main' || (other.place === 'top' && telling.place === 'inside')) telling.place = other.place;
}

/** A key under which texts are equal that differ in letters' case and spaces alone. */
export function foldedText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

function isSameText(one: string, other: string): boolean {
  return foldedText(one) === foldedText(other);
}
