import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf, topOf } from './protocol.ts';
import { tieKey, tieSalt } from './tie-order.ts';

const NOTHING = new Uint8Array(6);

describe('placeOf', () => {
  it('ranks the target exactly, excluded rows left out', () => {
    const scores = Float32Array.of(0.9, 0.1, 0.5, 0.7, 0.3, -2);
    expect(placeOf(2, scores, NOTHING, 1)).toEqual({ rank: 3, candidates: 6, below: 3 });
    expect(placeOf(2, scores, Uint8Array.of(1, 0, 0, 0, 1, 0), 1)).toEqual({ rank: 2, candidates: 4, below: 2 });
  });

  it('ranks a lone candidate first', () => {
    expect(placeOf(0, Float32Array.of(0), new Uint8Array(1), 1)).toEqual({ rank: 1, candidates: 1, below: 0 });
  });

  it('takes infinite scores as they are and refuses NaN', () => {
    expect(placeOf(1, Float32Array.of(Infinity, -Infinity), new Uint8Array(2), 1).rank).toBe(2);
    expect(() => placeOf(0, Float32Array.of(1, NaN), new Uint8Array(2), 1)).toThrow(/expected comparable scores, got NaN in row 1/);
    expect(() => placeOf(0, Float32Array.of(NaN, 1), new Uint8Array(2), 1)).toThrow(RangeError);
  });

  it('gives tied rows every place about equally often over the cases', () => {
    const scores = new Float32Array(6);
    const times = new Uint32Array(7);
    for (let index = 0; index < 6000; index++) times[placeOf(0, scores, NOTHING, tieSalt(7, index)).rank]++;
    for (let rank = 1; rank <= 6; rank++) expect(Math.abs(times[rank] - 1000)).toBeLessThan(150);
  });
});

describe('topOf', () => {
  const scored = fc.record({
    scores: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 60 }),
    excluded: fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
    k: fc.integer({ min: 1, max: 70 }),
    salt: fc.integer(),
  });

  it('is a prefix of the whole order, and agrees with placeOf', () => {
    fc.assert(
      fc.property(scored, ({ scores: values, excluded: out, k, salt }) => {
        const scores = Float32Array.from(values);
        const excluded = Uint8Array.from(scores, (_, row) => Number(out[row]));
        const top = topOf(k, scores, excluded, salt);
        const all = Array.from(scores, (_, row) => row).filter((row) => !excluded[row]);
        const order = all.sort((a, b) => scores[b] - scores[a] || tieKey(a, salt) - tieKey(b, salt));
        expect([...top]).toEqual(order.slice(0, k));
        order.forEach((row, at) => expect(placeOf(row, scores, excluded, salt).rank).toBe(at + 1));
      }),
    );
  });

  it('breaks ties anew for each case and seed, the same for the same ones', () => {
    const scores = new Float32Array(100);
    const list = (seed: number, index: number): string => topOf(10, scores, new Uint8Array(100), tieSalt(seed, index)).join();
    expect(list(1, 0)).toBe(list(1, 0));
    expect(new Set([list(1, 0), list(1, 1), list(2, 0), list(2, 1), '0,1,2,3,4,5,6,7,8,9']).size).toBe(5);
  });
});

it('tieKey never gives two rows one key', () => {
  const keys = new Set(Array.from({ length: 50_000 }, (_, row) => tieKey(row, 12345)));
  expect(keys.size).toBe(50_000);
});
