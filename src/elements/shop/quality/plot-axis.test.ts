import { expect, it } from 'vitest';
import { marksTo } from './plot-axis.ts';

it.each([
  [0.137, [0, 0.05, 0.1, 0.15]],
  [0.1, [0, 0.02, 0.04, 0.06, 0.08, 0.1]],
  [0.084, [0, 0.02, 0.04, 0.06, 0.08, 0.1]],
  [1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [0.49, [0, 0.1, 0.2, 0.3, 0.4, 0.5]],
  [0.3, [0, 0.1, 0.2, 0.3]],
])('an axis to %d', (most, marks) => expect(marksTo(most)).toEqual(marks));

it('an axis without anything on it still has an end', () => {
  expect(marksTo(0).at(-1)).toBeGreaterThan(0);
});
