import type { ShelfKey } from '../shelves.ts';
import { oklch } from './colour.ts';
import type { Era } from './era.ts';
import type { Random } from './random.ts';

/** The colours of one cover. Text stands on `paper` in `ink`, or on `cloth` in `gilt`; the rest is for pictures. */
export interface Palette {
  paper: string;
  ink: string;
  cloth: string;
  gilt: string;
  /** Fields and marks of the picture, dark to light. */
  deep: string;
  mid: string;
  soft: string;
  light: string;
  accent: string;
  /** Cinnabar of a seal. */
  seal: string;
}

/** The hues of a shelf, in degrees; large shelves have several, so that they do not come out in one colour. */
const HUES: Record<ShelfKey, readonly number[]> = {
  novels: [20, 20, 345, 48, 255, 165], 'short-stories': [58, 32, 195], poetry: [352, 325, 20], drama: [12, 28, 300], philosophy: [248, 262, 225], history: [42, 30, 58],
  politics: [158, 140, 25], science: [182, 160], religion: [82, 65, 40], essays: [118, 105, 232], memoirs: [312, 290, 335], travel: [222, 205], children: [66, 88, 40],
  fantasy: [276, 258], mystery: [295, 278, 310],
};

/** How dark and how strong an era's cloth is: lightness, chroma. */
const CLOTHS: Record<Era, readonly [number, number]> = {
  antiquity: [0.44, 0.1],
  manuscript: [0.4, 0.11],
  'hand-press': [0.36, 0.06],
  enlightenment: [0.42, 0.065],
  cloth: [0.34, 0.075],
  nouveau: [0.38, 0.085],
  modern: [0.46, 0.12],
};

/** What stands beside the shelf's own hue: near, warm, or across. */
const TURNS = [45, -45, 60, 160, 195] as const;

/** A palette for a shelf and an era; `random` shifts it a little, so that neighbours differ. */
export function paletteOf(shelf: ShelfKey, era: Era, random: Random): Palette {
  const hue = random.pick(HUES[shelf]) + random.between(-9, 9);
  const across = hue + random.pick(TURNS);
  const [lightness, chroma] = CLOTHS[era];
  const cloth = lightness + random.between(-0.05, 0.03);
  // Old paper is browner than new.
  const age = era === 'modern' ? 0.012 : era === 'nouveau' || era === 'cloth' ? 0.022 : 0.032;
  return {
    paper: oklch(random.between(0.93, 0.955), age, 86),
    ink: oklch(0.27, 0.04, hue),
    cloth: oklch(cloth, chroma, hue),
    gilt: oklch(0.91, 0.055, 88),
    deep: oklch(cloth - 0.12, chroma * 0.8, hue),
    mid: oklch(cloth + 0.16, chroma, hue),
    soft: oklch(0.78, 0.075, hue + 12),
    light: oklch(0.9, 0.045, hue + 30),
    accent: oklch(0.76, 0.095, across),
    seal: oklch(0.5, 0.17, 29),
  };
}
