import { expect, it } from 'vitest';
import { ChartLabels } from './chart-labels.ts';

it('stand above their point, else below it, else beside it, and nowhere where all is taken', () => {
  const labels = new ChartLabels();
  labels.keepOff(100, 100, 5);
  // Two digits and a point at 10 px: 18 wide, 9 high; above a gap of 6.
  expect(labels.place('0.3', 100, 100, 10, 6)).toEqual({ x: 100, y: 100 - 10.5 + 3.5 });
  expect(labels.place('0.3', 100, 100, 10, 6)).toEqual({ x: 100, y: 100 + 10.5 + 3.5 });
  expect(labels.place('0.3', 100, 100, 10, 6)).toEqual({ x: 115, y: 103.5 });
  expect(labels.place('0.3', 100, 100, 10, 6)).toEqual({ x: 85, y: 103.5 });
  labels.keepOff(100, 100, 40);
  expect(labels.place('0.3', 100, 100, 10, 6)).toBeNull();
});

it('cover no other point', () => {
  const labels = new ChartLabels();
  labels.keepOff(100, 100, 5);
  labels.keepOff(104, 88, 5);
  expect(labels.place('0.3', 100, 100, 10, 6)!.y).toBeGreaterThan(100);
});
