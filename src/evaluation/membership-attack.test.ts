import { describe, expect, it } from 'vitest';
import { openSimdProducts } from '../kernels/simd/simd-products.ts';
import { coVisitation } from '../training/co-visitation.ts';
import { makeTopics, makeWalks } from '../training/make-walks.ts';
import { trainTransform } from '../training/train-transform.ts';
import { leakOf, leakOfPairs, leakOfTransform, transformEvidence } from './membership-attack.ts';

const vectors = makeTopics();
const walks = makeWalks(400);
const [members, others] = [walks.slice(0, 200), walks.slice(200)];

describe('who has a pack and whole histories, and asks who it was made of', () => {
  it('is told by chance, by rank, and how many are surely found', () => {
    expect(leakOf([1, 2], [0, 2])).toEqual({ auc: 0.625, found: 0 });
    const evidence = Array.from({ length: 100 }, (_, n) => n);
    // Taking all above 98 for members takes one in a hundred of the others.
    expect(leakOf(evidence.map((n) => n + 50), evidence)).toEqual({ auc: 0.875, found: 0.51 });
    expect(leakOf(evidence, evidence).auc).toBe(0.5);
  });

  it('finds everybody by pairs of one person, and nobody by pairs of five', () => {
    const leak = (minSupport: number) => leakOfPairs(coVisitation(members, vectors.rows, { minSupport }), members, others);
    expect(leak(1)).toEqual({ auc: 1, found: 1 });
    expect(leak(5).auc).toBeLessThan(0.55);
    expect(leak(5).found).toBe(0);
  });

  it('finds hardly anybody by W among people who are like each other', async () => {
    const products = await openSimdProducts();
    const { transform } = await trainTransform({ vectors, sequences: members, products, seed: 1 });
    const { auc, found } = await leakOfTransform(transform!, members, others, { vectors, products });
    expect(auc).toBeGreaterThan(0.5);
    expect(auc).toBeLessThan(0.6);
    expect(found).toBeLessThan(0.1);
  });

  it('finds by W, as by pairs of no support, one person who did much that nobody else did', async () => {
    const by = { vectors, products: await openSimdProducts() };
    const alone = makeWalks(25, 99, () => 5).flat();
    const evidence = async (sequences: number[][]): Promise<number[]> => {
      const values: number[] = [];
      for (const seed of [1, 2]) values.push(await transformEvidence((await trainTransform({ ...by, sequences, seed })).transform!, alone, by));
      return values;
    };
    const few = members.slice(0, 80);
    const [among, beside] = [await evidence([...few, alone]), await evidence(few)];
    expect(Math.min(...among)).toBeGreaterThan(Math.max(...beside));
  });
});
