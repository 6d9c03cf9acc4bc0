import { expect, it } from 'vitest';
import { plane } from './testing/plane.ts';
import { rowCosine } from './row-cosine.ts';

it('is that of the int8 rows, and 0 across spaces', () => {
  const vectors = plane(0, 60);
  expect(rowCosine(vectors, 0, 1)).toBeCloseTo(0.5, 2);
  expect(rowCosine({ ...vectors, spaces: ['a', 'b'], spaceOf: Uint8Array.of(0, 1) }, 0, 1)).toBe(0);
});
