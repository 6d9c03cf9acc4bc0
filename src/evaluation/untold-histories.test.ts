import { expect, it } from 'vitest';
import { untoldHistories } from './untold-histories.ts';

const asked = (user: string | null, history: number[], target: number) => ({ user, history, targets: [target] });

it('takes of each user the longest history, cut before the first of the user’s targets', () => {
  expect(untoldHistories([asked('u', [1, 2], 3), asked('u', [1, 2, 3, 4], 5), asked('v', [3, 5], 6)])).toEqual([[1, 2], [3, 5]]);
  // Windows of one length, newest first: 4 is the target of the third and 3 of the fourth.
  expect(untoldHistories([asked('u', [3, 4, 5], 6), asked('u', [2, 3, 4], 5), asked('u', [1, 2, 3], 4), asked('u', [0, 1, 2], 3)])).toEqual([[0, 1, 2]]);
});

it('takes cases without a user for one person’s where their histories share an item', () => {
  // Prefixes of 1 2 3 4 5: what is left is before all that is asked for.
  expect(untoldHistories([asked(null, [1, 2, 3, 4], 5), asked(null, [1, 2, 3], 4), asked(null, [1, 2], 3)])).toEqual([[1, 2]]);
  // Windows of 0 … 6: the items that nobody asked for are 0, 1 and 2.
  expect(untoldHistories([asked(null, [3, 4, 5], 6), asked(null, [2, 3, 4], 5), asked(null, [1, 2, 3], 4), asked(null, [0, 1, 2], 3)])).toEqual([[3], [2], [1, 2], [0, 1, 2]]);
  // Somebody else’s target is nobody’s secret, and an own repeat is.
  expect(untoldHistories([asked(null, [7, 8], 9), asked(null, [9, 1], 2), asked(null, [4, 5, 6], 5)])).toEqual([[7, 8], [9, 1], [4]]);
});

it('knows of impressions all that was clicked', () => {
  expect(untoldHistories([{ user: null, history: [1, 2, 3], targets: [4, 2] }])).toEqual([[1]]);
  expect(untoldHistories([{ user: 'u', history: [], targets: [4] }])).toEqual([[]]);
});
