import { expect, it } from 'vitest';
import { scoreRepeats } from './repeat-scores.ts';

/** P(next) of every row: what is new by its score, what was met by its chance. */
function chances(scores: Float32Array, sharpness: number): number[] {
  const weights = [...scores].map((score) => Math.exp(sharpness * score));
  const mass = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / mass);
}

it('gives what was met its chance, beside what is new', () => {
  for (const sharpness of [0.5, 1, 3]) {
    const scores = Float32Array.of(2, 1, 0, -1, 0.5);
    scoreRepeats(new Map([[4, 0.2], [0, 0.1]]), sharpness, scores);
    const p = chances(scores, sharpness);
    expect(p[4]).toBeCloseTo(0.2, 5);
    expect(p[0]).toBeCloseTo(0.1, 5);
    expect([...scores.subarray(1, 4)]).toEqual([1, 0, -1]);
  }
});

it('keeps repeats within half of all, and lists none that never comes back', () => {
  const scores = Float32Array.of(0, 0, 0, 0);
  scoreRepeats(new Map([[0, 0.9], [1, 0.9]]), 1, scores);
  expect(chances(scores, 1)[0]).toBeCloseTo(0.25, 5);
  const never = Float32Array.of(0, 0, 0, 0);
  scoreRepeats(new Map([[0, 0], [1, 0.1]]), 1, never);
  expect(never[0]).toBe(-Infinity);
  const all = Float32Array.of(5, 5);
  scoreRepeats(new Map([[1, 0.2], [0, 0.1]]), 1, all);
  expect(all[1]).toBeGreaterThan(all[0]);
  expect(Number.isFinite(all[0])).toBe(true);
});
