import type { Item } from '../domain/item.ts';
import type { ItemQuery } from '../domain/recommender.ts';
import type { Word } from './fold-text.ts';
import { fold, wordsOf } from './fold-text.ts';

/** What a word is worth by the field that holds it: a title above an author above a tag above the description. */
const FIELD_WORTH = [8, 4, 2, 1];
/** Above every sum of words in lesser fields: the title itself was typed. */
const WHOLE_TITLE_WORTH = 100;

interface FoldedField {
  text: string;
  /** Made when a text first holds the letters of a word: most never do. */
  words?: Set<string>;
}

interface FoldedItem {
  title: string;
  /** In the order of FIELD_WORTH. */
  fields: FoldedField[];
}

/** Folding costs far more than comparing, and a search runs at every key stroke. */
const folded = new WeakMap<Item, FoldedItem>();

/**
 * The items that `query` selects: in catalog order, or best match first where it has a text. Every word of the text must
 * stand in some field, the last one may be unfinished; case and accents do not count; scripts without spaces match anywhere.
 *
 * @returns  the page from `offset` of `limit` items, and how many there are in all
 * @throws {RangeError} when offset or limit is no whole number of at least 0
 */
export function searchItems(items: readonly Item[], query: ItemQuery = {}): { items: Item[]; total: number } {
  const { offset = 0, limit = items.length } = query;
  for (const [name, value] of Object.entries({ offset, limit })) {
    if (!Number.isInteger(value) || value < 0) throw new RangeError(`searchItems: expected ${name} to be a whole number of at least 0, got ${value}`);
  }
  const matching = items.filter(filterOf(query));
  const found = query.text?.trim() ? ranked(matching, query.text) : matching;
  return { items: found.slice(offset, offset + limit), total: found.length };
}

function filterOf({ ids, category, language }: ItemQuery): (item: Item) => boolean {
  const wanted = ids && new Set(ids);
  const tag = language?.toLowerCase();
  return (item) =>
    (!wanted || wanted.has(item.id)) &&
    (category === undefined || (item.categories?.includes(category) ?? false)) &&
    (tag === undefined || item.language?.toLowerCase() === tag || (item.language?.toLowerCase().startsWith(`${tag}-`) ?? false));
}

function ranked(items: readonly Item[], text: string): Item[] {
  const words = wordsOf(fold(text));
  if (words.length === 0) return [];
  const whole = fold(text).trim();
  return items
    .map((item) => ({ item, worth: worthOf(foldedItem(item), words, whole) }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth)
    .map(({ item }) => item);
}

/** Σ over words of the best field that holds it; 0 when one is nowhere. */
function worthOf({ title, fields }: FoldedItem, words: readonly Word[], whole: string): number {
  let sum = title === whole ? WHOLE_TITLE_WORTH : 0;
  for (const [i, word] of words.entries()) {
    const field = fields.findIndex((each) => holds(each, word, i === words.length - 1));
    if (field === -1) return 0;
    sum += FIELD_WORTH[field];
  }
  return sum;
}

function holds(field: FoldedField, { word, spaced }: Word, unfinished: boolean): boolean {
  if (!field.text.includes(word)) return false;
  if (!spaced) return true;
  field.words ??= new Set(wordsOf(field.text).flatMap((each) => (each.spaced ? [each.word] : [])));
  return field.words.has(word) || (unfinished && [...field.words].some((each) => each.startsWith(word)));
}

function foldedItem(item: Item): FoldedItem {
  let known = folded.get(item);
  if (!known) {
    const { title, author = '', brand = '', categories = [], tags = [], text = '' } = item;
    const fields = [title, `${author}\n${brand}`, [...categories, ...tags].join('\n'), text].map((field) => ({ text: fold(field) }));
    folded.set(item, (known = { title: fold(title).trim(), fields }));
  }
  return known;
}
