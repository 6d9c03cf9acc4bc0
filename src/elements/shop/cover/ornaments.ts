import { COVER_HEIGHT, COVER_WIDTH } from './placed-text.ts';
import { circle, frame, line, n, path, polygon, stroke } from './marks.ts';

/** A Greek key from edge to edge, 12 high. */
export function meander(y: number, ground: string, mark: string): string {
  let d = '';
  for (let x = -4; x < COVER_WIDTH; x += 16) d += `M${x} ${y + 10}V${y + 2}H${x + 11}V${y + 7.5}H${x + 5}`;
  return `<rect y="${y}" width="${COVER_WIDTH}" height="12" fill="${ground}"/>${`<path d="${d}" fill="none" stroke="${mark}" stroke-width="1.8"/>`}`;
}

/** A border of lozenges round the whole cover, as of an illuminated page. */
export function lozenges(inset: number, size: number, colours: readonly string[]): string {
  let drawn = '';
  const put = (x: number, y: number, at: number): void => {
    drawn += polygon([[x, y - size], [x + size, y], [x, y + size], [x - size, y]], colours[at % colours.length]);
  };
  const across = Math.round((COVER_WIDTH - 2 * inset) / (size * 2.5));
  const down = Math.round((COVER_HEIGHT - 2 * inset) / (size * 2.5));
  for (let at = 0; at <= across; at++) for (const y of [inset, COVER_HEIGHT - inset]) put(inset + ((COVER_WIDTH - 2 * inset) * at) / across, y, at);
  for (let at = 1; at < down; at++) for (const x of [inset, COVER_WIDTH - inset]) put(x, inset + ((COVER_HEIGHT - 2 * inset) * at) / down, at);
  return drawn;
}

/** A double rule round the cover, as of a printed title page. */
export function doubleRule(inset: number, mark: string): string {
  return frame(inset, inset, COVER_WIDTH - 2 * inset, COVER_HEIGHT - 2 * inset, mark, 1.8) + frame(inset + 4, inset + 4, COVER_WIDTH - 2 * inset - 8, COVER_HEIGHT - 2 * inset - 8, mark, 0.6);
}

/** A printer's flower between two rules. */
export function fleuron(y: number, mark: string, wide = 26): string {
  const x = COVER_WIDTH / 2;
  const leaf = (side: number): string => path(`M${n(x)} ${n(y)}q${n(side * 4)} -7 ${n(side * 9)} -3q${n(-side * 3)} 5 ${n(-side * 9)} 3q${n(side * 4)} 7 ${n(side * 9)} 3q${n(-side * 3)} -5 ${n(-side * 9)} -3Z`, mark);
  return leaf(-1) + leaf(1) + line(x - wide - 12, y, x - 13, y, mark, 0.8) + line(x + 13, y, x + wide + 12, y, mark, 0.8);
}

/** A gilt frame as stamped on cloth: two lines with a curl in every corner. */
export function stamped(mark: string, curl: number): string {
  let drawn = frame(9, 9, COVER_WIDTH - 18, COVER_HEIGHT - 18, mark, 1.6) + frame(14, 14, COVER_WIDTH - 28, COVER_HEIGHT - 28, mark, 0.6);
  for (const [turnX, turnY] of [[1, 1], [-1, 1], [1, -1], [-1, -1]]) {
    const [x, y] = [turnX > 0 ? 14 : COVER_WIDTH - 14, turnY > 0 ? 14 : COVER_HEIGHT - 14];
    const at = (dx: number, dy: number): string => `${n(x + turnX * dx)} ${n(y + turnY * dy)}`;
    drawn += stroke(`M${at(0, curl)}C${at(curl * 0.2, curl * 0.3)} ${at(curl * 0.3, curl * 0.2)} ${at(curl, 0)}`, mark, 0.9);
    drawn += stroke(`M${at(2, curl * 0.62)}C${at(curl * 0.5, curl * 0.75)} ${at(curl * 0.75, curl * 0.5)} ${at(curl * 0.62, 2)}`, mark, 0.9) + circle(x + turnX * curl * 0.27, y + turnY * curl * 0.27, 1.7, mark);
  }
  return drawn;
}

/** The seams and threads of a stitched Chinese volume, along its right edge. */
export function stitches(mark: string, holes: number): string {
  const x = COVER_WIDTH - 15;
  let drawn = line(x, -2, x, COVER_HEIGHT + 2, mark, 1.1);
  for (let at = 0; at < holes; at++) {
    const y = COVER_HEIGHT * (0.05 + (0.9 * at) / (holes - 1));
    drawn += line(x, y, COVER_WIDTH + 2, y, mark, 1.1);
  }
  return drawn;
}

const NUMERALS: readonly [number, string][] = [
  [1000, 'M'], [900, 'CM'], [500, 'D'], [400, 'CD'], [100, 'C'], [90, 'XC'], [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I'],
];

/** A year as title pages print it. */
export function roman(year: number): string {
  let rest = year;
  let written = '';
  for (const [value, letters] of NUMERALS) {
    for (; rest >= value; rest -= value) written += letters;
  }
  return written;
}
