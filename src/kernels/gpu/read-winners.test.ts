import { expect, it } from 'vitest';
import { MOMENTS_BYTES, readWinners, winnersBytes } from './read-winners.ts';
import { digitWords, DIGIT_BYTES } from './request-data.ts';

it('sorts what arrived in any order: score descending, then row ascending', () => {
  const bytes = new ArrayBuffer(MOMENTS_BYTES + winnersBytes(3));
  new Float32Array(bytes).set([0.5, 2, 0.25, 1]);
  const words = new Uint32Array(bytes, MOMENTS_BYTES), floats = new Float32Array(bytes, MOMENTS_BYTES);
  words[0] = 3;
  for (const [winner, [row, score]] of [[9, 1.5], [700, 2], [4, 1.5]].entries()) {
    words[4 + winner * 8] = row;
    floats.set([score, 0, 0, row / 10, row / 100], 5 + winner * 8);
  }
  const { rows, scores, readouts, moments } = readWinners(bytes, 2, 3);
  expect([...rows]).toEqual([700, 4, 9]);
  expect([...scores]).toEqual([2, 1.5, 1.5]);
  expect([...readouts]).toEqual([70, 7, 0.4, 0.04, 0.9, 0.09].map(Math.fround));
  expect(moments).toEqual([{ mean: 0.5, deviation: 2 }, { mean: 0.25, deviation: 1 }]);
});

it('the six digits cover each bit of the key once, from the highest down, each under the mask of those before', () => {
  const words = digitWords();
  let high = 0, low = 0;
  for (let pass = 0; pass < 6; pass++) {
    const [isLow, shift, highAbove, lowAbove, below] = words.subarray((pass * DIGIT_BYTES) / 4);
    expect([highAbove, lowAbove]).toEqual([high >>> 0, low >>> 0]);
    if (isLow) low |= below << shift; else high |= below << shift;
  }
  expect([high, low]).toEqual([-1, -1]);
});
