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
/** Half of what a mark takes, in pixels. */
const MARK = 6;

/** What a text takes at most, in pixels: measured text would have to be drawn first. */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const character of text) em += WIDE.test(character) ? 1.05 : NARROW_EM;
  return em * size;
}

/**
 * Places labels so that none overlaps another or leaves the frame, and each where it covers the fewest marks. Those first in
 * the list choose first; one that finds no place is left out, since what it says stands in the list beside the map too.
 *
 * @param marks middles of what a label should not cover
 */
export function placeLabels(wanted: readonly WantedLabel[], frame: { width: number; height: number }, marks: readonly { x: number; y: number }[] = []): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const label of wanted) {
    const width = textWidth(label.text, label.size);
    const height = label.size * 1.35;
    const away = label.reach + GAP + height / 2;
    const places = [
      ...[0, -width / 3, width / 3].flatMap((dx) => [{ x: label.x + dx, y: label.y - away }, { x: label.x + dx, y: label.y + away }]),
      { x: label.x + label.reach + GAP + width / 2, y: label.y },
      { x: label.x - label.reach - GAP - width / 2, y: label.y },
      ...[0, -width / 3, width / 3].flatMap((dx) => [{ x: label.x + dx, y: label.y - away - height }, { x: label.x + dx, y: label.y + away + height }]),
      { x: label.x, y: label.y },
    ].map(({ x, y }) => ({ x: Math.min(frame.width - GAP - width / 2, Math.max(GAP + width / 2, x)), y }));
    const free = places
      .filter((at) => inside(at, width, height, frame) && placed.every((other) => apart(at, width, height, other)))
      .map((at) => ({ at, covered: marks.filter((mark) => covers(at, width, height, mark)).length }))
      .toSorted((a, b) => a.covered - b.covered)[0]?.at;
    if (free) placed.push({ ...label, at: free, width, height });
  }
  return placed;
}

function inside({ x, y }: { x: number; y: number }, width: number, height: number, frame: { width: number; height: number }): boolean {
  return x - width / 2 >= 0 && x + width / 2 <= frame.width && y - height / 2 >= 0 && y + height / 2 <= frame.height;
}

function covers(at: { x: number; y: number }, width: number, height: number, mark: { x: number; y: number }): boolean {
  return Math.abs(at.x - mark.x) < width / 2 + MARK && Math.abs(at.y - mark.y) < height / 2 + MARK;
}

function apart({ x, y }: { x: number; y: number }, width: number, height: number, other: PlacedLabel): boolean {
  return Math.abs(x - other.at.x) >= (width + other.width) / 2 + GAP || Math.abs(y - other.at.y) >= (height + other.height) / 2;
}
