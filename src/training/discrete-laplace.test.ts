import { expect, it } from 'vitest';
import { seededRandom } from '../domain/seeded-random.ts';
import { discreteLaplace, drawsOf, secretDraws } from './discrete-laplace.ts';

const seededDraws = (seed: number) => {
  const random = seededRandom(seed);
  return drawsOf(() => Math.floor(random() * 2 ** 32));
};

it('draws evenly below any number, and draws again what would favour small ones', () => {
  const draw = seededDraws(1);
  const counts = new Float64Array(7);
  for (let n = 0; n < 70_000; n++) counts[draw(7)]++;
  expect(counts.every((count) => Math.abs(count - 10_000) < 400)).toBe(true);
  const words = [2 ** 32 - 1, 2 ** 32 - 1, 0, 5];
  // 2⁵³ − 1 is the last of an unfinished run of sevens.
  expect(drawsOf(() => words.shift()!)(7)).toBe(5);
  expect(words).toEqual([]);
});

it.each([[1, 1], [5, 2], [6000, 1000]])('is as likely as its formula says: scale %i/%i', (t, s) => {
  const draw = seededDraws(2);
  const RUNS = 40_000;
  const counts = new Map<number, number>();
  for (let n = 0; n < RUNS; n++) {
    const x = discreteLaplace(t, s, draw);
    counts.set(x, (counts.get(x) ?? 0) + 1);
  }
  const q = Math.exp(-s / t);
  for (let x = -8; x <= 8; x++) {
    const chance = ((1 - q) / (1 + q)) * q ** Math.abs(x);
    // Four standard errors.
    expect(Math.abs((counts.get(x) ?? 0) / RUNS - chance)).toBeLessThan(4 * Math.sqrt(chance / RUNS));
  }
});

it('draws from the generator of secrets, never the same twice', () => {
  const lists = [secretDraws(), secretDraws()].map((draw) => Array.from({ length: 20 }, () => draw(1000)));
  expect(lists[0]).not.toEqual(lists[1]);
  expect(lists.flat().every((value) => Number.isInteger(value) && value >= 0 && value < 1000)).toBe(true);
});
