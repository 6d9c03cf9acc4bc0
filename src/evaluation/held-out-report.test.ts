import { describe, expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { openSimdProducts } from '../kernels/simd/simd-products.ts';
import { learnOnce } from '../training/learn-catalog.ts';
import type { LearnInput } from '../training/learned-catalog.ts';
import { makeTopics, makeWalks } from '../training/make-walks.ts';
import { type HeldOutReport, heldOutReport } from './held-out-report.ts';

const vectors = makeTopics();
const ITEMS: Item[] = Array.from({ length: vectors.rows }, (_, row) => ({ id: `i${row}`, title: `t${row}`, brand: `brand ${Math.floor(row / 25)}` }));

async function reported(changes: Partial<LearnInput>, publishing: Parameters<typeof heldOutReport>[2], others: Parameters<typeof heldOutReport>[3] = []): Promise<HeldOutReport | null> {
  const kernels = openPlainKernels();
  const input: LearnInput = { items: ITEMS, vectors, sequences: [], kernels, products: await openSimdProducts(), seed: 1, ...changes };
  const report = await heldOutReport(input, await learnOnce(input), publishing, others);
  kernels.close();
  return report;
}

describe('the report on held-out choices', () => {
  it('says how much better a pack is than counts alone, what fewer published pairs cost, and by how many people it knows', async () => {
    const sequences = makeWalks(120);
    // Two sequences a person: half as many people as cases.
    const report = (await reported({ sequences, people: sequences.map((_, n) => Math.floor(n / 2)) }, { minSupport: 5 }, [{ minSupport: 1 }]))!;
    expect(report).toMatchObject({ k: 10, cases: 120, people: 60, costs: [{ minSupport: 1 }] });
    const { attune, popularity, knn, source } = report.rankers;
    expect(attune.ndcg).toBeGreaterThan(popularity.ndcg);
    for (const { ndcg, interval, recall, recallInterval } of [attune, popularity, knn, source, ...report.costs]) {
      expect(ndcg).toBeLessThanOrEqual(recall);
      for (const [value, [low, high]] of [[ndcg, interval], [recall, recallInterval]] as const) expect([low <= value, value <= high, low >= 0, high <= 1]).toEqual([true, true, true, true]);
    }
    const [{ ndcg, lost, lostInterval }] = report.costs;
    expect(lost).toBeCloseTo(ndcg - attune.ndcg, 12);
    expect(lostInterval[0] <= lost && lost <= lostInterval[1]).toBe(true);
  });

  it('asks for nothing that was told: where choices follow from nothing, nothing finds them', async () => {
    const random = seededRandom(9);
    // Sequences that a table of pairs knows by heart, if it holds the last one.
    const sequences = Array.from({ length: 150 }, () => Array.from({ length: 3 }, () => Math.floor(random() * 200)));
    const { rankers, costs } = (await reported({ sequences }, { minSupport: 1, privacy: { epsilon: 1, delta: 1e-6, bound: 3 } }, [{ minSupport: 1 }]))!;
    for (const { ndcg } of [...Object.values(rankers), ...costs]) expect(ndcg).toBeLessThan(0.08);
  });

  it('is none where nothing can be held out', async () => {
    expect(await reported({ sequences: [[1], [2]] }, { minSupport: 5 })).toBeNull();
  });
});
