import { expect, it } from 'vitest';
import { placesOf, repeatRates } from './repeat-rates.ts';

it('counts by place: how many other items were met since', () => {
  // Nexts of 1 2 1 1 3: 2 (there: 1), 1 (there: 2 1; back at place 1), 1 (there: 1 2; back at place 0), 3 (there: 1 2).
  const rates = repeatRates([[1, 2, 1, 1, 3]]);
  expect(rates.slice(0, 3)).toEqual([1 / 24, 1 / 23, 0]);
  expect(rates).toHaveLength(10);
  expect(placesOf([1, 2, 1, 3, 3])).toEqual([3, 1, 2]);
});

it('takes all places from the tenth on together, and promises nothing without sequences', () => {
  const long = Array.from({ length: 30 }, (_, row) => row);
  const rates = repeatRates(Array.from({ length: 50 }, () => [...long, 0]));
  expect(rates[9]).toBeGreaterThan(0);
  expect(rates.slice(0, 9).every((rate) => rate === 0)).toBe(true);
  expect(repeatRates([[1], []]).every((rate) => rate === 0)).toBe(true);
});
