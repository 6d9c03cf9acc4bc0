import { assert, float, integer, property, array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendRows, BLOCK_ROWS, blockOffset, blocksSizeBytes, concatMatrices, dequantise, matrixOf, NO_SPACE, pickRows, quantise, rowOf, spacesAsIn } from './matrix.ts';

const random = (rows: number, dimension: number, seed = 1) => matrixOf(Float32Array.from({ length: rows * dimension }, (_, i) => Math.sin(i * 12.9898 + seed)), dimension, 'test');

describe('quantise', () => {
  it('stays within half a step of every number', () => {
    assert(property(array(float({ min: -4, max: 4, noNaN: true }), { minLength: 1, maxLength: 90 }), (numbers) => {
      const matrix = matrixOf(Float32Array.from(numbers), numbers.length, 'test');
      const { data } = dequantise(quantise(matrix));
      const step = Math.max(...numbers.map(Math.abs)) / 127;
      // Below 1e-30 a row is zero: all of it is lost.
      const most = step < 1.001e-30 ? step * 127.1 : step * 0.5001;
      data.forEach((value, i) => expect(Math.abs(value - numbers[i])).toBeLessThanOrEqual(most));
    }));
  });

  it('gives a row too small to divide by its scale up', () => {
    expect([...dequantise(quantise(matrixOf(Float32Array.of(1.2e-28, -1e-29), 2, 'test'))).data]).toEqual([0, 0]);
  });

  it('never gives −128', () => {
    expect(Math.min(...quantise(random(70, 40)).blocks)).toBe(-127);
  });

  it('gives a zero row scale 0', () => {
    const { scales, blocks } = quantise(matrixOf(new Float32Array(8), 4, 'test'));
    expect([...scales]).toEqual([0, 0]);
    expect(blocks.every((value) => value === 0)).toBe(true);
  });

  it.each([Number.NaN, Infinity, -Infinity])('refuses %s and names the place', (bad) => {
    const matrix = random(3, 5);
    matrix.data[7] = bad;
    expect(() => quantise(matrix)).toThrow(`got ${bad} in row 1, column 2`);
  });

  it('lays 16 dimensions of 64 rows side by side', () => {
    expect(blockOffset(0, 0, 384)).toBe(0);
    expect(blockOffset(1, 0, 384)).toBe(16);
    expect(blockOffset(0, 16, 384)).toBe(BLOCK_ROWS * 16);
    expect(blockOffset(64, 0, 384)).toBe(64 * 384);
    expect(blocksSizeBytes(65, 33)).toBe(2 * 64 * 64);
  });
});

describe('rows', () => {
  it('picks and appends rows of any size', () => {
    assert(property(integer({ min: 1, max: 140 }), integer({ min: 1, max: 70 }), (rows, dimension) => {
      const matrix = quantise(random(rows, dimension));
      const picked = pickRows(matrix, [rows - 1, 0]);
      expect(rowOf(dequantise(picked), 0)).toEqual(rowOf(dequantise(matrix), rows - 1));
      const both = appendRows(picked, matrix);
      expect(both.rows).toBe(rows + 2);
      expect(rowOf(dequantise(both), 1)).toEqual(rowOf(dequantise(matrix), 0));
      expect(rowOf(dequantise(both), rows + 1)).toEqual(rowOf(dequantise(matrix), rows - 1));
    }), { numRuns: 30 });
  });

  it('refuses rows of another dimension', () => {
    expect(() => appendRows(quantise(random(1, 4)), quantise(random(1, 5)))).toThrow('expected rows of 4, got 5');
    expect(() => concatMatrices([random(1, 4), random(1, 5)], 4)).toThrow('expected rows of 4, got 5');
    expect(() => matrixOf(new Float32Array(7), 3, 'test')).toThrow('expected whole rows of 3 numbers, got 7 numbers');
  });

  it('numbers spaces alike', () => {
    const a = matrixOf(new Float32Array(2), 1, 'a');
    const b = matrixOf(new Float32Array(1), 1, 'b');
    const all = concatMatrices([a, b, a], 1);
    expect(all.spaces).toEqual(['a', 'b']);
    expect([...all.spaceOf]).toEqual([0, 0, 1, 0, 0]);
    expect([...spacesAsIn(all, ['b'])]).toEqual([NO_SPACE, NO_SPACE, 0, NO_SPACE, NO_SPACE]);
  });
});
