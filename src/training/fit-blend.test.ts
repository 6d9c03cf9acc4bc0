import { describe, expect, it } from 'vitest';
import { seededRandom } from '../domain/seeded-random.ts';
import { type Choice, fitBlend } from './fit-blend.ts';

/** Choices among `candidates` by known weights; of the candidates that were not chosen, `drawn` are shown. */
function makeChoices(count: number, weights: readonly number[], candidates: number, drawn = candidates - 1): Choice[] {
  const random = seededRandom(5);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: count }, () => {
    const rows = Array.from({ length: candidates }, () => weights.map(normal));
    const masses = rows.map((row) => Math.exp(row.reduce((sum, z, head) => sum + weights[head] * z, 0)));
    let left = random() * masses.reduce((sum, mass) => sum + mass, 0);
    const found = masses.findIndex((mass) => (left -= mass) < 0);
    const chosen = found < 0 ? candidates - 1 : found;
    // Rows are independent of each other, so that the first are as good as any.
    const others = rows.filter((_, row) => row !== chosen).slice(0, drawn);
    return { readouts: Float32Array.from([rows[chosen], ...others].flat()), each: (candidates - 1) / drawn };
  });
}

describe('fitBlend', () => {
  it('finds the weights that choices were made by', () => {
    const weights = fitBlend(makeChoices(2000, [1.5, 0.5, 0], 20), 3);
    expect(weights[0]).toBeCloseTo(1.5, 0.9);
    expect(weights[1]).toBeCloseTo(0.5, 0.9);
    expect(weights[2]).toBeLessThan(0.1);
  });

  it('finds them by a few drawn candidates in place of all', () => {
    const weights = fitBlend(makeChoices(2000, [1.5, 0.5], 200, 40), 2);
    expect(Math.abs(weights[0] - 1.5)).toBeLessThan(0.15);
    expect(Math.abs(weights[1] - 0.5)).toBeLessThan(0.15);
  });

  it('gives no weight to a head that speaks against what was chosen', () => {
    expect(fitBlend(makeChoices(500, [1, -1], 20), 2)[1]).toBe(0);
  });

  it('is worked out by hand for one choice of two: w = z·(1 − P), P = 1/(1 + e^(−2w))', () => {
    const [w] = fitBlend([{ readouts: Float32Array.of(1, -1), each: 1 }], 1);
    expect(w).toBeCloseTo(2 * (1 - 1 / (1 + Math.exp(-2 * w))), 3);
  });

  it('knows nothing without choices, nor from heads that say nothing', () => {
    expect([...fitBlend([], 2)]).toEqual([0, 0]);
    expect([...fitBlend([{ readouts: new Float32Array(6), each: 4 }], 2)]).toEqual([0, 0]);
  });

  it('stays finite where a head always knows', () => {
    const sure = Array.from({ length: 100 }, (): Choice => ({ readouts: Float32Array.of(50, 0, 0, 0), each: 1000 }));
    const [w] = fitBlend(sure, 1);
    expect(w).toBeGreaterThan(0.1);
    expect(w).toBeLessThan(5);
  });
});
