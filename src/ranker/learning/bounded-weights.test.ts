import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedWeights } from './bounded-weights.ts';

const of = (...numbers: number[]) => Float64Array.from(numbers);

describe('boundedWeights', () => {
  it('by hand: what is cut off is shared out in proportion to the bounds', () => {
    // 2.2 is cut to 1.8; of the 0.4 the others take by their bounds, 0.3 and 0.6 of 0.9.
    const [a, b, c] = boundedWeights([2.2, 0, 0.1], { least: of(0, 0, 0), most: of(1.8, 0.3, 0.6), sum: 2.3 });
    expect(a).toBeCloseTo(1.8, 9);
    expect(b).toBeCloseTo(0.4 / 3, 9);
    expect(c).toBeCloseTo(0.1 + 0.8 / 3, 9);
  });

  it('leaves alone what is within', () => {
    expect([...boundedWeights([0.5, 0.25], { least: of(0.01, 0.01), most: of(1, 1), sum: 0.75 })].map((w) => Math.round(w * 1e9) / 1e9)).toEqual([0.5, 0.25]);
  });

  it('keeps sum and bounds whatever comes', () => {
    const weight = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(fc.property(fc.array(fc.tuple(weight, fc.double({ min: 0.01, max: 2, noNaN: true })), { minLength: 1, maxLength: 13 }), fc.double({ min: 0.05, max: 1, noNaN: true }), (heads, share) => {
      const most = Float64Array.from(heads, ([, bound]) => bound);
      const least = most.map((bound) => 0.02 * bound);
      const sum = share * most.reduce((all, bound) => all + bound, 0);
      const bounded = boundedWeights(heads.map(([each]) => each), { least, most, sum });
      expect(Math.abs(bounded.reduce((all, each) => all + each, 0) - sum)).toBeLessThan(1e-6);
      bounded.forEach((each, h) => expect(each >= least[h] && each <= most[h]).toBe(true));
    }));
  });
});
