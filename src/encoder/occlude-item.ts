import type { Item } from '../domain/item.ts';
import { type ItemField, itemFields, viewsOf } from './item-text.ts';

/** Most stretches that a field is parted into, so that a long text costs no more than a few runs. */
const MOST: Record<ItemField['field'], number> = { title: 12, brand: 1, author: 1, category: 1, tag: 1, text: 8 };
/** Most categories, and most tags, that are left out one by one; the others stay. */
const MOST_LABELS = 4;

/** A stretch of an item's text; `view` tells its place among the views without one, and is missing where it is never left out. */
export interface OccludedPart extends ItemField {
  view?: number;
}

/** An item's text whole and with one stretch after the other left out. */
export interface Occlusions {
  parts: OccludedPart[];
  /** As itemViews(): of the whole first. */
  views: string[][];
}

/**
 * Leaves out word after word of a title, and of longer texts groups of words; names and labels as a whole. Words are told by
 * `Intl.Segmenter`, which parts Chinese and Japanese too.
 *
 * @param item.language helps to tell words, where it is given
 */
export function occludeItem(item: Item): Occlusions {
  const fields = itemFields(item);
  const parts: OccludedPart[] = [];
  const views = [viewsOf(fields)];
  const labels = { category: 0, tag: 0 };
  for (const [place, { field, text }] of fields.entries()) {
    const isLabel = field === 'category' || field === 'tag';
    if (isLabel && ++labels[field] > MOST_LABELS) parts.push({ field, text });
    else for (const stretch of stretches(text, MOST[field], item.language)) {
      if (!stretch.word) {
        parts.push({ field, text: stretch.text });
        continue;
      }
      parts.push({ field, text: stretch.text, view: views.length });
      const left = (text.slice(0, stretch.at) + text.slice(stretch.at + stretch.text.length)).replace(/\s+/gu, ' ').trim();
      views.push(viewsOf(fields.flatMap((each, at) => (at !== place ? [each] : left === '' ? [] : [{ field, text: left }]))));
    }
  }
  return { parts, views };
}

interface Stretch {
  at: number;
  text: string;
  word: boolean;
}

/** Parts a text into words and what is between them; more than `most` words are joined evenly with those beside them. */
function stretches(text: string, most: number, language: string | undefined): Stretch[] {
  const segments = [...segmenterOf(language).segment(text)];
  const words = segments.filter(({ isWordLike }) => isWordLike);
  if (words.length === 0) return [{ at: 0, text, word: true }];
  const size = Math.ceil(words.length / most);
  const found: Stretch[] = [];
  let end = 0;
  for (let first = 0; first < words.length; first += size) {
    const last = words[Math.min(words.length, first + size) - 1];
    const at = words[first].index;
    if (at > end) found.push({ at: end, text: text.slice(end, at), word: false });
    end = last.index + last.segment.length;
    found.push({ at, text: text.slice(at, end), word: true });
  }
  if (end < text.length) found.push({ at: end, text: text.slice(end), word: false });
  return found;
}

function segmenterOf(language: string | undefined): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: 'word' });
  } catch {
    // A feed may give what is no language tag.
    return new Intl.Segmenter(undefined, { granularity: 'word' });
  }
}
