import { expect, it } from 'vitest';
import { scoreRepeats } from './repeat-scores.ts';

/** P(next) of every row: what is new by its score, what was met by its rate. */
function chances(scores: Float32Array, met: readonly number[], sharpness: number): number[] {
  const weights = [...scores].map((score) => Math.exp(sharpness * score));
  const isNew = (row: number) => !met.includes(row);
  const mass = weights.reduce((sum, weight, row) => sum + (isNew(row) ? weight : 0), 0);
  const back = weights.reduce((sum, weight, row) => sum + (isNew(row) ? 0 : weight), 0);
  return weights.map((weight) => weight / (mass + back));
}

it('gives what was met the chance that its rate says, beside what is new', () => {
  for (const sharpness of [0.5, 1, 3]) {
    const scores = Float32Array.of(2, 1, 0, -1, 0.5);
    scoreRepeats([4, 0], { rates: [0.2, 0.1], sharpness }, scores);
    const p = chances(scores, [4, 0], sharpness);
    expect(p[4]).toBeCloseTo(0.2, 5);
    expect(p[0]).toBeCloseTo(0.1, 5);
    expect([...scores.subarray(1, 4)]).toEqual([1, 0, -1]);
  }
});

it('keeps repeats within half of all, later places at the last rate, and lists none that never comes back', () => {
  const scores = Float32Array.of(0, 0, 0, 0);
  scoreRepeats([0, 1], { rates: [0.9, 0.9], sharpness: 1 }, scores);
  expect(chances(scores, [0, 1], 1)[0]).toBeCloseTo(0.25, 5);
  const late = Float32Array.of(0, 0, 0, 0);
  scoreRepeats([0, 1, 2], { rates: [0, 0.1], sharpness: 1 }, late);
  expect(late[0]).toBe(-Infinity);
  expect(late[1]).toBe(late[2]);
  const all = Float32Array.of(5, 5);
  scoreRepeats([1, 0], { rates: [0.2, 0.1], sharpness: 1 }, all);
  expect(all[1]).toBeGreaterThan(all[0]);
  expect(Number.isFinite(all[0])).toBe(true);
});
