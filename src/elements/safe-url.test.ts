import { expect, it } from 'vitest';
import { mayFetchImage } from './safe-url.ts';

const BASE = 'https://shop.example/page';

it.each([
  ['https://images.example/a.jpg', 'page', true],
  ['https://images.example/a.jpg', 'pack', false],
  ['https://packs.example/a.jpg', 'pack', true],
  ['https://packs.example/a.jpg', 'none', false],
  ['/a.jpg', 'pack', false],
  ['data:image/gif;base64,R0lGODlhAQABAAAAACw=', 'none', true],
  ['https://packs.example/a.jpg', 'nonsense' as 'none', false],
] as const)('%s of %s: %s', (image, source, allowed) => {
  expect(mayFetchImage(image, source, 'https://packs.example/attune/', BASE)).toBe(allowed);
});
