import { expect, it } from 'vitest';
import { cap } from './caps-option.ts';

it('reads caps, the last of a name, and refuses what is none', () => {
  expect(cap('category=3', cap('source=2', { category: 9 }))).toEqual({ source: 2, category: 3 });
  for (const wrong of ['brand', 'brand=', 'brand=0', 'brand=1.5', 'shop=2', '=2', '']) expect(() => cap(wrong)).toThrow(`expected source, brand, author, category and an integer of at least 1, such as brand=2, got ${wrong}`);
});
