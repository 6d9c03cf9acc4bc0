/** Names of U+00A0 to U+00FF, in order. */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest ' +
  'Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig ' +
  'agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

const OTHERS: Record<string, string> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", hellip: '…', mdash: '—', ndash: '–', lsquo: '‘', rsquo: '’', sbquo: '‚', ldquo: '“', rdquo: '”', bdquo: '„',
  bull: '•', trade: '™', euro: '€', ensp: ' ', emsp: ' ', thinsp: ' ', zwnj: '\u200C', zwj: '\u200D', lrm: '\u200E', rlm: '\u200F', OElig: 'Œ', oelig: 'œ', Scaron: 'Š', scaron: 'š', Yuml: 'Ÿ',
  fnof: 'ƒ', dagger: '†', Dagger: '‡', permil: '‰', lsaquo: '‹', rsaquo: '›', prime: '′', Prime: '″', minus: '−', le: '≤', ge: '≥', ne: '≠', asymp: '≈', infin: '∞', larr: '←', rarr: '→', uarr: '↑', darr: '↓',
  hearts: '♥', check: '✓', star: '☆', starf: '★', numsp: ' ', Tab: '\t', NewLine: '\n',
};

const NAMED = new Map([...LATIN_1.split(' ').map((name, i) => [name, String.fromCodePoint(0xa0 + i)] as const), ...Object.entries(OTHERS)]);
/** A few names stand in the wild without their semicolon; the others would eat words (`&copying`). */
const ENTITY = /&(?:#(\d{1,7});?|#[xX]([0-9a-fA-F]{1,6});?|([a-zA-Z][a-zA-Z0-9]{1,8});|(amp|lt|gt|quot|nbsp)(?![a-zA-Z0-9]))/g;
/** Twice escaped text is common in feeds (`&amp;#39;`); more often is somebody writing about entities. */
const PASSES = 3;

/** `text` with its character references resolved; unknown names stay as they are. */
export function decodeEntities(text: string): string {
  let decoded = text;
  for (let pass = 0; pass < PASSES && decoded.includes('&'); pass++) {
    const before = decoded;
    decoded = before.replace(ENTITY, (whole: string, decimal?: string, hex?: string, name?: string, bare?: string) => {
      if (decimal !== undefined) return character(Number.parseInt(decimal, 10));
      if (hex !== undefined) return character(Number.parseInt(hex, 16));
      return NAMED.get(name ?? bare!) ?? whole;
    });
    if (decoded === before) break;
  }
  return decoded;
}

function character(code: number): string {
  const none = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff);
  return none ? ' ' : String.fromCodePoint(code);
}
