import { expect, it } from 'vitest';
import { Format } from '../../format.ts';
import { significant } from './shown.ts';

it.each([
  [0, '0'],
  [0.008, '0.008'],
  [-12.3456, '−12.35'],
  [6.574e-5, '6.57 × 10⁻⁵'],
  [-2e-12, '−2 × 10⁻¹²'],
  [9.999e6, '1 × 10⁷'],
])('significant writes %d so that it can be read', (value, written) => {
  expect(significant(Format.of('en'), value)).toBe(written);
});
