import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { selectTop } from './select-top.ts';

it('is a prefix of the full sort: score descending, then row ascending, NaN and excluded rows never', () => {
  const score = fc.oneof(fc.constantFrom(0, -0, 1, NaN, Infinity, -Infinity), fc.float({ noNaN: true }));
  fc.assert(fc.property(fc.array(score, { maxLength: 200 }), fc.nat(220), fc.nat(), (list, k, seed) => {
    const scores = Float32Array.from(list);
    const excluded = Uint32Array.from({ length: Math.ceil(list.length / 32) }, (_, word) => Math.imul(seed, word + 3));
    const rows = [...scores.keys()].filter((row) => !Number.isNaN(scores[row]) && ((excluded[row >> 5] >>> (row & 31)) & 1) === 0);
    rows.sort((a, b) => (scores[a] === scores[b] ? a - b : scores[a] > scores[b] ? -1 : 1));
    expect([...selectTop(scores, k, excluded)]).toEqual(rows.slice(0, k));
  }), { numRuns: 300 });
});

it('nothing is chosen of nothing', () => {
  expect([...selectTop(new Float32Array(), 5)]).toEqual([]);
  expect([...selectTop(Float32Array.of(1, 2), 0)]).toEqual([]);
});
