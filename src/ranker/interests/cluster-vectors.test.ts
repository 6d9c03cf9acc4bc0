import { describe, expect, it } from 'vitest';
import { concatMatrices, matrixOf } from '../../domain/matrix.ts';
import { seededRandom, shuffle } from '../../domain/seeded-random.ts';
import { makeTopics } from '../../training/make-walks.ts';
import { clusterVectors } from './cluster-vectors.ts';
import { usualLikeness } from './usual-likeness.ts';

const angles = (...degrees: number[]) => matrixOf(Float32Array.from(degrees.flatMap((each) => [Math.cos((each * Math.PI) / 180), Math.sin((each * Math.PI) / 180)])), 2, 'plane');

/** Average linkage as it is defined: the likeliest pair of groups is joined, again and again. */
function byDefinition(matrix: ReturnType<typeof angles>, least: number): number[][] {
  const cosine = (a: number, b: number): number => Array.from({ length: matrix.dimension }, (_, d) => matrix.data[a * matrix.dimension + d] * matrix.data[b * matrix.dimension + d]).reduce((sum, each) => sum + each, 0);
  let groups = Array.from({ length: matrix.rows }, (_, row) => [row]);
  for (;;) {
    let best = { likeness: -Infinity, a: 0, b: 0 };
    for (let a = 0; a < groups.length; a++) {
      for (let b = a + 1; b < groups.length; b++) {
        const all = groups[a].flatMap((i) => groups[b].map((j) => cosine(i, j)));
        const likeness = all.reduce((sum, each) => sum + each, 0) / all.length;
        if (likeness > best.likeness) best = { likeness, a, b };
      }
    }
    if (best.likeness < least) return groups.map((rows) => rows.toSorted((a, b) => a - b)).toSorted((a, b) => a[0] - b[0]);
    groups = [...groups.filter((_, index) => index !== best.a && index !== best.b), [...groups[best.a], ...groups[best.b]]];
  }
}

describe('clusterVectors', () => {
  it('joins what is alike on average, and no more', () => {
    expect(clusterVectors(angles(0, 10, 90, 100, 180), [0.9])).toEqual([[0, 1], [2, 3], [4]]);
    expect(clusterVectors(angles(0, 10, 90, 100, 180), [2])).toEqual([[0], [1], [2], [3], [4]]);
    expect(clusterVectors(angles(0, 10, 90, 100, 180), [-1])).toEqual([[0, 1, 2, 3, 4]]);
    expect(clusterVectors(angles(), [0.5])).toEqual([]);
    expect(clusterVectors(angles(45), [0.5])).toEqual([[0]]);
  });

  it('does what the definition says, whatever the vectors', () => {
    for (let seed = 0; seed < 30; seed++) {
      const random = seededRandom(seed);
      const rows = Array.from({ length: 14 }, () => Array.from({ length: 5 }, () => random() - 0.5)).map((row) => row.map((x) => x / Math.hypot(...row)));
      const matrix = matrixOf(Float32Array.from(rows.flat()), 5, 'five');
      const least = random() - 0.3;
      expect(clusterVectors(matrix, [least]), `seed ${seed}`).toEqual(byDefinition(matrix, least));
    }
  });

  it('finds planted topics whole', () => {
    const matrix = makeTopics();
    const found = clusterVectors(matrix, usualLikeness(matrix, []).least);
    expect(found.map((rows) => rows.length)).toEqual(Array.from({ length: 8 }, () => 25));
    expect(found.every((rows) => new Set(rows.map((row) => Math.floor(row / 25))).size === 1)).toBe(true);
  });

  it('never joins two spaces, and leaves vectors of nothing alone', () => {
    const both = concatMatrices([angles(0, 1), { ...angles(0, 1), spaces: ['other'] }], 2);
    expect(clusterVectors(both, [0.5, 0.5])).toEqual([[0, 1], [2, 3]]);
    expect(clusterVectors(matrixOf(new Float32Array(6), 2, 'plane'), [0.1])).toEqual([[0], [1], [2]]);
  });

  it('one more vector moves no group that it does not join', () => {
    const matrix = makeTopics();
    const order = shuffle(Uint32Array.from({ length: 150 }, (_, row) => row), seededRandom(3));
    const rows = (count: number) => matrixOf(Float32Array.from(Array.from(order.subarray(0, count)).flatMap((row) => [...matrix.data.subarray(row * matrix.dimension, (row + 1) * matrix.dimension)])), matrix.dimension, 'case');
    const { least } = usualLikeness(matrix, []);
    const before = clusterVectors(rows(149), least);
    const after = clusterVectors(rows(150), least).map((group) => group.filter((row) => row < 149)).filter((group) => group.length > 0);
    expect(after).toEqual(before);
  });
});
