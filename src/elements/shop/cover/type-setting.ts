/** Lines of a text at one size, each with its estimated width, in the units of the cover. */
export interface SetText {
  lines: { text: string; width: number }[];
  size: number;
}

/** Advance widths in thousandths of an em, of Georgia: the widest of the serif faces that a cover asks for. */
const WIDTHS: Record<string, number> = {};
for (const [width, letters] of [
  [245, ' '], [270, ".,'’‘"], [300, 'ijl:;!|()'], [350, 'ftI-'], [420, 'rsJ“”"'], [480, 'czeé?è'], [510, 'agvxykçàâ/'],
  [560, 'bdhnopqu–0123456789öüóïêS'], [620, 'FLPTEB$'], [670, 'ACRVXYKZ'], [760, 'DGHNOQU&wÉ'], [880, 'mM'], [980, 'W—'],
] as const) for (const letter of letters) WIDTHS[letter] = width;

const WIDEST = 1000;
/** Words that should not end a line. */
const LEANING = new Set(['a', 'an', 'the', 'of', 'and', 'or', 'in', 'on', 'to', 'for', 'from', 'with', 'by', 'de', 'la', 'le', 'his', 'her', 'mr.', 'mrs.', 'dr.', 'st.', 'john']);

/** Estimated width of `text` set in the covers' serif; a Chinese character is one em. */
export function widthOf(text: string, size: number, spacing = 0): number {
  let thousandths = 0;
  let letters = 0;
  for (const letter of text) {
    thousandths += WIDTHS[letter] ?? WIDEST;
    letters += 1;
  }
  return (thousandths / 1000) * size + spacing * letters;
}

/**
 * Sets `text` at the largest of `sizes` (largest first) at which it fits `width` in at most `maxLines` lines. Lines come
 * out of even length, and none ends on an article or a preposition where that can be had. At the smallest size it is
 * set in as many lines as it needs.
 */
export function setText(text: string, { width, maxLines, sizes, spacing = 0 }: { width: number; maxLines: number; sizes: readonly number[]; spacing?: number }): SetText {
  const words = text.split(/\s+/);
  for (const size of sizes) {
    for (let count = 1; count <= maxLines; count++) {
      const lines = breakEvenly(words, count, width, (line) => widthOf(line, size, spacing));
      if (lines) return { lines: lines.map((line) => ({ text: line, width: widthOf(line, size, spacing) })), size };
    }
  }
  const size = sizes[sizes.length - 1];
  for (let count = maxLines + 1; count <= words.length; count++) {
    const lines = breakEvenly(words, count, width, (line) => widthOf(line, size, spacing));
    if (lines) return { lines: lines.map((line) => ({ text: line, width: widthOf(line, size, spacing) })), size };
  }
  return { lines: words.map((word) => ({ text: word, width: widthOf(word, size, spacing) })), size };
}

/** The best way to break `words` into exactly `count` lines of at most `width`; null when there is none. */
function breakEvenly(words: readonly string[], count: number, width: number, measure: (line: string) => number): string[] | null {
  const best = new Map<string, { cost: number; lines: string[] } | null>();
  const from = (start: number, left: number): { cost: number; lines: string[] } | null => {
    const key = `${start},${left}`;
    if (best.has(key)) return best.get(key)!;
    let found: { cost: number; lines: string[] } | null = null;
    for (let end = left === 1 ? words.length : start + 1; end <= words.length - left + 1; end++) {
      const line = words.slice(start, end).join(' ');
      const wide = measure(line);
      if (wide > width) break;
      const rest = left === 1 ? { cost: 0, lines: [] } : from(end, left - 1);
      if (!rest) continue;
      const cost = ((width - wide) / width) ** 2 + rest.cost + (left > 1 ? penalty(words[end - 1]) : 0);
      if (!found || cost < found.cost) found = { cost, lines: [line, ...rest.lines] };
    }
    best.set(key, found);
    return found;
  };
  return words.length < count ? null : (from(0, count)?.lines ?? null);
}

/** A line likes to end at a pause and dislikes to end on a word that leans on the next. */
function penalty(last: string): number {
  if (/[:;,—]$/.test(last)) return -0.06;
  return LEANING.has(last.toLowerCase()) ? 0.22 : 0;
}
