import { expect, it } from 'vitest';
import { trendWord } from './interest-sentences.ts';

it.each([
  [[0, 0.25], 'growing'],
  [[0.67, 0.5], 'fading'],
  [[0.33, 0.25, 0.3], 'steady'],
  [[0.4, 0, 0.26], 'growing'],
  [[1], null],
])('the trend of %j is %s', (drift, word) => {
  expect(trendWord({ drift })).toBe(word);
});
