import { circle, line, n, path, polygon, rect, stroke, through } from './marks.ts';
import type { Motif } from './marks.ts';

/** Novels: a street of houses, somebody at home in one of them. */
export const street: Motif = (random, width, height, { field, deep, mid, soft, light, accent }) => {
  let drawn = circle(width * random.between(0.2, 0.8), height * random.between(0.12, 0.26), Math.min(width, height) * random.between(0.07, 0.12), light);
  const houses = random.whole(4, 6);
  const home = random.whole(0, houses - 1);
  for (let house = 0, x = 0; house < houses; house++) {
    const wide = house === houses - 1 ? width - x : (width / houses) * random.between(0.75, 1.25);
    const top = height * random.between(0.36, 0.56);
    const wall = [deep, mid, soft][(house + home) % 3];
    const roof = wide * random.between(0.3, 0.6);
    drawn += polygon([[x, top], [x + wide / 2, top - roof], [x + wide, top], [x + wide, height], [x, height]], wall);
    drawn += windows(x, top + 6, wide, height - top - 6, wall === soft ? deep : field, house === home ? accent : null, random.whole(2, 3));
    x += wide;
  }
  return drawn;
};

function windows(x: number, y: number, width: number, height: number, pane: string, lit: string | null, columns: number): string {
  const step = width / columns;
  const rows = Math.max(2, Math.round(height / (step * 1.5)));
  let drawn = '';
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      drawn += rect(x + step * (column + 0.3), y + (height / rows) * (row + 0.15), step * 0.4, (height / rows) * 0.55, lit && row === 0 && column === 0 ? lit : pane);
    }
  }
  return drawn;
}

/** Novels: a window on a country, a chair's view. */
export const pane: Motif = (random, width, height, { deep, mid, soft, light, accent }) => {
  const [left, top, wide, tall] = [width * 0.2, height * 0.13, width * 0.6, height * 0.68];
  const [sunX, sunY] = [left + wide * random.between(0.2, 0.8), top + tall * random.between(0.2, 0.42)];
  let view = rect(0, 0, width, height, mid) + rect(left, top, wide, tall, light) + circle(sunX, sunY, wide * random.between(0.09, 0.15), accent);
  for (const [tier, colour] of [soft, mid, deep].entries()) {
    const base = top + tall * (0.56 + 0.15 * tier);
    view += path(`${through([[left, base + random.between(-9, 9)], [left + wide * 0.35, base + random.between(-13, 9)], [left + wide * 0.7, base + random.between(-9, 13)], [left + wide, base + random.between(-9, 9)]])}V${n(top + tall)}H${n(left)}Z`, colour);
  }
  const [across, down] = [random.whole(2, 3), random.whole(2, 4)];
  for (let at = 0; at <= across; at++) view += rect(left + (wide * at) / across - 2, top, 4, tall, deep);
  for (let at = 0; at <= down; at++) view += rect(left - 2, top + (tall * at) / down - 2, wide + 4, 4, deep);
  const curtainFrom = random.between(0.1, 0.17) * width;
  for (const side of [0, 1]) {
    const x = (from: number): string => n(side ? width - from : from);
    view += path(`M${x(0)} 0H${x(left + curtainFrom)}Q${x(left + curtainFrom * 0.9)} ${n(height * 0.4)} ${x(left * 0.62)} ${n(height * 0.56)}Q${x(left * 0.8)} ${n(height * 0.8)} ${x(left * 0.8)} ${n(height)}H${x(0)}Z`, soft);
  }
  return view + rect(0, height * 0.84, width, height * 0.16, deep) + rect(0, height * 0.84, width, 3, soft);
};

/** Novels: a road into the country. */
export const road: Motif = (random, width, height, { deep, mid, soft, light, accent }) => {
  const horizon = height * random.between(0.4, 0.52);
  const goal = width * random.between(0.3, 0.7);
  let drawn = circle(goal + width * random.between(-0.2, 0.2), horizon - height * random.between(0, 0.16), Math.min(width, height) * random.between(0.12, 0.18), accent);
  drawn += path(`${through([[-10, horizon - random.between(0, 12)], [width * 0.3, horizon - random.between(4, 20)], [width * 0.7, horizon - random.between(0, 12)], [width + 10, horizon - random.between(0, 18)]])}V${n(height)}H-10Z`, soft);
  drawn += path(`${through([[-10, horizon + height * 0.1], [width * 0.5, horizon + height * random.between(0.02, 0.08)], [width + 10, horizon + height * 0.12]])}V${n(height + 2)}H-10Z`, mid);
  const bend = width * random.between(-0.3, 0.3);
  drawn += path(`M${n(goal)} ${n(horizon + 3)}C${n(goal + bend)} ${n(horizon + height * 0.2)} ${n(goal - bend)} ${n(height * 0.78)} ${n(width * 0.24)} ${n(height + 4)}H${n(width * 0.72)}C${n(goal - bend + width * 0.3)} ${n(height * 0.78)} ${n(goal + bend + width * 0.1)} ${n(horizon + height * 0.2)} ${n(goal + 4)} ${n(horizon + 3)}Z`, light);
  const trees = random.whole(2, 5);
  for (let at = 0; at < trees; at++) {
    const side = at % 2 ? 1 : -1;
    const near = (at + 1) / trees;
    const [x, y, tall] = [goal + side * width * (0.16 + 0.27 * near), horizon + height * (0.07 + 0.3 * near), height * (0.12 + 0.16 * near)];
    drawn += `<ellipse cx="${n(x)}" cy="${n(y - tall * 0.62)}" rx="${n(tall * 0.17)}" ry="${n(tall * 0.42)}" fill="${deep}"/>` + line(x, y, x, y - tall * 0.4, deep, 2);
  }
  return drawn;
};

/** History: tiers of arches. */
export const arcade: Motif = (random, width, height, { deep, mid, soft, light, accent }) => {
  const tiers = random.whole(2, 3);
  let drawn = circle(width * random.between(0.25, 0.75), height * 0.2, height * 0.11, accent);
  let top = height * random.between(0.16, 0.3);
  for (let tier = 0; tier < tiers; tier++) {
    const bays = random.whole(2, 3) + (tiers - tier);
    const tall = (height - top) / (tiers - tier);
    const bay = width / bays;
    drawn += rect(0, top, width, tall, [soft, mid, deep][tier + (3 - tiers)]);
    drawn += rect(0, top, width, tall * 0.07, light);
    for (let at = 0; at < bays; at++) {
      const [left, half, foot] = [bay * (at + 0.2), bay * 0.3, top + tall];
      drawn += path(`M${n(left)} ${n(foot)}V${n(top + tall * 0.2 + half)}a${n(half)} ${n(half)} 0 0 1 ${n(2 * half)} 0V${n(foot)}Z`, tier === tiers - 1 ? mid : deep);
    }
    top += tall;
  }
  return drawn;
};

/** Travel: ridge behind ridge under a low sun, sometimes a sail. */
export const ridges: Motif = (random, width, height, { deep, mid, soft, light, accent, field }) => {
  let drawn = circle(width * random.between(0.2, 0.8), height * random.between(0.22, 0.38), height * random.between(0.1, 0.16), accent);
  for (const [tier, colour] of [light, soft, mid, deep].entries()) {
    const base = height * (0.4 + 0.15 * tier);
    const peaks = random.whole(3, 5);
    const points: [number, number][] = [[-10, base + random.between(0, 14)]];
    for (let peak = 0; peak < peaks; peak++) points.push([(width * (peak + 0.5)) / peaks, base - height * (peak % 2 ? 0.02 : 0.15) * random.between(0.5, 1.2)]);
    points.push([width + 10, base + random.between(0, 14)]);
    drawn += path(`${tier % 2 ? through(points) : `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}`}V${n(height + 10)}H-10Z`, colour);
  }
  const [x, y] = [width * random.between(0.25, 0.75), height * 0.95];
  return random.chance(0.5) ? drawn + polygon([[x, y - 30], [x, y - 5], [x + 17, y - 5]], light) + polygon([[x - 2, y - 24], [x - 2, y - 5], [x - 11, y - 5]], light) + path(`M${n(x - 14)} ${n(y - 2)}h36l-7 8h-23Z`, field) : drawn;
};

/** Mystery: a moon behind bare branches. */
export const branches: Motif = (random, width, height, { deep, soft, light, mid, accent }) => {
  const moon = { x: width * random.between(0.35, 0.65), y: height * random.between(0.3, 0.42), radius: Math.min(width, height) * random.between(0.22, 0.3) };
  let drawn = circle(moon.x, moon.y, moon.radius * 1.35, mid) + circle(moon.x, moon.y, moon.radius, random.chance(0.35) ? accent : light);
  const grow = (x: number, y: number, angle: number, length: number, thick: number): void => {
    const [endX, endY] = [x + Math.cos(angle) * length, y + Math.sin(angle) * length];
    drawn += line(x, y, endX, endY, deep, thick);
    if (length < height * 0.055) return;
    for (const side of [-1, 1]) grow(endX, endY, angle + side * random.between(0.25, 0.62), length * random.between(0.64, 0.8), thick * 0.64);
  };
  const left = random.chance(0.5);
  grow(width * (left ? 0.2 : 0.8), height + 4, -Math.PI / 2 + (left ? 0.16 : -0.16), height * 0.27, Math.max(5, height * 0.045));
  return drawn + rect(0, height * 0.97, width, height * 0.04, deep) + (random.chance(0.5) ? bird(moon.x + moon.radius * 0.2, moon.y - moon.radius * 0.3, deep) : bird(width * 0.5, height * 0.1, soft));
};

/** Mystery: a keyhole with light behind it. */
export const keyhole: Motif = (random, width, height, { deep, mid, soft, light, accent }) => {
  const [x, y] = [width / 2, height * 0.42];
  const hole = Math.min(width, height) * random.between(0.13, 0.17);
  const lit = random.chance(0.5) ? light : accent;
  let drawn = rect(0, 0, width, height, deep);
  const beams = random.whole(5, 9);
  for (let beam = 0; beam < beams; beam++) {
    const [from, to] = [beam / beams, (beam + 0.5) / beams].map((part) => width * (-0.5 + 2 * part));
    drawn += polygon([[x, y], [from, height * 1.1], [to, height * 1.1]], mid);
  }
  const plate = { wide: hole * random.between(3, 3.6), tall: hole * random.between(4.6, 5.4) };
  drawn += `<rect x="${n(x - plate.wide / 2)}" y="${n(y - plate.tall * 0.42)}" width="${n(plate.wide)}" height="${n(plate.tall)}" rx="${n(random.pick([4, plate.wide / 2, 14]))}" fill="${soft}"/>`;
  drawn += circle(x, y, hole * 1.28, mid) + circle(x, y, hole, lit) + polygon([[x - hole * 0.45, y], [x + hole * 0.45, y], [x + hole * 0.95, y + hole * 2.3], [x - hole * 0.95, y + hole * 2.3]], lit);
  const eye = random.chance(0.6);
  return drawn + (eye ? circle(x + hole * random.between(-0.3, 0.3), y + hole * random.between(-0.2, 0.2), hole * 0.42, deep) : bird(x, y, deep));
};

/** Children's books: a castle on a hill. */
export const castle: Motif = (random, width, height, { deep, mid, soft, light, accent }) => {
  const foot = height * 0.74;
  let drawn = circle(width * random.pick([0.2, 0.8]), height * 0.2, height * 0.1, light);
  const towers = random.whole(3, 5);
  for (let at = 0; at < towers; at++) {
    const wide = (width * 0.72) / towers;
    const x = width * 0.14 + at * wide;
    const top = height * random.between(0.24, 0.48);
    const wall = at % 2 ? mid : soft;
    drawn += rect(x, top, wide * 0.92, foot - top + 20, wall) + rect(x + wide * 0.36, top + wide * 0.4, wide * 0.2, wide * 0.36, deep);
    if (random.chance(0.6)) drawn += polygon([[x - 3, top], [x + wide * 0.46, top - wide * random.between(0.7, 1.1)], [x + wide * 0.92 + 3, top]], at === 1 ? accent : deep);
    else for (let tooth = 0; tooth < 3; tooth++) drawn += rect(x + wide * 0.92 * (tooth / 2.6), top - wide * 0.16, wide * 0.2, wide * 0.18, wall);
  }
  const hill = (base: number, rise: number, colour: string): string => path(`${through([[-10, base + rise], [width * 0.5, base - rise], [width + 10, base + rise]])}V${n(height + 4)}H-10Z`, colour);
  return drawn + hill(foot + 4, height * 0.05, light) + hill(height * 0.86, height * 0.03, deep);
};

function bird(x: number, y: number, colour: string): string {
  return stroke(`M${n(x - 9)} ${n(y - 3)}q6 -4 9 3q4 -7 10 -3`, colour, 1.8);
}
