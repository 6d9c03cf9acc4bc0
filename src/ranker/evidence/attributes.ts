import type { Item } from '../../domain/item.ts';
import type { HeadName } from '../../domain/recommendation.ts';

/** The attributes that have an affinity head, and their values, alike however they are written. */
export const ATTRIBUTES: ReadonlyMap<HeadName, (item: Item) => readonly (string | null)[]> = new Map<HeadName, (item: Item) => readonly (string | null)[]>([
  ['site', ({ url }) => [siteOf(url)]],
  ['brand', ({ brand }) => [folded(brand)]],
  ['author', ({ author }) => [folded(author)]],
  ['category', ({ categories = [] }) => categories.map(folded)],
  ['tag', ({ tags = [] }) => tags.map(folded)],
]);

/** The host of an address without `www.`; null without one. */
export function siteOf(url: string | undefined): string | null {
  const host = url && URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '';
  return host || null;
}

/** Where an item comes from: its site, else its brand; null without both. */
export function sourceOf({ url, brand }: Pick<Item, 'url' | 'brand'>): string | null {
  const site = siteOf(url);
  if (site !== null) return `site ${site}`;
  const name = folded(brand);
  return name === null ? null : `brand ${name}`;
}

function folded(value: string | undefined): string | null {
  return value?.trim().toLowerCase() || null;
}

/** Each value once, without those that are none. */
export function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
