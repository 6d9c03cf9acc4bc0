import { decodeEntities } from '../../domain/html-entities.ts';

const INLINE: ReadonlySet<string> = new Set('a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub sup time tt u var wbr'.split(' '));
const UNREAD = /<!--[\s\S]*?(?:-->|$)|<(script|style|template|noscript|svg)(?=[\s/>])[\s\S]*?(?:<\/\1\s*>|$)/gi;
const TAG = /<\/?([a-z][\w:-]*)[^<>]*>/gi;
const MAX_MARKUP = 200_000;
const MAX_CHARACTERS = 20_000;

/**
 * The text of HTML that stands in a string, on one line and cut at 20,000 characters: as `plainText` has it, which brings a
 * parser along. A page pays for every byte, and may refuse (Trusted Types) to parse a string itself.
 */
export function textOfMarkup(markup: string): string {
  const html = markup.slice(0, MAX_MARKUP);
  const once = decodeEntities(withoutTags(html));
  // Markup that was escaped as a whole shows only now.
  const text = once.includes('<') && !html.includes('<') ? withoutTags(once) : once;
  return text.replace(/[\s\u00A0]+/g, ' ').slice(0, MAX_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '').trim();
}

function withoutTags(html: string): string {
  return html.includes('<') ? html.replace(UNREAD, ' ').replace(TAG, (_, name: string) => (INLINE.has(name.toLowerCase()) ? '' : ' ')) : html;
}
