import { expect, it } from 'vitest';
import { AttentionClock } from './attention-clock.ts';

it('counts the time looked at, up to a minute after the last input', () => {
  let now = 0;
  const clock = new AttentionClock(() => now);
  const at = (ms: number, act?: () => void): number => {
    now = ms;
    act?.();
    return clock.totalMs;
  };
  expect(at(5_000)).toBe(0);
  at(10_000, () => clock.attend(true));
  expect(at(12_000)).toBe(2_000);
  expect(at(30_000, () => clock.input())).toBe(20_000);
  // A minute after the input at 30 s, and no more.
  expect(at(200_000)).toBe(80_000);
  expect(at(201_000, () => clock.input())).toBe(80_000);
  expect(at(203_000)).toBe(82_000);
  expect(at(204_000, () => clock.attend(false))).toBe(83_000);
  expect(at(300_000, () => clock.input())).toBe(83_000);
  expect(at(301_000, () => clock.attend(true))).toBe(83_000);
  expect(at(301_500)).toBe(83_500);
});
