import { assert, property, array, double, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrixOf, quantise } from '../domain/matrix.ts';
import { cosine, diversify, type Pool } from './diversify.ts';

/** Unit vectors at angles, in the plane. */
const plane = (...degrees: number[]) => quantise(matrixOf(Float32Array.from(degrees.flatMap((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)])), 2, 'plane'));
const pool = (...scores: number[]): Pool => ({ rows: Uint32Array.from(scores.keys()), scores: Float32Array.from(scores) });

describe('diversify', () => {
  it('keeps the order of the scores at 0, whatever the vectors', () => {
    assert(property(array(double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 30 }), integer({ min: 0, max: 40 }), (scores, k) => {
      const sorted = scores.toSorted((a, b) => b - a);
      expect(diversify(pool(...sorted), plane(...sorted.map((score) => score * 20)), k, 0, null)).toEqual([...sorted.keys()].slice(0, k));
    }));
  });

  it('gives k distinct places, all of the pool when k is larger', () => {
    assert(property(array(double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 20 }), integer({ min: 0, max: 30 }), double({ min: 0, max: 1, noNaN: true }), (scores, k, lambda) => {
      const sorted = scores.toSorted((a, b) => b - a);
      const chosen = diversify(pool(...sorted), plane(...sorted.map((score) => score * 20)), k, lambda, null);
      expect(new Set(chosen).size).toBe(Math.min(k, scores.length));
      if (lambda < 1 && k > 0) expect(sorted[chosen[0]]).toBe(sorted[0]);
    }));
  });

  it('takes the different one before the similar one', () => {
    expect(diversify(pool(3, 2.9, 2.8), plane(0, 25, 90), 2, 0.5, null)).toEqual([0, 2]);
  });

  it('passes a near duplicate over while anything else is left', () => {
    expect(diversify(pool(3, 2.9, 0), plane(0, 1, 120), 3, 0.01, null)).toEqual([0, 2, 1]);
  });

  it('passes further variants of a product over', () => {
    expect(diversify(pool(3, 2.9, 0), plane(0, 60, 120), 3, 0.01, Int32Array.of(7, 7, -1))).toEqual([0, 2, 1]);
  });

  it('refuses a diversity outside 0 … 1', () => {
    expect(() => diversify(pool(1), plane(0), 1, 1.1, null)).toThrow('expected diversity from 0 to 1, got 1.1');
    expect(() => diversify(pool(1), plane(0), 1, Number.NaN, null)).toThrow(RangeError);
  });
});

describe('cosine', () => {
  it('is that of the int8 rows, and 0 across spaces', () => {
    const vectors = plane(0, 60);
    expect(cosine(vectors, 0, 1)).toBeCloseTo(0.5, 2);
    expect(cosine({ ...vectors, spaces: ['a', 'b'], spaceOf: Uint8Array.of(0, 1) }, 0, 1)).toBe(0);
  });
});
