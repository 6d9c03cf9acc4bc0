import { expect, it } from 'vitest';
import { seededRandom } from '../../domain/seeded-random.ts';
import { drawWeights } from './draw-weights.ts';
import type { WeightBelief } from './weight-belief.ts';

const DRAWS = 5_000;

it('draws have the mean and the covariance of what is believed, and none where that has none', () => {
  // Weights 0 and 1 with their sum held, weight 2 for sure; then three numbers that are not drawn.
  const size = 6;
  const covariance = new Float64Array(size * size);
  [[0, 0, 0.25], [1, 1, 0.25], [0, 1, -0.25], [1, 0, -0.25], [3, 3, 9], [4, 4, 9], [5, 5, 9]].forEach(([i, j, value]) => (covariance[i * size + j] = value));
  const belief: WeightBelief = { mean: Float64Array.of(1, 2, 3, 0, 0, 0), covariance };
  const random = seededRandom(1);
  const draws = Array.from({ length: DRAWS }, () => drawWeights(belief, 3, random));
  const mean = (of: (draw: Float64Array) => number) => draws.reduce((sum, draw) => sum + of(draw), 0) / DRAWS;
  expect(mean(([a]) => a)).toBeCloseTo(1, 1);
  expect(mean(([a]) => (a - 1) ** 2)).toBeCloseTo(0.25, 1);
  for (const [a, b, c] of draws) {
    expect(a + b).toBeCloseTo(3, 9);
    expect(c).toBe(3);
  }
});
