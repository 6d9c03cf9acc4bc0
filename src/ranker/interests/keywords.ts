import type { Item } from '../../domain/item.ts';
import { lexicalText } from '../evidence/words.ts';
import { STOP_WORDS } from '../evidence/stop-words.ts';

/** Texts that tell which words are common, at most: spread evenly over the catalog. */
const MOST_TEXTS = 20_000;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const LETTERS = /\p{L}/u;

/** What makes a word one that a person would call a topic by. */
function tells(word: string): boolean {
  if (!LETTERS.test(word) || STOP_WORDS.has(word)) return false;
  return [...word].length >= (UNSPACED.test(word) ? 2 : 3);
}

const segmenters = new Map<string, Intl.Segmenter>();

/** The distinct words of an item that could name a topic, in lower case; Chinese and Japanese are cut into words, not into characters. */
export function topicWords(item: Item): Set<string> {
  const text = lexicalText(item).normalize('NFKC').toLowerCase();
  const language = UNSPACED.test(text) ? 'zh' : 'en';
  const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, segmenter);
  const words = new Set<string>();
  for (const { segment, isWordLike } of segmenter.segment(text)) if (isWordLike && tells(segment)) words.add(segment);
  return words;
}

/** In how many of a catalog's items a word stands. */
export interface WordCounts {
  items: number;
  counts: ReadonlyMap<string, number>;
}

/** Counts over the catalog, or an even sample of a large one. */
export function wordCounts(items: readonly Item[]): WordCounts {
  const step = Math.max(1, items.length / MOST_TEXTS);
  const counts = new Map<string, number>();
  let read = 0;
  for (let at = 0; at < items.length; at += step, read++) {
    for (const word of topicWords(items[Math.floor(at)])) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return { items: read, counts };
}

/**
 * The words that tell one group of items from a catalog and from the other groups, most telling first.
 *
 *   worth[word] = (items of the group with it / items of the group) · ln((1 + N) / (1 + n[word] + elsewhere[word]))
 *
 * N and n count the catalog's items, all and with the word; `elsewhere` those of the other groups, which count as much as a
 * catalog's. A word of one item alone names a group of at most two. Of words that differ by an ending the first stays.
 *
 * @param words distinct words of each item of the group
 * @param others the same of all other groups
 */
export function keywordsOf(words: readonly ReadonlySet<string>[], others: readonly ReadonlySet<string>[], catalog: WordCounts, most: number): string[] {
  const within = countsOf(words);
  const elsewhere = countsOf(others);
  const size = catalog.items + others.length;
  const worth = [...within]
    .filter(([, count]) => count > 1 || words.length < 3)
    .map(([word, count]): [string, number] => [word, (count / words.length) * Math.log((1 + size) / (1 + (catalog.counts.get(word) ?? 0) + (elsewhere.get(word) ?? 0)))])
    .filter(([, value]) => value > 0)
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const chosen: string[] = [];
  for (const [word] of worth) {
    if (chosen.length === most) break;
    if (!chosen.some((other) => sameStem(word, other))) chosen.push(word);
  }
  return chosen;
}

function countsOf(words: readonly ReadonlySet<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of words) for (const word of each) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Whether two words differ by an ending of at most three letters, as whale and whales do. */
function sameStem(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.length >= 4 ? long.startsWith(short) && long.length - short.length <= 3 : long === short;
}
