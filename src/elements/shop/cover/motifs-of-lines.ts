import { circle, line, n, path, rect, ring, stroke, through } from './marks.ts';
import type { Motif } from './marks.ts';

/** Poetry: lines that rise and fall, under a moon. */
export const waves: Motif = (random, width, height, { soft, light, accent, mid }) => {
  const lines = random.whole(9, 15);
  const [length, turn, rise] = [random.between(0.8, 1.9), random.between(0, 6), height * random.between(0.03, 0.065)];
  let drawn = circle(width * random.between(0.25, 0.75), height * random.between(0.2, 0.3), Math.min(width, height) * random.between(0.12, 0.19), accent);
  for (let at = 0; at < lines; at++) {
    const base = height * (0.42 + (0.56 * at) / lines);
    const points: [number, number][] = [];
    for (let x = -12; x <= width + 12; x += 12) points.push([x, base + Math.sin((x / width) * Math.PI * 2 * length + turn + at * 0.34) * rise * (1 + at / lines)]);
    drawn += stroke(through(points), [light, soft, mid][at % 3], 1 + (2.6 * at) / lines);
  }
  return drawn;
};

/** Drama: curtains parted on a lit stage. */
export const curtain: Motif = (random, width, height, { deep, mid, soft, light, accent }) => {
  const gap = random.between(0.16, 0.3);
  const [folds, cord] = [random.whole(4, 6), random.between(0.45, 0.68)];
  const stage = height * 0.88;
  let drawn = rect(0, 0, width, height, deep) + path(`M${n(width * 0.5)} ${n(-height * 0.1)}L${n(width * 0.2)} ${n(stage)}H${n(width * 0.8)}Z`, mid);
  drawn += `<ellipse cx="${n(width / 2)}" cy="${n(stage)}" rx="${n(width * 0.3)}" ry="${n(height * 0.05)}" fill="${light}"/>` + player(width * random.between(0.44, 0.56), stage, height * 0.15, accent);
  for (const side of [0, 1]) {
    for (let fold = folds; fold >= 1; fold--) {
      const reach = (width / 2) * (fold / folds);
      const waist = width * (0.5 - gap) * (fold / folds) * 0.62;
      const x = (from: number): string => n(side ? width - from : from);
      drawn += path(`M${x(-1)} -1H${x(reach)}Q${x(reach * 0.95)} ${n(height * cord * 0.6)} ${x(waist)} ${n(height * cord)}Q${x(waist * 1.25)} ${n(height * 0.8)} ${x(waist * 1.15)} ${n(height + 1)}H${x(-1)}Z`, fold % 2 ? soft : mid);
    }
  }
  return drawn + rect(0, 0, width, height * 0.06, light);
};

function player(x: number, foot: number, tall: number, colour: string): string {
  return path(`M${n(x - tall * 0.22)} ${n(foot)}L${n(x)} ${n(foot - tall * 0.8)}L${n(x + tall * 0.22)} ${n(foot)}Z`, colour) + circle(x, foot - tall * 0.86, tall * 0.15, colour);
}

/** Science and nature: a fern, or a leafed twig. */
export const fern: Motif = (random, width, height, { soft, light, accent, mid }) => {
  const [lean, pairs, fat] = [random.between(-0.22, 0.22), random.whole(7, 13), random.between(0.16, 0.34)];
  const stem = (part: number): [number, number] => [width * (0.5 + lean * (part - 0.5) * part * 1.6), height * (0.97 - 0.9 * part)];
  let drawn = circle(width * (lean > 0 ? 0.27 : 0.73), height * 0.24, Math.min(width, height) * 0.13, accent);
  drawn += stroke(through(Array.from({ length: 9 }, (_, at) => stem(at / 8))), light, 2);
  for (let pair = 0; pair < pairs; pair++) {
    const part = 0.14 + (0.82 * pair) / pairs;
    const [x, y] = stem(part);
    const long = Math.min(width, height) * 0.46 * Math.sin(Math.PI * (0.22 + 0.74 * part)) ** 1.2;
    for (const side of [-1, 1]) {
      const [tipX, tipY] = [x + side * long * 0.86, y - long * 0.42];
      drawn += path(`M${n(x)} ${n(y)}Q${n(x + side * long * 0.3)} ${n(y - long * (0.3 + fat))} ${n(tipX)} ${n(tipY)}Q${n(x + side * long * 0.62)} ${n(y + long * fat * 0.3)} ${n(x)} ${n(y)}Z`, (pair + (side > 0 ? 1 : 0)) % 3 === 0 ? mid : side > 0 ? soft : light);
    }
  }
  return drawn;
};

/** Essays: lines of writing that make a shape. */
export const writing: Motif = (random, width, height, { soft, light, accent, mid }) => {
  const rows = random.whole(15, 24);
  const reach = Math.min(width, height) * 0.43;
  const shape = random.whole(0, 2);
  const odd = random.whole(3, rows - 4);
  let drawn = '';
  for (let row = 0; row < rows; row++) {
    const part = (row + 0.5) / rows;
    const half = reach * [Math.sqrt(1 - (2 * part - 1) ** 2), 1 - Math.abs(2 * part - 1) * 0.9, 0.35 + 0.65 * part][shape];
    const y = height / 2 + (part - 0.5) * 2 * reach;
    let x = width / 2 - half;
    const end = width / 2 + half;
    while (x < end) {
      const word = Math.min(end - x, random.between(7, 26));
      if (word > 2) drawn += line(x, y, x + word, y, row === odd ? accent : random.pick([light, light, soft, mid]), (reach / rows) * 0.95);
      x += word + (reach / rows) * 2;
    }
  }
  return drawn;
};

/** Memoirs: the rings of a tree, or the lines of a thumb. */
export const rings: Motif = (random, width, height, { soft, light, accent, mid }) => {
  const [x, y] = [width * random.between(0.42, 0.58), height * random.between(0.42, 0.58)];
  const count = random.whole(8, 13);
  const bends = Array.from({ length: 4 }, () => [random.between(0.02, 0.075), random.between(0, 6.3)] as const);
  let drawn = '';
  for (let at = count; at >= 1; at--) {
    const radius = (Math.min(width, height) * 0.62 * at) / count;
    const points = Array.from({ length: 28 }, (_, step): [number, number] => {
      const angle = (2 * Math.PI * step) / 28;
      const bend = bends.reduce((sum, [size, turn], order) => sum + size * Math.sin(angle * (order + 1) + turn + at * 0.05), 1);
      return [x + Math.cos(angle) * radius * bend * 0.84, y + Math.sin(angle) * radius * bend * 1.08];
    });
    drawn += stroke(through(points, true), [light, soft, light, mid][at % 4], at % 4 ? 1.6 : 2.6);
  }
  return drawn + circle(x, y, Math.min(width, height) * 0.035, accent);
};

/** Children's books: a kite or balloons over hills. */
export const kites: Motif = (random, width, height, { deep, mid, soft, light, accent }) => {
  let drawn = circle(width * random.between(0.1, 0.9), height * 0.1, height * 0.12, light);
  const flyers = random.whole(2, 4);
  for (let at = 0; at < flyers; at++) {
    const [x, y, size] = [(width * (at + 0.5 + random.between(-0.15, 0.15))) / flyers, height * random.between(0.2, 0.46), Math.min(width, height) * random.between(0.09, 0.14)];
    const colour = at === 0 ? accent : [soft, light, mid][at % 3];
    const foot = height * 0.86;
    drawn += stroke(`M${n(x)} ${n(y + size)}C${n(x + 12)} ${n(y + size + 26)} ${n(x - 14)} ${n(foot - 30)} ${n(width / 2)} ${n(foot)}`, light, 0.9);
    drawn += random.chance(0.5) ? circle(x, y, size, colour) + ring(x - size * 0.3, y - size * 0.3, size * 0.22, deep, 0.9) : path(`M${n(x)} ${n(y - size * 1.3)}L${n(x + size)} ${n(y)}L${n(x)} ${n(y + size * 1.3)}L${n(x - size)} ${n(y)}Z`, colour) + line(x, y - size * 1.3, x, y + size * 1.3, deep, 0.9) + line(x - size, y, x + size, y, deep, 0.9);
  }
  for (const [tier, colour] of [soft, mid, deep].entries()) {
    const base = height * (0.74 + 0.09 * tier);
    drawn += path(`${through([[-10, base + random.between(-8, 8)], [width * 0.3, base + random.between(-16, 4)], [width * 0.7, base + random.between(-6, 14)], [width + 10, base - random.between(0, 14)]])}V${n(height + 4)}H-10Z`, colour);
  }
  return drawn;
};
