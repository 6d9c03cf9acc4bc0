import { expect, it } from 'vitest';
import { chanceOf, returnsOf } from '../ranker/returns.ts';
import { repeatRates } from './repeat-rates.ts';

const times = (count: number, sequence: number[]): number[][] => Array.from({ length: count }, () => sequence);

it('is the share of the places that came back, where items and times are alike', async () => {
  // 200 items: after each, half the time the same again, else another. Place 0 was there 200 times.
  const sequences = Array.from({ length: 200 }, (_, row) => [row, row % 2 === 0 ? row : 200 + row]);
  const rates = (await repeatRates(sequences, 400))!;
  expect(rates.places[0] * rates.times[0]).toBeCloseTo(100 / 220, 2);
  // No sequence is long enough for another place.
  expect(new Set(rates.places).size).toBe(1);
  for (const factor of rates.items) expect(factor).toBeCloseTo(1, 2);
});

it('tells what returns from what does not, and promises nothing of what was never met', async () => {
  // Ink, 0, is met again after whatever came between; chairs, 1, never; 7 was never met.
  const sequences = [...times(60, [0, 2, 0]), ...times(60, [1, 2, 3])];
  const { items, places } = (await repeatRates(sequences, 8))!;
  expect(items[0]).toBeGreaterThan(1.5);
  expect(items[1]).toBeLessThan(0.2);
  expect(items[7]).toBe(1);
  expect(places[1]).toBeGreaterThan(places[0]);
});

it('tells how often a person met it, items being equal', async () => {
  // Whoever met an item twice meets it a third time; once is met twice by one in four.
  const sequences = Array.from({ length: 100 }, (_, row) => (row % 4 === 0 ? [row, row, row] : [row, 100 + row]));
  const rates = (await repeatRates(sequences, 200))!;
  const [once] = returnsOf([3]);
  const [twice] = returnsOf([3, 3]);
  expect(chanceOf(twice, 3, rates)).toBeGreaterThan(2 * chanceOf(once, 3, rates));
});

it('takes all places from the tenth on together', async () => {
  const long = Array.from({ length: 30 }, (_, row) => row);
  const { places } = (await repeatRates(times(50, [...long, 0]), 30))!;
  // Of 50 · (20 + 19 + … + 1) chances 50 came back, and of as many as 50 · 29 at a place before none.
  expect(places[9]).toBeGreaterThan(0.003);
  for (const rate of places.subarray(0, 9)) expect(rate).toBeLessThan(1e-3);
});

it('keeps what few people told to itself', async () => {
  const sequences = [...times(2, [0, 0, 0, 0]), ...times(20, [1, 1]), ...times(20, [1, 2])];
  expect((await repeatRates(sequences, 3))!.items[0]).not.toBe(1);
  expect((await repeatRates(sequences, 3, { minSupport: 5 }))!.items[0]).toBe(1);
  expect((await repeatRates(sequences, 3, { minSupport: 5 }))!.items[1]).not.toBe(1);
  // The same by one person is no support.
  expect((await repeatRates(sequences, 3, { minSupport: 5, people: sequences.map(() => 0) }))!.items[1]).toBe(1);
});

it('is nothing where nothing ever came back', async () => {
  expect(await repeatRates([[0, 1, 2], [2], []], 3)).toBeNull();
  expect(await repeatRates([], 3)).toBeNull();
});
