import { describe, expect, it } from 'vitest';
import { matrixOf } from '../../domain/matrix.ts';
import { partStrangers } from './part-strangers.ts';
import { ownLikeness } from './usual-likeness.ts';

const angles = (...degrees: number[]) => matrixOf(Float32Array.from(degrees.flatMap((each) => [Math.cos((each * Math.PI) / 180), Math.sin((each * Math.PI) / 180)])), 2, 'plane');

describe('partStrangers', () => {
  it('parts the least like first and looks at the rest again', () => {
    // Means of the others: (.94 − .17)/2 = .38 at 0°, (.94 + .17)/2 = .56 at 20°, 0 at 100°. Without the last, .94 for both.
    expect(partStrangers([[0, 1, 2]], angles(0, 20, 100), () => 0.5)).toEqual([[0, 1], [2]]);
    expect(partStrangers([[0, 1, 2]], angles(0, 20, 100), () => -0.1)).toEqual([[0, 1, 2]]);
  });

  it('parts what is usually more alike, and of a pair both', () => {
    expect(partStrangers([[0, 1], [2]], angles(0, 20, 90), (row) => (row === 0 ? 0.95 : 0.1))).toEqual([[0], [1], [2]]);
    expect(partStrangers([], angles(), () => 0)).toEqual([]);
  });
});

it('ownLikeness is a deviation above the mean of an item and its own language', () => {
  const sample = angles(...Array<number>(5).fill(60), ...Array<number>(5).fill(90), 0, 0);
  const languages = [...Array<string>(10).fill('en'), 'zh', 'zh'];
  // Cosines of ½ and 0 in equal parts: ¼ + ¼. Two items in Chinese are too few to tell.
  expect(ownLikeness(Float32Array.of(1, 0), 0, 'en', { sample, languages })).toBeCloseTo(0.5, 6);
  expect(ownLikeness(Float32Array.of(1, 0), 0, 'zh', { sample, languages })).toBe(0.3);
});
