import { expect, it } from 'vitest';
import { seededRandom } from '../domain/seeded-random.ts';
import { valueAt } from '../domain/sparse-rows.ts';
import { drawsOf } from './discrete-laplace.ts';
import { pairThreshold, type Privacy, privateCounts } from './private-counts.ts';

const random = seededRandom(5);
const draw = drawsOf(() => Math.floor(random() * 2 ** 32));
/** So much ε that no noise is left: what is bounded shows. */
const BARE: Privacy = { epsilon: 1000, delta: 1e-6, bound: 3, draw };
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

it('lets one person count once for each of a few pairs and items, the nearest and newest, over all sequences', () => {
  const many = [...times(50, [0, 1]), [2, 3, 4, 5], [6, 7, 6, 7]];
  const one = privateCounts([...many, ...times(9, [8, 9])], 10, BARE, [...many.map(() => 0), ...Array.from({ length: 9 }, (_, n) => n + 1)]);
  // Of the many sequences of one person nothing reaches two people.
  expect([...one.coVisitation.starts]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2]);
  expect([...one.popularity]).toEqual([NaN, NaN, NaN, NaN, NaN, 1, 1, 1, 9, 9]);
  const each = privateCounts(many.flatMap((sequence) => [sequence, sequence]), 10, BARE, many.flatMap(() => [0, 1]));
  const published = [...Array(10).keys()].flatMap((i) => [...Array(10).keys()].filter((j) => i < j && valueAt(each.coVisitation, i, j) > 0).map((j) => [i, j]));
  expect(published).toEqual([[3, 4], [4, 5], [6, 7]]);
});

it('values pairs by published counts alone', () => {
  const { coVisitation } = privateCounts([...times(40, [0, 1]), [0, 2]], 3, BARE);
  expect(valueAt(coVisitation, 0, 1)).toBe(40 / 45);
  expect(valueAt(coVisitation, 0, 2)).toBe(0);
});

it('publishes what one person alone met no more often than δ says', () => {
  const privacy: Privacy = { epsilon: 2, delta: 0.1, bound: 2, draw };
  const RUNS = 3000;
  let published = 0;
  for (let run = 0; run < RUNS; run++) if (privateCounts([[0, 1, 2]], 3, privacy).coVisitation.columns.length > 0) published++;
  expect(published / RUNS).toBeLessThan(0.1 + 3 * Math.sqrt(0.09 / RUNS));
  // The bound is no waste: whole numbers keep it a little below.
  expect(published / RUNS).toBeGreaterThan(0.03);
  // By hand: b = 2, T = 1 + ⌈2 · ln(20 / (1 + e^−½))⌉.
  expect(pairThreshold(privacy)).toBe(1 + Math.ceil(2 * Math.log(20 / (1 + Math.exp(-0.5)))));
});

it('tells two neighbouring logs apart no better than e^ε allows, and not never', () => {
  const [EPSILON, RUNS] = [1, 6000];
  const privacy: Privacy = { epsilon: EPSILON, delta: 1e-6, bound: 1, draw };
  const log = times(30, [0, 1]);
  const counted = [log, [...log, [0, 1]]].map((sequences) => {
    const reached = new Float64Array(60);
    for (let run = 0; run < RUNS; run++) {
      const [count] = privateCounts(sequences, 2, privacy).popularity.subarray(1);
      for (let least = 0; least < reached.length; least++) if (count >= least) reached[least]++;
    }
    return reached.map((count) => count / RUNS);
  });
  const [without, including] = counted;
  const error = 4 * Math.sqrt(0.25 / RUNS);
  for (const [least, chance] of including.entries()) {
    expect(chance).toBeLessThanOrEqual(Math.exp(EPSILON / 2) * without[least] + 2 * error);
    expect(1 - without[least]).toBeLessThanOrEqual(Math.exp(EPSILON / 2) * (1 - chance) + 2 * error);
  }
  expect(Math.max(...including.map((chance, least) => chance - without[least]))).toBeGreaterThan(error);
});
