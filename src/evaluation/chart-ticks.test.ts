import { assert, double, property } from 'fast-check';
import { expect, it } from 'vitest';
import { ticks } from './chart-ticks.ts';

it('are round numbers round what is shown', () => {
  expect(ticks(0.412, 0.633)).toEqual([0.4, 0.45, 0.5, 0.55, 0.6, 0.65]);
  expect(ticks(0, 10)).toEqual([0, 2, 4, 6, 8, 10]);
  expect(ticks(-3, 17)).toEqual([-5, 0, 5, 10, 15, 20]);
});

it('are never less than two, nor many, and hold both ends', () => {
  assert(property(double({ min: -1000, max: 1000, noNaN: true }), double({ min: 0, max: 1000, noNaN: true }), (least, span) => {
    if (span > 0 && span < 1e-6) return;
    const all = ticks(least, least + span);
    expect(all.length >= 2 && all.length <= 13).toBe(true);
    expect(all[0]).toBeLessThanOrEqual(least + 1e-6 * Math.max(span, 1e-9));
    expect(all.at(-1)!).toBeGreaterThanOrEqual(least + span - 1e-6 * Math.max(span, 1e-9));
  }));
});
