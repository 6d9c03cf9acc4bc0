import { expect, it } from 'vitest';
import { signTest } from './sign-test.ts';

it.each([
  [0, 0, 1],
  [5, 0, 2 / 32],
  [6, 0, 2 / 64],
  [0, 6, 2 / 64],
  [8, 1, (2 * (1 + 9)) / 512],
  [3, 3, 1],
  [12, 2, (2 * (1 + 14 + 91)) / 16384],
])('%d against %d', (wins, losses, p) => expect(signTest(wins, losses)).toBeCloseTo(p, 12));
