import { expect, it } from 'vitest';
import { chanceOf, returnsOf } from './returns.ts';

it('stands each thing where it was met last, newest first', () => {
  expect(returnsOf(['a', 'b', 'a', 'c', 'c'])).toEqual([{ met: 'c', place: 0, times: 2 }, { met: 'a', place: 1, times: 2 }, { met: 'b', place: 2, times: 1 }]);
  expect(returnsOf([])).toEqual([]);
});

it('multiplies place, times and item; later and more are alike, and no chance is above 1', () => {
  const rates = { places: Float32Array.from({ length: 10 }, (_, place) => 1 / 2 ** (place + 1)), times: Float32Array.of(1, 0.5, 2, 2, 4), items: Float32Array.of(1, 0.25, 8) };
  expect(chanceOf({ place: 1, times: 2 }, 1, rates)).toBe((1 / 4) * 0.5 * 0.25);
  expect(chanceOf({ place: 40, times: 9 }, 0, rates)).toBe((1 / 1024) * 4);
  expect(chanceOf({ place: 0, times: 3 }, 2, rates)).toBe(1);
});
