/** Accents and vowel points that people leave out when they search; Indic vowels and kana's voicing are letters and stay. */
const POINTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
/** Most of an English catalog: nothing to take apart there. */
const ASCII = /^[\0-\x7f]*$/;
/** Letters that no decomposition takes apart. */
const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ' };
/** Scripts that put no space between words. */
const UNSPACED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]`;
const WORD = new RegExp(String.raw`(?<unspaced>${UNSPACED}+|\p{Extended_Pictographic})|(?:(?!${UNSPACED})[\p{L}\p{N}\p{M}])+`, 'gu');

/** `text` as a search compares it: compatible forms made one, lower case, without accents. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').toLowerCase().replace(POINTS, '').replace(/[ßæœøłđðþıς]/g, (letter) => LETTERS[letter]).normalize('NFC');
}

/** `spaced` is false where the script leaves no spaces, so that the word may stand anywhere. */
export interface Word {
  word: string;
  spaced: boolean;
}

/** The words of a folded text, in order. */
export function wordsOf(folded: string): Word[] {
  return Array.from(folded.matchAll(WORD), ({ 0: word, groups }) => ({ word, spaced: groups?.unspaced === undefined }));
}
