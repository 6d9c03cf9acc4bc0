import { describe, expect, it } from 'vitest';
import { matrixOf } from '../domain/matrix.ts';
import type { HeadName } from '../domain/recommendation.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { DEFAULT_BLEND } from '../ranker/blend.ts';
import { type LearningReport, reportLearning } from './learning-report.ts';
import { learningTable } from './learning-table.ts';
import { diversityOf } from './metrics.ts';
import { lookThrough, personalWeights } from './simulated-person.ts';

const HEADS: HeadName[] = ['content', 'co-visitation', 'words', 'author', 'popularity'];
const BLEND = { ...DEFAULT_BLEND, content: 0.4, 'co-visitation': 0.3, words: 0.2, author: 0.1, popularity: 0.2 };
const ROWS = 300;

/** Readouts that are half one taste and half their own; those of evidence are 0 for most. */
function madeUp(people: number): { visits: Float32Array[] }[] {
  const random = seededRandom(11);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const visit = () => Array.from({ length: ROWS }, normal).flatMap((taste) => [0.5 * taste + 0.87 * normal(), ...[0, 0, 0].map(() => (normal() > 1 ? 1.5 + normal() / 4 : -0.3)), normal()]);
  return Array.from({ length: people }, () => ({ visits: [Float32Array.from(visit()), Float32Array.from(visit())] }));
}

const random = seededRandom(12);
const vectors = matrixOf(Float32Array.from({ length: ROWS * 4 }, () => random() - 0.5), 4, 'made up');
for (let row = 0; row < ROWS; row++) {
  const vector = vectors.data.subarray(4 * row, 4 * row + 4);
  const norm = Math.hypot(...vector);
  vector.forEach((value, d) => (vector[d] = value / norm));
}
const options = { heads: HEADS, blend: BLEND, rows: ROWS, rounds: 400, seed: 1, diversity: (list: readonly number[]) => diversityOf(list, vectors) ?? 0 };

describe('a simulation', () => {
  let report: LearningReport;
  it('learns: regret falls, again after weights have changed, and exploring costs a part of that', async () => {
    report = await reportLearning(madeUp(12), options);
    const { fixed, learned, 'learned+explored': explored } = report.personal;
    for (const block of [1, 3]) {
      expect(learned.regret[block].mean).toBeLessThan(0.65 * fixed.regret[block].mean);
      expect(explored.regret[block].mean).toBeLessThan(0.85 * fixed.regret[block].mean);
      expect(learned.gain[block].interval[0]).toBeGreaterThan(0);
    }
    expect(learned.regret[3].mean).toBeLessThan(learned.regret[2].mean);
  }, 120_000);

  it('does not collapse: lists are as varied, and show as much, as with fixed weights', () => {
    const { fixed, learned, 'learned+explored': explored } = report.personal;
    for (const policy of [learned, explored]) {
      expect(policy.bounded).toBe(true);
      expect(policy.items[3]).toBeGreaterThan(0.95 * fixed.items[3]);
      expect(policy.diversity[3]).toBeGreaterThan(0.95 * fixed.diversity[3]);
    }
    expect(explored.items[3]).toBeGreaterThan(learned.items[3]);
  });

  it('does not drift: choices by chance cost a fraction of what learning gains, and weights stay where they are', () => {
    const { learned } = report.chance;
    expect(learned.bounded).toBe(true);
    expect(report.chance.fixed.regret[3].mean).toBe(0);
    expect(learned.regret[3].mean).toBeLessThan(0.5 * report.personal.learned.gain[3].mean);
    expect(learned.distance[3]).toBeLessThan(0.2);
    expect(learned.distance[3] - learned.distance[1]).toBeLessThan(0.05);
  });

  it('is told as a table', () => {
    const table = learningTable(report);
    expect(table).toContain('12 simulated people, 400 lists each');
    expect(table).toMatch(/learned\+explored +regret +\d+\.\d \[/);
    expect(table).toContain('every weight stayed within its bounds');
  });

  it('needs people, and rounds enough to change half-way', async () => {
    await expect(reportLearning([], options)).rejects.toThrow('simulate: expected at least one person, got none');
    await expect(reportLearning(madeUp(1), { ...options, rounds: 250 })).rejects.toThrow('simulate: expected rounds to be a multiple of 200, got 250');
  });
});

describe('a simulated person', () => {
  it('has weights of the same sum as the pack', () => {
    const weights = personalWeights([0.6, 0.3, 0], seededRandom(1));
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(0.9, 12);
    expect(weights[2]).toBe(0);
  });

  it('chooses what is good, and from the top of what is as good', () => {
    const random = seededRandom(2);
    const reactions = Array.from({ length: 4000 }, () => lookThrough([0, 0, 0, 2, 0, 0, 0, 0], 0, random));
    const at = (place: number) => reactions.filter(({ selected }) => selected === place).length;
    expect(at(3)).toBeGreaterThan(at(2));
    expect(at(0)).toBeGreaterThan(at(2));
    expect(at(0) / 4000).toBeCloseTo(0.3, 1);
    expect(reactions.every(({ seen, selected = 0 }) => seen >= 5 && seen > selected)).toBe(true);
  });
});
