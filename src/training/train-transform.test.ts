import { describe, expect, it } from 'vitest';
import { openSimdProducts } from '../kernels/simd/simd-products.ts';
import { makeTopics, makeWalks } from './make-walks.ts';
import { trainTransform } from './train-transform.ts';

const vectors = makeTopics();

describe('a learned W', () => {
  it('finds what follows what, where the words say nothing of it', async () => {
    const products = await openSimdProducts();
    const epochs: number[] = [];
    const { transform, quality, prefixes } = await trainTransform({ vectors, sequences: makeWalks(300), products, seed: 0, told: ({ loss }) => epochs.push(loss) });
    expect(prefixes).toBe(300 * 7);
    expect(quality.learned).toBeGreaterThan(1.5 * quality.plain);
    expect(epochs.at(-1)).toBeLessThan(epochs[0]);
    expect(transform?.keys.down).toHaveLength(vectors.dimension * 64);
  });

  it('is none where there is nothing to learn', async () => {
    const products = await openSimdProducts();
    const { transform } = await trainTransform({ vectors, sequences: makeWalks(120, 2, (random) => Math.floor(random() * 8)), products, seed: 0 });
    expect(transform).toBeNull();
  });

  it('is none without interactions, of single items, or of items that the encoder cannot read', async () => {
    const products = await openSimdProducts();
    const unread = { ...vectors, spaces: ['case', 'other'], spaceOf: new Uint8Array(vectors.rows).fill(1) };
    for (const given of [{ vectors, sequences: [] }, { vectors, sequences: [[1], [2]] }, { vectors: unread, sequences: makeWalks(50) }]) {
      expect(await trainTransform({ ...given, products, seed: 0 })).toMatchObject({ transform: null, prefixes: 0 });
    }
  });

  it('goes on over other sequences from where it was best, and stays none where it was none', async () => {
    const products = await openSimdProducts();
    const { transform, goOn } = await trainTransform({ vectors, sequences: makeWalks(120), products, seed: 4 });
    const [one, other] = [await goOn(makeWalks(150, 8)), await goOn(makeWalks(150, 9))];
    expect(one!.keys.up).not.toEqual(transform!.keys.up);
    expect(other!.keys.up).not.toEqual(one!.keys.up);
    const apart = one!.keys.up.map((number, at) => number - other!.keys.up[at]);
    expect(Math.hypot(...apart)).toBeLessThan(0.5 * Math.hypot(...one!.keys.up));
    expect(await (await trainTransform({ vectors, sequences: [], products, seed: 4 })).goOn(makeWalks(150))).toBeNull();
  });

  it('is the same for the same seed, and can be given up', async () => {
    const products = await openSimdProducts();
    const options = { vectors, sequences: makeWalks(120), products, seed: 4 };
    const [one, two] = [await trainTransform(options), await trainTransform(options)];
    expect(one.transform).not.toBeNull();
    expect([two.transform, two.quality, two.prefixes]).toEqual([one.transform, one.quality, one.prefixes]);
    await expect(trainTransform({ ...options, breathe: () => Promise.reject(new DOMException('given up', 'AbortError')) })).rejects.toThrow('given up');
  });
});
