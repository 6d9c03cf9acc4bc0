import { describe, expect, it } from 'vitest';
import { seededRandom } from '../domain/seeded-random.ts';
import { bootstrapInterval, clustersAmong, clustersOf, compareRankers, holmCorrected, permutationTest } from './compare-rankers.ts';

const alone = (count: number) => clustersOf(Array.from({ length: count }, () => null));

it('clusters cases by user, and leaves those without one alone', () => {
  expect(clustersOf(['a', null, 'b', 'a', null])).toEqual([[0, 3], [1], [2], [4]]);
  expect(clustersAmong(clustersOf(['a', null, 'b', 'a', null]), [3, 4, 0])).toEqual([[2, 0], [1]]);
});

it('corrects p values step by step', () => {
  // Worked out by hand: 4·.01, max(.04, 3·.02), max(.06, 2·.03), max(.06, .5).
  expect(holmCorrected([0.03, 0.01, 0.5, 0.02])).toEqual([0.06, 0.04, 0.5, 0.06]);
  expect(holmCorrected([0.9, 0.8])).toEqual([1, 1]);
  expect(holmCorrected([])).toEqual([]);
});

describe('the permutation test', () => {
  it('gives the share of all signs where these are few', () => {
    // Of the 2³ signs of 1, 2, 3 two sum to ±6: p = ¼ within the permutations' chance.
    expect(permutationTest([1, 2, 3], alone(3), 1)).toBeCloseTo(0.25, 1);
  });

  it('is 1 where nothing differs, small where all do alike, and fair where signs are random', () => {
    const random = seededRandom(5);
    expect(permutationTest(new Float64Array(50), alone(50), 1)).toBe(1);
    expect(permutationTest(new Float64Array(50).fill(0.1), alone(50), 1)).toBeLessThan(0.001);
    const chances = Array.from({ length: 40 }, () => permutationTest(Float64Array.from({ length: 60 }, () => random() - 0.5), alone(60), 1));
    expect(chances.filter((p) => p < 0.2).length).toBeLessThan(16);
  });

  it('does not take the cases of one user for many', () => {
    const same = clustersOf(Array.from({ length: 60 }, (_, place) => (place < 55 ? 'one' : `user ${place}`)));
    const differences = Float64Array.from({ length: 60 }, (_, place) => (place < 55 ? 0.1 : place % 2 === 0 ? 0.1 : -0.1));
    expect(permutationTest(differences, alone(60), 1)).toBeLessThan(0.001);
    expect(permutationTest(differences, same, 1)).toBeGreaterThan(0.5);
  });
});

describe('the bootstrap interval', () => {
  it('holds the mean, and is that of the normal law for many users', () => {
    const random = seededRandom(3);
    const values = Float64Array.from({ length: 400 }, () => random());
    const [low, high] = bootstrapInterval(values, alone(400), 1);
    const mean = values.reduce((sum, value) => sum + value, 0) / 400;
    // A uniform number deviates by 1/√12.
    const error = 1.96 / Math.sqrt(12) / 20;
    expect(low).toBeCloseTo(mean - error, 2);
    expect(high).toBeCloseTo(mean + error, 2);
  });

  it('is wider where cases come from few users', () => {
    const values = Float64Array.from({ length: 100 }, (_, place) => (place < 50 ? 0 : 1));
    const width = ([low, high]: [number, number]) => high - low;
    const halves = clustersOf(Array.from({ length: 100 }, (_, place) => `user ${Math.floor(place / 10)}`));
    expect(width(bootstrapInterval(values, halves, 1))).toBeGreaterThan(2 * width(bootstrapInterval(values, alone(100), 1)));
  });
});

it('compares our own with every baseline, the best first', async () => {
  const gains = new Map([['random', new Float64Array(40)], ['attention', new Float64Array(40).fill(0.5)], ['knn', Float64Array.from({ length: 40 }, (_, place) => place % 2)]]);
  const found = await compareRankers(gains, (name) => name === 'attention', alone(40), 1, () => undefined);
  expect(found.map(({ ranker, against }) => [ranker, against])).toEqual([['attention', 'knn'], ['attention', 'random']]);
  expect(found[0]).toMatchObject({ difference: 0, p: 1, holm: 1 });
  expect(found[1]).toMatchObject({ difference: 0.5, interval: [0.5, 0.5] });
  expect(found[1].holm).toBeCloseTo(2 * found[1].p, 10);
});
