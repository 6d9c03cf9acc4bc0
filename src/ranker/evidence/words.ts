import type { Item } from '../../domain/item.ts';
import { STOP_BIGRAMS, STOP_CHARACTERS, STOP_WORDS } from './stop-words.ts';

/** Characters of the description that are read, as for the encoder in the measured sketch. */
const TEXT_LENGTH = 200;

const WORD = /[\p{L}\p{M}\p{N}_]+/gu;
/** Runs of scripts that are written without spaces, and what stands between them. */
const RUN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The text of an item that lexical rankers compare. */
export function lexicalText(item: Item): string {
  return [item.title, item.brand, item.author, ...(item.categories ?? []), ...(item.tags ?? []), item.text?.slice(0, TEXT_LENGTH)].filter(Boolean).join(' ');
}

/** The words of a text in lower case, stop words left out; Chinese and Japanese runs give their character bigrams. */
export function wordsOf(text: string): string[] {
  const words = text.normalize('NFKC').toLowerCase().match(WORD) ?? [];
  return words.flatMap((word) => (UNSPACED.test(word) ? (word.match(RUN) ?? []).flatMap(unspacedWords) : word)).filter((word) => !STOP_WORDS.has(word));
}

function unspacedWords(run: string): string[] {
  if (!UNSPACED.test(run)) return [run];
  const pieces: string[][] = [[]];
  for (const character of run) {
    if (STOP_CHARACTERS.has(character)) pieces.push([]);
    else pieces.at(-1)!.push(character);
  }
  return pieces.flatMap((characters) => (characters.length === 1 ? characters : characters.slice(1).map((character, at) => characters[at] + character))).filter((bigram) => !STOP_BIGRAMS.has(bigram));
}
