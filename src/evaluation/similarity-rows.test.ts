import { describe, expect, it } from 'vitest';
import { matrixOf } from '../domain/matrix.ts';
import { rowDots } from './row-dots.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { plainProducts } from '../kernels/plain-products.ts';
import { openSimdProducts } from '../kernels/simd/simd-products.ts';
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
    const rows = new SimilarityRows(matrix, { limitBytes: 1 });
    const fresh = (item: number): Float32Array => Float32Array.from(new SimilarityRows(matrix).rows([item])[0]);
    for (const item of [...matrix.spaceOf.keys(), 5, 79, 0, 31]) expect(rows.rows([item])).toEqual([fresh(item)]);
    expect(rows.size).toBe(ROWS_AT_ONCE);
  });

  it('keeps what was asked for last, and all that is asked for at once', () => {
    const rows = new SimilarityRows(randomMatrix(80, 3), { limitBytes: 1 });
    const span = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, n) => from + n);
    const [first] = rows.rows([0]);
    rows.rows(span(1, ROWS_AT_ONCE));
    expect(rows.rows([0])[0]).toBe(first);
    rows.rows(span(ROWS_AT_ONCE, 2 * ROWS_AT_ONCE - 21));
    expect(rows.rows([0])[0]).toBe(first);
    // The oldest row is asked for again, beside as many new ones as there is room for.
    const oldest = span(1, 80).find((item) => rows.missing([item]) === 0)!;
    const kept = rows.rows([oldest])[0];
    const others = span(0, 80).filter((item) => rows.missing([item]) === 1).slice(0, ROWS_AT_ONCE - 1);
    const [again] = rows.rows([...others, oldest]).slice(-1);
    expect(again).toBe(kept);
  });

  it.each([['plain', async () => plainProducts], ['SIMD', openSimdProducts]] as const)('by %s products gives what loops give, for any number of rows', async (_, open) => {
    const products = await open();
    // More than one part of the catalog, and no multiple of what a product takes at once.
    const matrix = randomMatrix(2050, 7);
    const keys = randomMatrix(2051, 7);
    for (const items of [[], [3], [0, 2049, 7], [1, 2, 3, 4], [5, 5, 6, 7, 8, 9, 10, 2048, 11, 12]]) {
      const [got, expected] = [new SimilarityRows(matrix, { keys, products }), new SimilarityRows(matrix, { keys })].map((each) => each.rows(items));
      expect(got.length).toBe(items.length);
      for (const [n, row] of got.entries()) expect(Math.max(...row.map((cosine, at) => Math.abs(cosine - expected[n][at])))).toBeLessThan(1e-5);
    }
  });

  it('is 0 across spaces', () => {
    const matrix = { ...matrixOf(Float32Array.of(1, 1, 1), 1, 'a'), spaces: ['a', 'b'], spaceOf: Uint8Array.of(0, 1, 0) };
    expect(new SimilarityRows(matrix).rows([0, 1]).map((row) => [...row])).toEqual([[1, 0, 1], [0, 1, 0]]);
    const foreign = { ...matrix, spaces: ['elsewhere', matrix.spaces[1]] };
    expect([...new SimilarityRows(matrix, { keys: foreign }).rows([0])[0]]).toEqual([0, 0, 0]);
  });
});
