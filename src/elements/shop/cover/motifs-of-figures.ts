import { circle, line, n, path, polygon, rect, ring, stroke } from './marks.ts';
import type { Motif } from './marks.ts';

/** Short stories: quarter circles on a grid, one tile unlike the rest. */
export const tiles: Motif = (random, width, height, { deep, mid, soft, light, accent }) => {
  const across = random.whole(3, 4);
  const side = width / across;
  const down = Math.ceil(height / side);
  const odd = random.whole(0, across * Math.floor(height / side) - 1);
  let drawn = '';
  for (let at = 0; at < across * down; at++) {
    const [x, y] = [(at % across) * side, Math.floor(at / across) * side];
    const [ground, shape] = random.pick([[deep, light], [mid, deep], [soft, deep], [light, mid], [deep, soft]] as const);
    drawn += rect(x, y, side + 0.3, side + 0.3, ground);
    const [right, low] = [random.chance(0.5), random.chance(0.5)];
    const [cornerX, cornerY] = [right ? x + side : x, low ? y + side : y];
    const [toX, toY] = [right ? x : x + side, low ? y : y + side];
    drawn += path(`M${n(cornerX)} ${n(cornerY)}L${n(toX)} ${n(cornerY)}A${n(side)} ${n(side)} 0 0 ${right === low ? 1 : 0} ${n(cornerX)} ${n(toY)}Z`, at === odd ? accent : shape);
  }
  return drawn;
};

/** Philosophy: a construction with compass and ruler. */
export const construction: Motif = (random, width, height, { mid, soft, light, accent, deep }) => {
  const radius = Math.min(width, height) * random.between(0.26, 0.33);
  const [x, y] = [width / 2, height / 2];
  const points = random.whole(3, 7);
  const turn = random.between(0, Math.PI);
  const at = (index: number): [number, number] => [x + Math.cos(turn + (2 * Math.PI * index) / points) * radius, y + Math.sin(turn + (2 * Math.PI * index) / points) * radius];
  let drawn = circle(x, y, radius, mid);
  for (let index = 0; index < points; index++) drawn += ring(...at(index), radius * (points < 5 ? 1 : 0.7), soft, 0.9);
  drawn += ring(x, y, radius, light, 1.4) + stroke(`M${Array.from({ length: points }, (_, index) => at(index).map(n).join(' ')).join('L')}Z`, light, 1.6);
  const step = points > 4 ? 2 : 1;
  for (let index = 0; index < points; index++) drawn += line(...at(index), ...at(index + step), light, 0.8) + circle(...at(index), 3, light);
  return drawn + circle(x, y, radius * random.between(0.12, 0.24), accent) + circle(x, y, 1.6, deep);
};

/** Politics: the many, and the one. */
export const crowd: Motif = (random, width, height, { soft, light, accent, mid }) => {
  const across = random.whole(6, 9);
  const step = width / (across + 0.6);
  const down = Math.floor(height / step);
  const [oneX, oneY] = [random.whole(1, across - 2), random.whole(1, Math.max(1, down - 2))];
  const shape = random.whole(0, 3);
  let drawn = '';
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      const [x, y] = [step * (column + 0.8), (height / down) * (row + 0.5)];
      const far = Math.hypot(column - oneX, row - oneY);
      const big = [0.38, 0.16 + 0.26 * (row / down), Math.max(0.12, 0.42 - far * 0.045), column % 2 === row % 2 ? 0.4 : 0.2][shape];
      drawn += column === oneX && row === oneY ? circle(x, y, step * 0.46, accent) : circle(x, y, step * big, far < 2.3 ? light : (row + column) % 3 ? soft : mid);
    }
  }
  return drawn;
};

/** Religion and myth: a disc with rays and rings. */
export const sun: Motif = (random, width, height, { deep, mid, soft, light, accent }) => {
  const [x, y] = [width / 2, height * random.pick([0.5, 0.5, 0.62])];
  const reach = Math.hypot(width, height);
  const rays = random.whole(9, 20) * 2;
  const inner = Math.min(width, height) * random.between(0.15, 0.22);
  let drawn = '';
  for (let ray = 0; ray < rays; ray++) {
    const [from, to] = [(2 * Math.PI * ray) / rays, (2 * Math.PI * (ray + random.between(0.42, 0.5))) / rays];
    drawn += polygon([[x, y], [x + Math.cos(from) * reach, y + Math.sin(from) * reach], [x + Math.cos(to) * reach, y + Math.sin(to) * reach]], ray % 2 ? mid : deep);
  }
  drawn += circle(x, y, inner * 1.9, deep) + ring(x, y, inner * 1.66, soft, 1.2);
  const petals = random.whole(8, 16);
  for (let petal = 0; petal < petals; petal++) {
    drawn += `<ellipse cx="${n(x)}" cy="${n(y - inner * 1.22)}" rx="${n(inner * (1.9 / petals))}" ry="${n(inner * 0.42)}" fill="${light}" transform="rotate(${n((360 * petal) / petals)} ${n(x)} ${n(y)})"/>`;
  }
  return drawn + circle(x, y, inner * 0.72, accent);
};

/** Fantasy and science fiction: worlds on their courses. */
export const worlds: Motif = (random, width, height, { deep, mid, soft, light, accent }) => {
  let drawn = '';
  for (let star = 0; star < 46; star++) drawn += circle(random.between(0, width), random.between(0, height), random.between(0.5, 1.4), star % 5 ? light : accent);
  const [x, y] = [width * random.between(0.3, 0.7), height * random.between(0.4, 0.62)];
  const big = Math.min(width, height) * random.between(0.22, 0.32);
  const tilt = n(random.between(-28, 28));
  for (let course = 1; course <= 3; course++) drawn += ring(x, y, big * (1.15 + course * 0.42), mid, 0.9);
  drawn += circle(x, y, big, mid) + `<clipPath id="world">${circle(x, y, big, '#000')}</clipPath><g clip-path="url(#world)">${circle(x - big * 0.35, y - big * 0.3, big * 1.02, soft)}</g>`;
  if (random.chance(0.6)) drawn += `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(big * 1.6)}" ry="${n(big * 0.34)}" fill="none" stroke="${light}" stroke-width="2.4" transform="rotate(${tilt} ${n(x)} ${n(y)})"/>`;
  const angle = random.between(0, 2 * Math.PI);
  return drawn + circle(x + Math.cos(angle) * big * 1.57, y + Math.sin(angle) * big * 1.57, big * 0.2, accent) + circle(x - Math.cos(angle) * big * 1.99, y - Math.sin(angle) * big * 1.99, big * 0.11, deep);
};

/** Philosophy: a stair that turns about a middle. */
export const spiral: Motif = (random, width, height, { deep, mid, soft, light, accent }) => {
  const [x, y] = [width / 2, height / 2];
  const reach = Math.min(width, height) * 0.46;
  const [steps, turns, sense] = [random.whole(16, 30), random.between(1.4, 2.6), random.pick([-1, 1])];
  const start = random.between(0, 2 * Math.PI);
  let drawn = '';
  for (let step = steps; step >= 1; step--) {
    const [near, far] = [step - 1, step].map((each) => start + sense * turns * 2 * Math.PI * (each / steps));
    const radius = reach * (0.2 + 0.8 * (step / steps));
    drawn += path(`M${n(x)} ${n(y)}L${n(x + Math.cos(near) * radius)} ${n(y + Math.sin(near) * radius)}A${n(radius)} ${n(radius)} 0 0 ${sense > 0 ? 1 : 0} ${n(x + Math.cos(far) * radius)} ${n(y + Math.sin(far) * radius)}Z`, [light, soft, mid, deep][step % 4]);
  }
  return drawn + circle(x, y, reach * random.between(0.09, 0.15), accent);
};
