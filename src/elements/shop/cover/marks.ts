import type { Palette } from './palette.ts';
import type { Random } from './random.ts';

/** The colours a picture is drawn in; `field` lies under it. */
export interface Paint {
  field: string;
  deep: string;
  mid: string;
  soft: string;
  light: string;
  accent: string;
}

/** A picture of `width` × `height` with its origin at the top left; it may draw over its edges, the layout clips. */
export type Motif = (random: Random, width: number, height: number, paint: Paint) => string;

/** Light marks on the cloth. */
export function onCloth(palette: Palette): Paint {
  return { field: palette.cloth, deep: palette.deep, mid: palette.mid, soft: palette.soft, light: palette.gilt, accent: palette.accent };
}

/** Dark marks on the paper. */
export function onPaper(palette: Palette): Paint {
  return { field: palette.paper, deep: palette.deep, mid: palette.cloth, soft: palette.mid, light: palette.soft, accent: palette.accent };
}

/** A number as a path writes it: one decimal. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export function circle(x: number, y: number, radius: number, fill: string): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="${fill}"/>`;
}

export function ring(x: number, y: number, radius: number, stroke: string, width = 1): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="none" stroke="${stroke}" stroke-width="${n(width)}"/>`;
}

export function rect(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${fill}"/>`;
}

export function frame(x: number, y: number, width: number, height: number, stroke: string, thickness = 1): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="none" stroke="${stroke}" stroke-width="${n(thickness)}"/>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, stroke: string, width = 1): string {
  return `<path d="M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}" stroke="${stroke}" stroke-width="${n(width)}" fill="none" stroke-linecap="round"/>`;
}

export function path(d: string, fill: string): string {
  return `<path d="${d}" fill="${fill}"/>`;
}

export function stroke(d: string, colour: string, width = 1): string {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

export function polygon(points: readonly (readonly [number, number])[], fill: string): string {
  return path(`M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}Z`, fill);
}

/** A smooth line through points (Catmull–Rom as cubic Béziers), as the data of a path. */
export function through(points: readonly (readonly [number, number])[], closed = false): string {
  const count = points.length;
  const at = (index: number): readonly [number, number] => (closed ? points[(index + count) % count] : points[Math.min(count - 1, Math.max(0, index))]);
  let d = `M${n(points[0][0])} ${n(points[0][1])}`;
  for (let index = 0; index < (closed ? count : count - 1); index++) {
    const [before, here, next, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    d += `C${n(here[0] + (next[0] - before[0]) / 6)} ${n(here[1] + (next[1] - before[1]) / 6)} ${n(next[0] - (after[0] - here[0]) / 6)} ${n(next[1] - (after[1] - here[1]) / 6)} ${n(next[0])} ${n(next[1])}`;
  }
  return closed ? `${d}Z` : d;
}
