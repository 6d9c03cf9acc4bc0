import type { Item } from '../../../domain/item.ts';
import { isChinese, shelfOf } from '../shelves.ts';
import type { ShelfKey } from '../shelves.ts';
import { eraOf, yearOf } from './era.ts';
import { pressed, stitched } from './layouts-chinese.ts';
import { WESTERN } from './layouts-western.ts';
import type { Design } from './layouts-western.ts';
import type { Motif } from './marks.ts';
import { construction, crowd, spiral, sun, tiles, worlds } from './motifs-of-figures.ts';
import { curtain, fern, kites, rings, waves, writing } from './motifs-of-lines.ts';
import { arcade, branches, castle, keyhole, pane, ridges, road, street } from './motifs-of-places.ts';
import { paletteOf } from './palette.ts';
import { COVER_HEIGHT, COVER_WIDTH, drawTexts } from './placed-text.ts';
import { Random } from './random.ts';

const MOTIFS: Record<ShelfKey, readonly Motif[]> = {
  novels: [street, pane, road], 'short-stories': [tiles], poetry: [waves], drama: [curtain], philosophy: [construction, spiral], history: [arcade], politics: [crowd], science: [fern],
  religion: [sun], essays: [writing], memoirs: [rings], travel: [ridges], children: [kites, castle], fantasy: [worlds], mystery: [branches, keyhole],
};

/** From this year on Chinese books were printed and bound as in the West. */
const CHINESE_PRESS = 1897;

const WESTERN_FACES = "'Iowan Old Style','Palatino Linotype',Palatino,'Noto Serif','Liberation Serif',Georgia,serif";
const CHINESE_FACES = "'Songti SC','Noto Serif CJK SC','Noto Serif SC','Source Han Serif SC',STSong,SimSun,serif";

/** The work's cover before it is written as SVG: its period dresses it, its shelf gives the picture, its language the layout. */
export function designCover(work: Item): Design {
  const shelf = shelfOf(work).key;
  const year = yearOf(work.publishedAt);
  const random = new Random(work.id);
  const era = eraOf(year);
  const sheet = { work, year, palette: paletteOf(shelf, era, random), random, motif: random.pick(MOTIFS[shelf]) };
  if (isChinese(work)) return (year ?? 0) >= CHINESE_PRESS ? pressed(sheet, shelf) : stitched(sheet, shelf);
  return WESTERN[era](sheet);
}

/** The cover of a work as an SVG document of 200 × 300: a family, never two alike, the same for the same work for ever. */
export function coverOf(work: Item): string {
  const { drawing, texts } = designCover(work);
  const faces = isChinese(work) ? CHINESE_FACES : WESTERN_FACES;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${COVER_WIDTH} ${COVER_HEIGHT}" width="${COVER_WIDTH * 2}" height="${COVER_HEIGHT * 2}"><g>${drawing}</g><g font-family="${faces}">${drawTexts(texts)}</g></svg>`;
}

const addresses = new Map<string, string>();

/** The cover as an address for `<img>`. */
export function coverAddress(work: Item): string {
  let address = addresses.get(work.id);
  if (!address) addresses.set(work.id, (address = `data:image/svg+xml,${encodeURIComponent(coverOf(work))}`));
  return address;
}
