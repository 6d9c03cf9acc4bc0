import type { ShelfKey } from '../shelves.ts';
import type { Design, Sheet } from './layouts-western.ts';
import { picture } from './layouts-western.ts';
import { frame, onCloth, onPaper, rect } from './marks.ts';
import { stitches } from './ornaments.ts';
import { COVER_HEIGHT as H, COVER_WIDTH as W, placeColumn } from './placed-text.ts';
import type { PlacedText } from './placed-text.ts';

/** The character that the seal of a shelf shows. */
const SEALS: Record<ShelfKey, string> = {
  novels: '说', 'short-stories': '短', poetry: '诗', drama: '戏', philosophy: '哲', history: '史', politics: '政', science: '科',
  religion: '神', essays: '文', memoirs: '传', travel: '游', children: '童', fantasy: '奇', mystery: '疑',
};

/** A stitched volume: dark cloth, threads at the right, the title slip at the upper left. */
export function stitched(sheet: Sheet, shelf: ShelfKey): Design {
  const { palette, work, random } = sheet;
  const letters = [...work.title].length;
  const size = Math.min(27, 196 / (letters * 1.14));
  const slip = { x: 20, y: 20, width: size + 15, height: Math.max(104, size * 1.14 * letters + 22) };
  const inner = { x: slip.x, y: slip.y + (slip.height - size * 1.14 * letters) / 2, width: slip.width, height: size * 1.14 * letters };
  const title = placeColumn(work.title, inner, { size, ink: palette.ink, ground: palette.paper });
  const name = nameColumn(sheet, slip.x + slip.width + 9, 24, palette.gilt, palette.cloth);
  const seal = sealed(shelf, slip.x + slip.width / 2 - 9, slip.y + slip.height + 9, sheet);
  const muted = { ...onCloth(palette), light: palette.soft, field: palette.cloth };
  const wide = W - 15 - (slip.x + slip.width + 34);
  return {
    drawing: rect(0, 0, W, H, palette.cloth) + picture(sheet, { x: W - 15 - wide, y: H - random.between(150, 190), width: wide, height: 200 }, muted) + rect(0, H - 12, W, 12, palette.cloth) + stitches(palette.gilt, random.whole(4, 6)) +
      rect(slip.x, slip.y, slip.width, slip.height, palette.paper) + frame(slip.x + 2.5, slip.y + 2.5, slip.width - 5, slip.height - 5, palette.ink, 1) + seal.drawing,
    texts: [...title, ...name, seal.text],
  };
}

/** A volume of the presses of Shanghai: pale paper, the title in the first column at the right, a picture below. */
export function pressed(sheet: Sheet, shelf: ShelfKey): Design {
  const { palette, work, random } = sheet;
  const letters = [...work.title].length;
  const size = Math.min(33, 232 / (letters * 1.12));
  const slip = { x: W - 30 - size, y: 22, width: size + 16, height: size * 1.12 * letters + 20 };
  const title = placeColumn(work.title, { x: slip.x, y: slip.y + 10, width: slip.width, height: size * 1.12 * letters }, { size, ink: palette.gilt, ground: palette.cloth, pitch: 1.12 });
  const name = nameColumn(sheet, slip.x - 24, 28, palette.ink, palette.paper);
  const top = Math.round(random.between(120, 150));
  const seal = sealed(shelf, 18, 22, sheet);
  return {
    drawing: rect(0, 0, W, H, palette.paper) + picture(sheet, { x: 0, y: top, width: slip.x - 34, height: H - top }, onPaper(palette)) + rect(0, top - 5, slip.x - 34, 5, palette.accent) +
      rect(slip.x, 0, slip.width, H, palette.cloth) + frame(slip.x + 3, slip.y, slip.width - 6, slip.height, palette.gilt, 0.8) + seal.drawing,
    texts: [...title, ...name, seal.text],
  };
}

function nameColumn(sheet: Sheet, x: number, y: number, ink: string, ground: string): PlacedText[] {
  const { author } = sheet.work;
  return author ? placeColumn(author, { x, y, width: 16, height: 88 }, { size: 12, ink, ground, pitch: 1.2 }) : [];
}

function sealed(shelf: ShelfKey, x: number, y: number, { palette }: Sheet): { drawing: string; text: PlacedText } {
  const box = { x: x + 2.5, y: y + 2.5, width: 13, height: 13 };
  const [text] = placeColumn(SEALS[shelf], box, { size: 12, ink: palette.paper, ground: palette.seal });
  return { drawing: `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="18" height="18" rx="2" fill="${palette.seal}"/>`, text };
}
