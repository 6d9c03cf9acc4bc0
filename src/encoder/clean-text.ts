import { decodeEntities } from '../domain/html-entities.ts';

/** Elements inside a line: their tags vanish (`H<sub>2</sub>O`). All others part words. */
const INLINE = 'a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr';
const BLOCK =
  'address|applet|area|article|aside|audio|base|basefont|blockquote|body|br|button|canvas|caption|center|col|colgroup|datalist|dd|details|dialog|dir|div|dl|dt|embed|fieldset|figcaption|figure|footer|form|frame|frameset|' +
  'h[1-6]|head|header|hgroup|hr|html|iframe|img|input|label|legend|li|link|main|map|menu|meta|nav|noframes|noscript|object|ol|optgroup|option|output|p|param|picture|pre|progress|section|select|source|summary|svg|table|' +
  'tbody|td|template|textarea|tfoot|th|thead|title|tr|track|ul|video|[a-z]+[:-][\\w:-]+';
/** A `<` alone is a comparison: only known names and names with a colon or hyphen are tags. */
const INLINE_TAG = new RegExp(`</?(?:${INLINE})(?=[\\s/>])[^<>]*>`, 'gi');
const BLOCK_TAG = new RegExp(`</?(?:${BLOCK})(?=[\\s/>])[^<>]*>`, 'gi');
/** What is left of a tag where a feed cut the text off. */
const CUT_TAG = /<(?:\/[a-z]*|[a-z][\w:-]*\s+[\w:-]+\s*=[^<>]*)$/i;
const UNREAD = /<!--[\s\S]*?(?:-->|$)|<(script|style)(?=[\s/>])[\s\S]*?(?:<\/\1\s*>|$)|<!doctype[^<>]*(?:>|$)|<\?[\s\S]*?(?:\?>|$)/gi;
const CDATA = /<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)/g;

/** Joiners that carry meaning: inside emoji, and in the scripts that shape letters by them. */
const IDLE_JOINER = /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\p{M}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Kannada}\p{Script=Sinhala}])[\u200C\u200D]/gu;
/** Zero-width, direction marks, soft hyphens, byte order marks; joiners apart. */
const INVISIBLE = /[\u00AD\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFC]/g;
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u001F\u007F-\u009F\uFFFD\uFFFE\uFFFF]|\p{Surrogate}/gu;
const MARKS_OF_TRADE = /[™®©℠℗]/g;

/** Longer texts are cut before they are cleaned: no vector reads further. */
const MAX_CHARACTERS = 50_000;

/**
 * `text` as an encoder should read it: without markup, entities, invisible and control characters, with single spaces,
 * in Unicode's compatibility form (NFKC). NFKC and not NFC, because encoders know letters, not their typographic doubles:
 * of full-width Latin (`ＵＳＢ`), half-width kana and circled digits all-MiniLM-L6-v2 knows no token, of their NFKC all.
 * Emoji sequences and right-to-left text keep their characters and order.
 */
export function cleanText(text: string): string {
  let plain = text.slice(0, MAX_CHARACTERS);
  if (plain.includes('<')) plain = withoutMarkup(plain);
  if (plain.includes('&')) plain = withoutMarkup(decodeEntities(plain)); // Feeds escape markup; it shows only now.
  return plain
    .replace(CONTROL, ' ')
    .replace(INVISIBLE, '')
    .replace(IDLE_JOINER, '')
    .replace(MARKS_OF_TRADE, ' ') // NFKC would write them onto the word as letters: `Post-it™` as `Post-itTM`.
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim();
}

function withoutMarkup(text: string): string {
  return text.replace(CDATA, '$1').replace(UNREAD, ' ').replace(INLINE_TAG, '').replace(BLOCK_TAG, ' ').replace(CUT_TAG, ' ');
}
