import type { Item } from '../domain/item.ts';
import { cleanText } from './clean-text.ts';

/** Characters of the description that are read: twice as many say no more (measured on the shop and the films). */
const TEXT_CHARACTERS = 400;
/** One code unit each and nothing that joins: slicing cannot split a character. */
const SIMPLE = /^[ -\u02FF\u2010-\u2027\u3000-\u3029\u4E00-\u9FFF\uFF00-\uFF60]*$/;

/**
 * What an encoder reads of an item: title, brand, author, categories, tags and the first 400 characters of its
 * description, cleaned and joined by spaces. A description that begins by repeating the title goes on behind it.
 */
export function itemText(item: Item): string {
  return itemViews(item).at(-1)!;
}

/** A piece of an item as an encoder reads it; never blank. */
export interface ItemField {
  field: 'title' | 'brand' | 'author' | 'category' | 'tag' | 'text';
  text: string;
}

/** What is read of an item, in the order in which it is read. */
export function itemFields({ title, brand, author, categories = [], tags = [], text }: Item): ItemField[] {
  const name = cleanText(title);
  const fields: ItemField[] = [
    { field: 'title', text: name },
    { field: 'brand', text: cleanText(brand ?? '') },
    { field: 'author', text: cleanText(author ?? '') },
    ...categories.map((category): ItemField => ({ field: 'category', text: cleanText(category) })),
    ...tags.map((tag): ItemField => ({ field: 'tag', text: cleanText(tag) })),
    { field: 'text', text: text ? opening(withoutTitle(cleanText(text), name)) : '' },
  ];
  return fields.filter((each) => each.text !== '');
}

/** The texts whose vectors are pooled to an item's: its head, and the head with the description where there is one. */
export function itemViews(item: Item): string[] {
  return viewsOf(itemFields(item));
}

/** The texts that these fields make: what stands before the description, and all. */
export function viewsOf(fields: readonly ItemField[]): string[] {
  const joined = (some: readonly ItemField[]): string => some.map(({ text }) => text).join(' ');
  const head = fields.filter(({ field }) => field !== 'text');
  return head.length < fields.length ? [joined(head), joined(fields)] : [joined(head)];
}

/** A title that merely starts the first word of the description stays: `Pen` in `Pencils of cedar`. */
function withoutTitle(text: string, title: string): string {
  if (title === '' || text.slice(0, title.length).toLowerCase() !== title.toLowerCase()) return text;
  const rest = text.slice(title.length);
  if (/^[\p{L}\p{M}\p{N}]/u.test(rest)) return text;
  return rest.replace(/^[\s.,:;!?|–—-]+/u, '');
}

/** The first characters, ending before a character that would be split: an emoji sequence or a letter with its marks. */
function opening(text: string): string {
  const ample = text.slice(0, TEXT_CHARACTERS * 2);
  if (SIMPLE.test(ample)) return text.slice(0, TEXT_CHARACTERS).trim();
  const points = [...ample];
  if (points.length <= TEXT_CHARACTERS) return points.join('');
  let kept = '';
  let count = 0;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(ample)) {
    count += [...segment].length;
    if (count > TEXT_CHARACTERS) break;
    kept += segment;
  }
  return kept.trim();
}
