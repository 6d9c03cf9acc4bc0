import type { Item } from '../../../domain/item.ts';
import type { Era } from './era.ts';
import { circle, frame, line, n, onCloth, onPaper, path, rect } from './marks.ts';
import type { Motif, Paint } from './marks.ts';
import { doubleRule, fleuron, lozenges, meander, roman, stamped } from './ornaments.ts';
import type { Palette } from './palette.ts';
import { bottomOf, COVER_HEIGHT as H, COVER_WIDTH as W, placeBlock } from './placed-text.ts';
import type { Box, PlacedText } from './placed-text.ts';
import type { Random } from './random.ts';

/** What a layout is given. */
export interface Sheet {
  work: Pick<Item, 'title' | 'author'>;
  year: number | null;
  palette: Palette;
  random: Random;
  motif: Motif;
}

/** A cover's drawing without its texts, and its texts. */
export interface Design {
  drawing: string;
  texts: PlacedText[];
}

const LARGE = [30, 27, 24.5, 22, 20, 18, 16.5, 15, 13.5, 12.5, 11.5] as const;
const MEDIUM = LARGE.slice(2);
const NAMES = [12, 11, 10, 9.2, 8.5] as const;

/** Draws a motif into a box, clipped to it; `shape` clips it further. */
export function picture({ random, motif }: Sheet, box: Box, paint: Paint, shape: '' | 'circle' | 'arch' = ''): string {
  const { width, height } = box;
  const edge = shape === 'circle' ? circle(width / 2, height / 2, width / 2, '#000') : path(`M0 ${n(height)}V${n(width / 2)}A${n(width / 2)} ${n(width / 2)} 0 0 1 ${n(width)} ${n(width / 2)}V${n(height)}Z`, '#000');
  const inside = rect(0, 0, width, height, paint.field) + motif(random, width, height, paint);
  const clipped = shape ? `<clipPath id="window">${edge}</clipPath><g clip-path="url(#window)">${inside}</g>` : inside;
  return `<svg x="${n(box.x)}" y="${n(box.y)}" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}">${clipped}</svg>`;
}

function author(sheet: Sheet, box: Box, ink: string, ground: string, more: { middle?: boolean; italic?: boolean; spacing?: number; align?: 'start' | 'centre' | 'end' } = {}): PlacedText[] {
  return sheet.work.author ? placeBlock(sheet.work.author, box, { sizes: NAMES, maxLines: 2, ink, ground, leading: 1.2, ...more }) : [];
}

/** A painted vase over an inscription. */
function antiquity(sheet: Sheet): Design {
  const { palette, work } = sheet;
  const on = { ink: palette.ink, ground: palette.paper };
  return {
    drawing: rect(0, 0, W, H, palette.paper) + picture(sheet, { x: 0, y: 0, width: W, height: 152 }, onCloth(palette)) + meander(152, palette.deep, palette.gilt),
    texts: [
      ...placeBlock(work.title.toUpperCase(), { x: 16, y: 176, width: W - 32, height: 78 }, { sizes: MEDIUM.slice(1), maxLines: 4, spacing: 1.1, leading: 1.22, align: 'centre', ...on }),
      ...author(sheet, { x: 16, y: 262, width: W - 32, height: 26 }, on.ink, on.ground, { spacing: 0.4, align: 'end' }),
    ],
  };
}

/** An illuminated leaf. */
function manuscript(sheet: Sheet): Design {
  const { palette, work } = sheet;
  const on = { ink: palette.ink, ground: palette.paper };
  const texts = placeBlock(work.title, { x: 32, y: 164, width: W - 64, height: 76 }, { sizes: MEDIUM, maxLines: 4, align: 'centre', ...on });
  return {
    drawing: rect(0, 0, W, H, palette.cloth) + lozenges(9, 4.4, [palette.gilt, palette.accent, palette.soft]) + rect(19, 19, W - 38, H - 38, palette.paper) + frame(23, 23, W - 46, H - 46, palette.seal, 0.8) +
      circle(W / 2, 93, 60, palette.accent) + circle(W / 2, 93, 57.5, palette.paper) + picture(sheet, { x: W / 2 - 55, y: 38, width: 110, height: 110 }, onCloth(palette), 'circle'),
    texts: [...texts, ...author(sheet, { x: 30, y: 246, width: W - 60, height: 24 }, on.ink, on.ground, { italic: true, align: 'centre' })],
  };
}

/** A printed title page with a woodcut. */
function handPress(sheet: Sheet): Design {
  const { palette, work, year } = sheet;
  const on = { ink: palette.ink, ground: palette.paper };
  const title = placeBlock(work.title, { x: 24, y: 26, width: W - 48, height: 92 }, { sizes: LARGE, maxLines: 4, leading: 1.12, ...on });
  const name = author(sheet, { x: 24, y: bottomOf(title) + 5, width: W - 48, height: 26 }, on.ink, on.ground, { italic: true });
  const rule = bottomOf(name.length ? name : title) + 11;
  const top = rule + 12;
  const cut = { x: 34, y: top, width: W - 68, height: H - 46 - top };
  return {
    drawing: rect(0, 0, W, H, palette.paper) + doubleRule(10, palette.ink) + fleuron(rule, palette.seal) + picture(sheet, cut, onPaper(palette)) + frame(cut.x, cut.y, cut.width, cut.height, palette.ink, 1.4),
    texts: [...title, ...name, ...(year && year > 0 ? placeBlock(roman(year), { x: 30, y: H - 38, width: W - 60, height: 14 }, { sizes: [9.5, 8], maxLines: 1, spacing: 1.2, ...on }) : [])],
  };
}

/** A pasted label on patterned boards. */
function enlightenment(sheet: Sheet): Design {
  const { palette, work } = sheet;
  const on = { ink: palette.ink, ground: palette.paper };
  const title = placeBlock(work.title, { x: 40, y: 46, width: W - 80, height: 110 }, { sizes: MEDIUM, maxLines: 5, ...on });
  const rule = bottomOf(title) + 8;
  const name = author(sheet, { x: 38, y: rule + 8, width: W - 76, height: 26 }, on.ink, on.ground);
  const end = Math.max(118, bottomOf(name.length ? name : title) + 12);
  return {
    drawing: rect(0, 0, W, H, palette.cloth) + picture(sheet, { x: 0, y: 64, width: W, height: H - 64 }, onCloth(palette)) + rect(26, 30, W - 52, end - 30, palette.paper) + frame(29.5, 33.5, W - 59, end - 37, palette.cloth, 1.2) + frame(32.5, 36.5, W - 65, end - 43, palette.cloth, 0.5) + line(W / 2 - 14, rule, W / 2 + 14, rule, palette.seal, 1),
    texts: [...title, ...name],
  };
}

/** Publisher's cloth with gilt stamping. */
function cloth(sheet: Sheet): Design {
  const { palette, work, random } = sheet;
  const on = { ink: palette.gilt, ground: palette.cloth };
  const title = placeBlock(work.title, { x: 28, y: 34, width: W - 56, height: 92 }, { sizes: LARGE, maxLines: 4, align: 'centre', ...on });
  const round = random.chance(0.5);
  const box = round ? { x: 46, y: 138, width: 108, height: 108 } : { x: 50, y: 138, width: 100, height: 110 };
  const edge = round ? `<circle cx="100" cy="192" r="57" fill="none" stroke="${palette.gilt}" stroke-width="1"/>` : `<path d="M46.500 251.500V188A53.500 53.500 0 0 1 153.500 188V251.500Z" fill="none" stroke="${palette.gilt}" stroke-width="1"/>`;
  return {
    drawing: rect(0, 0, W, H, palette.cloth) + stamped(palette.gilt, random.between(22, 32)) + picture(sheet, box, { ...onCloth(palette), field: palette.deep }, round ? 'circle' : 'arch') + edge,
    texts: [...title, ...author(sheet, { x: 40, y: 256, width: W - 80, height: 24 }, on.ink, on.ground, { align: 'centre' })],
  };
}

/** A tall arched window over a pale panel. */
function nouveau(sheet: Sheet): Design {
  const { palette, work } = sheet;
  const on = { ink: palette.ink, ground: palette.paper };
  const title = placeBlock(work.title, { x: 20, y: 192, width: W - 40, height: 68 }, { sizes: MEDIUM, maxLines: 4, align: 'centre', ...on });
  return {
    drawing: rect(0, 0, W, H, palette.paper) + rect(0, 0, W, 184, palette.light) + picture(sheet, { x: 20, y: 16, width: W - 40, height: 168 }, onCloth(palette), 'arch') + rect(0, 184, W, 2.4, palette.cloth),
    texts: [...title, ...author(sheet, { x: 20, y: 265, width: W - 40, height: 25 }, on.ink, on.ground, { italic: true, align: 'centre' })],
  };
}

/** Flat colour and a picture to the edges, the title ranged left. */
function modern(sheet: Sheet): Design {
  const { palette, work, random } = sheet;
  const dark = random.chance(0.5);
  const [ground, ink] = dark ? [palette.cloth, palette.gilt] : [palette.paper, palette.ink];
  const low = random.chance(0.4);
  const title = placeBlock(work.title, { x: 16, y: low ? 196 : 20, width: W - 34, height: 66 }, { sizes: LARGE, maxLines: 4, middle: false, leading: 1.08, ground, ink });
  const name = author(sheet, { x: 16, y: low ? 264 : 88, width: W - 34, height: 25 }, ink, ground, { middle: false, align: low ? 'end' : 'centre' });
  const paint = dark ? { ...onPaper(palette), field: palette.light } : onCloth(palette);
  return {
    drawing: rect(0, 0, W, H, ground) + picture(sheet, { x: 0, y: low ? 0 : 122, width: W, height: low ? 180 : 178 }, paint) + rect(0, low ? 180 : 116, W, 6, palette.accent),
    texts: [...title, ...name],
  };
}

/** How an era dresses a Western work. */
export const WESTERN: Record<Era, (sheet: Sheet) => Design> = { antiquity, manuscript, 'hand-press': handPress, enlightenment, cloth, nouveau, modern };
