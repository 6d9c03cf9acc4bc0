import { describe, expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { openSimdProducts } from '../kernels/simd/simd-products.ts';
import { DEFAULT_BLEND, FITTED_HEADS } from '../ranker/blend.ts';
import { learnCatalog } from './learn-catalog.ts';
import type { LearnInput } from './learned-catalog.ts';
import { makeTopics, makeWalks } from './make-walks.ts';

const vectors = makeTopics();
/** Authors who write in every topic, so that a choice of theirs is none of vectors. */
const ITEMS: Item[] = Array.from({ length: vectors.rows }, (_, row) => ({ id: `i${row}`, title: `t${row}`, author: `author ${row % 25}` }));

async function learn(changes: Partial<LearnInput>) {
  return learnCatalog({ items: ITEMS, vectors, sequences: [], kernels: openPlainKernels(), products: await openSimdProducts(), seed: 1, ...changes });
}

/** The same author in one topic after the other. */
const byAuthor = makeWalks(80).map((walk) => walk.map((row) => 25 * Math.floor(row / 25) + (walk[0] % 25)));

describe('learnCatalog', () => {
  it('finds a W, companions, counts, and weighs most what tells most', async () => {
    const told: number[] = [];
    const { transform, coVisitation, popularity, blend } = await learn({ sequences: makeWalks(300), told: (done) => told.push(done) });
    expect(transform).not.toBeNull();
    expect(coVisitation!.columns.length).toBeGreaterThan(0);
    expect(popularity!.reduce((sum, count) => sum + count, 0)).toBe(300 * 8);
    // Walks go from topic to topic: W knows, and neither words nor authors.
    expect(blend.content).toBeGreaterThan(0.5);
    expect([blend.words, blend.author].every((weight) => weight < 0.1 * blend.content)).toBe(true);
    expect(told.length).toBeGreaterThan(1);
    expect(told.every((done, at) => done >= (told[at - 1] ?? 0) && done <= 1)).toBe(true);
  });

  it('says nothing of how popular an item is that nobody met', async () => {
    const { popularity } = await learn({ sequences: [[1, 2, 1], [2, 5]] });
    expect([...popularity!.subarray(0, 6)]).toEqual([NaN, 2, 2, NaN, NaN, 1]);
  });

  it('is no set’s own: where authors tell, authors lead', async () => {
    const { blend } = await learn({ sequences: byAuthor });
    expect(FITTED_HEADS.toSorted((a, b) => blend[b] - blend[a])[0]).toBe('author');
  });

  it('weighs by histories where there are no interactions, and learns nothing else', async () => {
    const { transform, coVisitation, popularity, blend } = await learn({ histories: byAuthor });
    expect([transform, coVisitation, popularity]).toEqual([null, null, null]);
    expect(blend.author).toBeGreaterThan(blend.content);
    expect([blend['co-visitation'], blend.popularity]).toEqual([0, 0]);
  });

  it('keeps the sum of the usual weights, and what is not fitted', async () => {
    const { blend } = await learn({ histories: byAuthor });
    const sum = (weights: typeof blend) => FITTED_HEADS.reduce((all, head) => all + weights[head], 0);
    expect(sum(blend)).toBeCloseTo(sum(DEFAULT_BLEND), 2);
    expect([blend.dislikes, blend.context]).toEqual([DEFAULT_BLEND.dislikes, DEFAULT_BLEND.context]);
  });

  it('publishes nothing but counts where these are private: no W, nothing of what comes back, weights that no choice told', async () => {
    const sequences = [...makeWalks(300), ...Array.from({ length: 300 }, () => [1, 2, 1])];
    const { transform, repeats, coVisitation, popularity, blend, sharpness } = await learn({ sequences, privacy: { epsilon: 4, delta: 1e-6, bound: 3 } });
    expect([transform, repeats, sharpness]).toEqual([null, null, 1]);
    expect([...coVisitation!.columns]).toEqual([2, 1]);
    expect(popularity![1]).toBeGreaterThan(200);
    expect((await learn({ sequences: byAuthor, privacy: { epsilon: 1, delta: 1e-6, bound: 3 } })).blend).toEqual(blend);
  });

  it('is the usual blend where nothing tells, and the same for the same seed', async () => {
    expect((await learn({})).blend).toEqual(DEFAULT_BLEND);
    expect((await learn({ sequences: [[1], [2]] })).blend).toEqual(DEFAULT_BLEND);
    const twice = [await learn({ histories: byAuthor.slice(0, 20) }), await learn({ histories: byAuthor.slice(0, 20) })];
    expect(twice[1]).toEqual(twice[0]);
  });
});
