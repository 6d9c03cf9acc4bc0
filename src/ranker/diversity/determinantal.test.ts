import { array, assert, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrixOf, quantise } from '../../domain/matrix.ts';
import { determinantal } from './determinantal.ts';
import { diversify } from './diversify.ts';
import { RowCosines } from './row-cosines.ts';
import { itemsAt, poolOf } from './testing/plane.ts';

/** By expansion along the first row. */
function determinant(matrix: readonly (readonly number[])[]): number {
  if (matrix.length === 0) return 1;
  return matrix[0].reduce((sum, value, column) => sum + (column % 2 ? -1 : 1) * value * determinant(matrix.slice(1).map((row) => row.filter((_, at) => at !== column))), 0);
}

describe('determinantal', () => {
  it('is the log of the volume that a candidate adds, by hand for two and three', () => {
    const variety = determinantal(3);
    expect(variety.of(1)).toBe(0);
    // S = ((1, ½, ¾), (½, 1, ½), (¾, ½, 1)): det of the first two is 1 − ¼.
    variety.meet(1, 0, 0, 0);
    expect(variety.of(1)).toBeCloseTo(Math.log(0.75), 12);
    variety.meet(2, 0, 0, 0.5);
    expect(variety.of(2)).toBeCloseTo(Math.log(1 - 0.5625), 12);
    // det of all three = 1 + 2·½·¾·½ − ¼ − ¼ − 9/16 = 5/16; over ¾ that is 5/12.
    variety.meet(2, 1, 1, 0);
    expect(variety.of(2)).toBeCloseTo(Math.log(5 / 12), 12);
  });

  it('never falls below what int8 vectors tell from 0', () => {
    const variety = determinantal(2);
    variety.meet(1, 0, 0, 1);
    expect(variety.of(1)).toBe(Math.log(1e-3));
  });

  it('chooses, of six, what the largest determinant of L chooses step by step', () => {
    const dimension = 5;
    assert(property(array(double({ min: -1, max: 1, noNaN: true }), { minLength: 6 * dimension, maxLength: 6 * dimension }), array(double({ min: 0, max: 3, noNaN: true }), { minLength: 6, maxLength: 6 }), double({ min: 0.05, max: 0.95, noNaN: true }), integer({ min: 1, max: 4 }), (numbers, gaps, lambda, k) => {
      const data = Float32Array.from(numbers);
      for (let row = 0; row < 6; row++) {
        data[row * dimension + (row % dimension)] += 1.5;
        const norm = Math.hypot(...data.subarray(row * dimension, (row + 1) * dimension));
        for (let d = 0; d < dimension; d++) data[row * dimension + d] /= norm;
      }
      const vectors = quantise(matrixOf(data, dimension, 'six'));
      const cosines = new RowCosines(vectors);
      const scores = gaps.toSorted((a, b) => b - a).map(Math.fround);
      const scale = Math.min(6, 4 * k) - 1;
      const range = scores[0] - scores[scale];
      const alpha = (1 - lambda) / (2 * lambda);
      const quality = scores.map((score) => Math.exp(alpha * (range > 0 ? (score - scores[scale]) / range : 1)));
      const similarity = (a: number, b: number): number => (a === b ? 1 : (1 + cosines.of(a, b)) / 2);
      const volume = (rows: readonly number[]): number => determinant(rows.map((a) => rows.map((b) => quality[a] * quality[b] * similarity(a, b))));
      const chosen = diversify(poolOf(...scores), { ...itemsAt(scores.map(() => 0)), vectors }, k, { diversity: lambda, variety: 'dpp' }, new Map());
      for (const [step, place] of chosen.entries()) {
        const before = chosen.slice(0, step);
        const repeats = (other: number): boolean => before.some((row) => cosines.of(row, other) >= 0.95);
        const rest = scores.flatMap((_, other) => (before.includes(other) || repeats(other) ? [] : [volume([...before, other])]));
        if (rest.length > 0) expect(volume([...before, place])).toBeGreaterThanOrEqual(Math.max(...rest) * (1 - 1e-6));
      }
      expect(chosen).toHaveLength(k);
    }));
  });
});
