import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from './sha256.ts';

const text = (words: string) => new TextEncoder().encode(words);

describe('sha256', () => {
  it('gives the published hashes', async () => {
    expect(await sha256(text(''))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(await sha256(text('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('gives the same without WebCrypto, at every length around a block', async () => {
    for (let length = 0; length <= 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 255);
      expect(await sha256(bytes, null), `${length} bytes`).toBe(await sha256(bytes));
    }
  });

  it('gives the same without WebCrypto, for any bytes', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
      expect(await sha256(bytes, null)).toBe(await sha256(bytes));
    }));
  });
});
