import { describe, expect, it } from 'vitest';
import { matrixOf } from '../domain/matrix.ts';
import { rowDots } from './row-dots.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { ROWS_AT_ONCE, SimilarityRows } from './similarity-rows.ts';

function randomMatrix(rows: number, dimension: number): ReturnType<typeof matrixOf> {
  const random = seededRandom(rows);
  return matrixOf(Float32Array.from({ length: rows * dimension }, () => random() - 0.5), dimension, 'space');
}

describe('rowDots', () => {
  it.each([1, 3, 4, 5, 9])('agrees with a plain loop on %d rows', (rows) => {
    const matrix = randomMatrix(rows, 7);
    const vector = randomMatrix(1, 7).data;
    const out = new Float32Array(rows);
    rowDots(matrix, vector, out);
    const plain = Array.from(out, (_, row) => vector.reduce((sum, value, d) => sum + value * matrix.data[row * 7 + d], 0));
    plain.forEach((dot, row) => expect(out[row]).toBeCloseTo(dot, 6));
  });
});

describe('SimilarityRows', () => {
  it('keeps no more rows than memory allows, and stays right', () => {
    const matrix = randomMatrix(80, 3);
    const rows = new SimilarityRows(matrix, 1);
    const fresh = (item: number): Float32Array => Float32Array.from(new SimilarityRows(matrix).row(item));
    for (const item of [...matrix.spaceOf.keys(), 5, 79, 0, 31]) expect(rows.row(item)).toEqual(fresh(item));
    expect(rows.size).toBe(ROWS_AT_ONCE);
  });

  it('keeps what was asked for last', () => {
    const rows = new SimilarityRows(randomMatrix(80, 3), 1);
    const first = rows.row(0);
    for (let item = 1; item < ROWS_AT_ONCE; item++) rows.row(item);
    expect(rows.row(0)).toBe(first);
    for (let item = ROWS_AT_ONCE; item < 2 * ROWS_AT_ONCE - 21; item++) rows.row(item);
    expect(rows.row(0)).toBe(first);
  });

  it('is 0 across spaces', () => {
    const matrix = { ...matrixOf(Float32Array.of(1, 1, 1), 1, 'a'), spaces: ['a', 'b'], spaceOf: Uint8Array.of(0, 1, 0) };
    expect([...new SimilarityRows(matrix).row(0)]).toEqual([1, 0, 1]);
    expect([...new SimilarityRows(matrix).row(1)]).toEqual([0, 1, 0]);
    const foreign = { ...matrix, spaces: ['elsewhere', matrix.spaces[1]] };
    expect([...new SimilarityRows(matrix, undefined, foreign).row(0)]).toEqual([0, 0, 0]);
  });
});
