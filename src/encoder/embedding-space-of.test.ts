import { expect, it } from 'vitest';
import { embeddingSpaceOf } from './embedding-space-of.ts';

it('gives exchangeable models one space, others their own', () => {
  expect(embeddingSpaceOf('Xenova/all-MiniLM-L6-v2')).toBe('all-MiniLM-L6-v2');
  expect(embeddingSpaceOf('me/mine')).toBe('me/mine');
  expect(embeddingSpaceOf('constructor')).toBe('constructor');
});
