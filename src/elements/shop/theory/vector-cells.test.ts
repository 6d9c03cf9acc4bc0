import { expect, it } from 'vitest';
import { cellPaths } from './vector-cells.ts';

it('a cell for each number that is not 0, by sign and by fifths of the largest', () => {
  const numbers = new Int8Array(50);
  numbers.set([127, -127, 26, 0, -25]);
  numbers[48] = 25;
  const paths = cellPaths(numbers);
  expect([...paths.keys()].toSorted((a, b) => a - b)).toEqual([-5, -1, 1, 2, 5]);
  expect(paths.get(5)).toBe('M0 0h.92v.9h-.92z');
  // 26/127 is above a fifth; 25/127 is below it, and 48 begins the second row.
  expect(paths.get(2)).toMatch(/^M2 0/);
  expect(paths.get(1)).toMatch(/^M0 1/);
  expect(cellPaths(new Int8Array(384)).size).toBe(0);
});
