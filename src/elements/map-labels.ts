/** A label that wants to stand near a point. */
export interface WantedLabel {
  id: string;
  text: string;
  /** Of what it names, in pixels: it stands above, below or beside. */
  x: number;
  y: number;
  /** Half the height of what it names. */
  reach: number;
  /** Of the type, in pixels. */
  size: number;
}

export interface PlacedLabel extends WantedLabel {
  /** Middle of the text. */
  at: { x: number; y: number };
  width: number;
  height: number;
}

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uff00-\uffef]/u;
/** Of the type's size; on the safe side of what system fonts take. */
const NARROW_EM = 0.6;
const GAP = 4;

/** What a text takes at most, in pixels: measured text would have to be drawn first. */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const character of text) em += WIDE.test(character) ? 1.05 : NARROW_EM;
  return em * size;
}

/**
 * Places labels so that none overlaps another or leaves the frame. Those first in the list choose first; one that finds no
 * place is left out, since what it says stands in the list beside the map too.
 */
export function placeLabels(wanted: readonly WantedLabel[], frame: { width: number; height: number }): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const label of wanted) {
    const width = textWidth(label.text, label.size);
    const height = label.size * 1.35;
    const away = label.reach + GAP + height / 2;
    const places = [
      { x: label.x, y: label.y - away },
      { x: label.x, y: label.y + away },
      { x: label.x + label.reach + GAP + width / 2, y: label.y },
      { x: label.x - label.reach - GAP - width / 2, y: label.y },
      { x: label.x, y: label.y },
    ].map(({ x, y }) => ({ x: Math.min(frame.width - GAP - width / 2, Math.max(GAP + width / 2, x)), y }));
    const free = places.find((at) => inside(at, width, height, frame) && placed.every((other) => apart(at, width, height, other)));
    if (free) placed.push({ ...label, at: free, width, height });
  }
  return placed;
}

function inside({ x, y }: { x: number; y: number }, width: number, height: number, frame: { width: number; height: number }): boolean {
  return x - width / 2 >= 0 && x + width / 2 <= frame.width && y - height / 2 >= 0 && y + height / 2 <= frame.height;
}

function apart({ x, y }: { x: number; y: number }, width: number, height: number, other: PlacedLabel): boolean {
  return Math.abs(x - other.at.x) >= (width + other.width) / 2 + GAP || Math.abs(y - other.at.y) >= (height + other.height) / 2;
}
