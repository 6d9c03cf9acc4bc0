import type { Item } from '../../domain/item.ts';
import { lexicalText } from '../evidence/words.ts';
import { STOP_WORDS } from '../evidence/stop-words.ts';

/** Texts that tell which words are common, at most: spread evenly over the catalog. */
const MOST_TEXTS = 20_000;
/** Characters of a category or tag that still reads as a name. */
const LONGEST_LABEL = 24;
/** How much a word reads like a subject by where it stands. */
const LABEL = 1;
const TITLE = 0.5;
const WITHIN_LABEL = 0.45;
const TEXT = 0.3;
/** What is left of the worth of a word that no two items have: it names a thing, not a subject. */
const ALONE = 0.5;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const LETTERS = /\p{L}/u;

/** How an item says a word: 1 as a category or tag, less in its title, least in its text; and how often. */
export interface Saying {
  weight: number;
  times: number;
}

/** What makes a word one that a person would call a topic by. */
function tells(word: string): boolean {
  if (!LETTERS.test(word) || STOP_WORDS.has(word)) return false;
  return [...word].length >= (UNSPACED.test(word) ? 2 : 3);
}

const segmenters = new Map<string, Intl.Segmenter>();

function cut(text: string): string[] {
  const language = UNSPACED.test(text) ? 'zh' : 'en';
  const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, segmenter);
  return Array.from(segmenter.segment(text)).flatMap(({ segment, isWordLike }) => (isWordLike && tells(segment) ? [segment] : []));
}

/**
 * The words of an item that could name a topic, in lower case: its categories and tags whole and in words, then those of the
 * title, then of the rest; Chinese and Japanese are cut into words, not into characters.
 */
export function topicWords(item: Item): Map<string, Saying> {
  const sayings = new Map<string, Saying>();
  const say = (word: string, weight: number): void => {
    const before = sayings.get(word);
    sayings.set(word, { weight: Math.max(weight, before?.weight ?? 0), times: (before?.times ?? 0) + 1 });
  };
  const labels = [...(item.categories ?? []), ...(item.tags ?? [])].map(folded);
  for (const label of labels) if (label.length <= LONGEST_LABEL && tells(label)) say(label, LABEL);
  for (const word of cut(folded(item.title))) say(word, TITLE);
  for (const label of labels) for (const word of cut(label)) say(word, WITHIN_LABEL);
  for (const word of cut(folded(lexicalText({ ...item, title: '', categories: [], tags: [] })))) say(word, TEXT);
  return sayings;
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
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
    for (const word of topicWords(items[Math.floor(at)]).keys()) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return { items: read, counts };
}

/**
 * The words that tell one group of items from a catalog and from the other groups, most telling first.
 *
 *   worth[word] = (Σ over the group of how it is said / items of the group) · ln((1 + N) / (1 + n[word] + elsewhere[word]))
 *
 * N and n count the catalog's items, all and with the word; `elsewhere` those of the other groups, which count as much as a
 * catalog's. A word that no two items have is worth half, and names a group of at most two. One item is named by its
 * categories, tags and title, if it has any that tell. Ties go to what is said more often, then first. Of words that differ
 * by an ending, or of which one holds the other, the first stays.
 *
 * @param words topicWords() of each item of the group
 * @param others the same of all other groups
 */
export function keywordsOf(words: readonly ReadonlyMap<string, Saying>[], others: readonly ReadonlyMap<string, Saying>[], catalog: WordCounts, most: number): string[] {
  const within = saidBy(words);
  const elsewhere = saidBy(others);
  const size = catalog.items + others.length;
  const worth = [...within]
    .filter(([, { items }]) => items > 1 || words.length < 3)
    .map(([word, { items, weight, times }]) => {
      const known = catalog.counts.get(word) ?? 0;
      const rarity = Math.log((1 + size) / (1 + known + (elsewhere.get(word)?.items ?? 0)));
      return { word, weight, times, worth: (weight / words.length) * rarity * (Math.max(items, known) < 2 ? ALONE : 1) };
    })
    .filter((each) => each.worth > 0);
  const subjects = words.length === 1 ? worth.filter(({ weight }) => weight > TEXT) : worth;
  const chosen: string[] = [];
  for (const { word } of (subjects.length > 0 ? subjects : worth).toSorted((a, b) => b.worth - a.worth || b.times - a.times)) {
    if (chosen.length === most) break;
    if (!chosen.some((other) => sameWord(word, other))) chosen.push(word);
  }
  return chosen;
}

interface Said extends Saying {
  items: number;
}

function saidBy(words: readonly ReadonlyMap<string, Saying>[]): Map<string, Said> {
  const said = new Map<string, Said>();
  for (const each of words) {
    for (const [word, { weight, times }] of each) {
      const before = said.get(word) ?? { items: 0, weight: 0, times: 0 };
      said.set(word, { items: before.items + 1, weight: before.weight + weight, times: before.times + times });
    }
  }
  return said;
}

/** Whether two words name one thing: they differ by an ending of at most three letters, as whale and whales do, or one holds the other. */
function sameWord(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (UNSPACED.test(short) ? long.includes(short) : ` ${long} `.includes(` ${short} `)) return true;
  return short.length >= 4 && long.startsWith(short) && long.length - short.length <= 3;
}
