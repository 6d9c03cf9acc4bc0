import { Parser } from 'htmlparser2';

/** Elements inside a line: their tags vanish (`H<sub>2</sub>O`). All others part words. */
const INLINE: ReadonlySet<string> = new Set('a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub sup time tt u var wbr'.split(' '));
/** What is left of a tag where a text was cut off. */
const CUT_TAG = /<[a-z/!][^<>]*$/i;
const UNREAD: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript', 'head', 'title', 'svg']);
/** No text is longer; more markup than ten times that is not read. */
export const MOST_CHARACTERS = 20_000;
const MOST_MARKUP = 200_000;
/** Elements open in one another, which none needs: the rest of the markup is not read. */
const MOST_NESTED = 256;

export interface PlainText {
  text: string;
  /** Whether something was left out because the text was too long. */
  cut: boolean;
}

/**
 * The text of HTML, on one line: entities resolved, the ends of blocks as spaces, scripts and styles dropped, 20,000
 * characters at most. A `<` before a space or a digit is a comparison.
 */
export function plainText(html: string, most: number = MOST_CHARACTERS): PlainText {
  const markup = html.length > MOST_MARKUP ? html.slice(0, MOST_MARKUP) : html;
  const { text: whole, cut } = /[<&]/.test(markup) ? textOf(markup) : { text: markup, cut: false };
  const text = tidy(whole);
  const short = text.length > most ? text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '').trimEnd() : text;
  return { text: short, cut: cut || markup !== html || short !== text };
}

function textOf(markup: string): PlainText {
  let text = '';
  let open = 0;
  let unread = 0;
  let cut = false;
  const parser = new Parser({
    onopentag(name) {
      open++;
      if (UNREAD.has(name)) unread++;
      else if (!INLINE.has(name)) text += ' ';
      if (open <= MOST_NESTED) return;
      cut = true;
      parser.pause();
    },
    onclosetag(name) {
      open--;
      if (UNREAD.has(name)) unread--;
      else if (!INLINE.has(name)) text += ' ';
    },
    ontext(data) {
      if (unread === 0) text += data;
    },
  });
  parser.write(markup.replace(CUT_TAG, ''));
  if (!cut) parser.end();
  return { text, cut };
}

function tidy(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  return text.replace(/[\u0000-\u001F\u007F-\u009F\u00AD\u200B\u2060\uFEFF\s]+/g, (run) => (/^[\u00AD\u200B\u2060\uFEFF]+$/.test(run) ? '' : ' ')).trim();
}
