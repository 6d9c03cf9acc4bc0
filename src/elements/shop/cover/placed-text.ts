import { n } from './marks.ts';
import { setText, widthOf } from './type-setting.ts';

/** The size of every cover, in its own units. */
export const COVER_WIDTH = 200;
export const COVER_HEIGHT = 300;

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One line of text (or one upright character of a vertical one) where it stands: enough to draw it and to check it. */
export interface PlacedText {
  text: string;
  /** Left edge, or the middle where `middle`. */
  x: number;
  baseline: number;
  size: number;
  /** Estimated. */
  width: number;
  middle: boolean;
  italic: boolean;
  spacing: number;
  ink: string;
  /** What lies under it. */
  ground: string;
  /** Where it has to stay. */
  box: Box;
}

export interface BlockStyle {
  sizes: readonly number[];
  maxLines: number;
  ink: string;
  ground: string;
  middle?: boolean;
  italic?: boolean;
  spacing?: number;
  /** Line height in em. */
  leading?: number;
  /** Where in its box a block stands that does not fill it. */
  align?: 'start' | 'centre' | 'end';
}

/** Sets a text into a box, in the largest of the style's sizes at which it fits both ways. */
export function placeBlock(text: string, box: Box, style: BlockStyle): PlacedText[] {
  const { ink, ground, middle = true, italic = false, spacing = 0, leading = 1.16, align = 'start' } = style;
  let set = setText(text, { width: box.width, maxLines: style.maxLines, sizes: style.sizes, spacing });
  for (let at = style.sizes.indexOf(set.size); at < style.sizes.length - 1 && heightOf(set.lines.length, set.size, leading) > box.height; at++) {
    set = setText(text, { width: box.width, maxLines: style.maxLines, sizes: style.sizes.slice(at + 1), spacing });
  }
  const free = Math.max(0, box.height - heightOf(set.lines.length, set.size, leading));
  const top = box.y + (align === 'start' ? 0 : align === 'end' ? free : free / 2);
  return set.lines.map(({ text: line, width }, row) => ({
    text: line, width, size: set.size, middle, italic, spacing, ink, ground, box,
    x: middle ? box.x + box.width / 2 : box.x,
    baseline: top + set.size * (0.82 + row * leading),
  }));
}

function heightOf(lines: number, size: number, leading: number): number {
  return size * (1.06 + (lines - 1) * leading);
}

/** Stands the characters of `text` upright under each other, centred in a column that is as high as `box`. */
export function placeColumn(text: string, box: Box, { size, ink, ground, pitch = 1.14 }: { size: number; ink: string; ground: string; pitch?: number }): PlacedText[] {
  const letters = [...text.replace(/\s+/g, '')];
  const step = Math.min(size * pitch, box.height / letters.length);
  const fitting = Math.min(size, step / 1.04);
  return letters.map((letter, at) => ({
    text: letter, width: widthOf(letter, fitting), size: fitting, middle: true, italic: false, spacing: 0, ink, ground, box,
    x: box.x + box.width / 2,
    baseline: box.y + step * at + (step - fitting) / 2 + fitting * 0.88,
  }));
}

/** Where the lowest line ends. */
export function bottomOf(texts: readonly PlacedText[]): number {
  return Math.max(...texts.map(({ baseline, size }) => baseline + size * 0.24));
}

/** The texts as SVG. */
export function drawTexts(texts: readonly PlacedText[]): string {
  return texts
    .map(({ text, x, baseline, size, middle, italic, spacing, ink }) => {
      // Spacing follows every letter, the last one too: half of it brings the line back to the middle.
      const shift = middle ? spacing / 2 : 0;
      return `<text x="${n(x + shift)}" y="${n(baseline)}" font-size="${n(size)}" fill="${ink}"${middle ? ' text-anchor="middle"' : ''}${italic ? ' font-style="italic"' : ''}${spacing ? ` letter-spacing="${n(spacing)}"` : ''}>${escape(text)}</text>`;
    })
    .join('');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
