import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttentionMap, EventSummary } from '../domain/recommendation.ts';
import { attentionGrid } from './attention-grid.ts';

function mapOf(weights: number[][]): AttentionMap {
  const width = weights[0]?.length ?? 0;
  const events: EventSummary[] = Array.from({ length: width }, (_, h) => ({ id: `e${h}`, kind: 'open', at: new Date(h * 1000).toISOString(), itemId: `i${h}`, title: `Title ${h}` }));
  return { recommendations: weights.map((_, c) => ({ id: `r${c}`, title: `Row ${c}` })), events, weights: Float32Array.from(weights.flat()) };
}

describe('attentionGrid', () => {
  it('keeps the heaviest events, in order of time, and sums the rest', () => {
    const grid = attentionGrid(mapOf([[0.1, 0.5, 0.1, 0.3], [0.2, 0.1, 0.1, 0.6]]), 2);
    expect(grid.columns.map(({ id }) => id)).toEqual(['e1', 'e3']);
    expect(grid.otherCount).toBe(2);
    expect(grid.rows[0].others).toBeCloseTo(0.2, 5);
    expect(grid.rows[1].others).toBeCloseTo(0.3, 5);
    expect(grid.max).toBeCloseTo(0.6, 5);
  });

  it('has no others when every event has a column', () => {
    const grid = attentionGrid(mapOf([[0.4, 0.6]]), 24);
    expect(grid.otherCount).toBe(0);
    expect(grid.rows[0].others).toBe(0);
  });

  it('prints the strongest cells of a row and no weak ones', () => {
    const [row] = attentionGrid(mapOf([[0.02, 0.7, 0.02, 0.26]]), 24).rows;
    expect(row.printed).toEqual([false, true, false, true]);
  });

  it('takes a history of none and a list of none', () => {
    expect(attentionGrid(mapOf([]), 24)).toMatchObject({ columns: [], rows: [], max: 0 });
    expect(attentionGrid({ recommendations: [{ id: 'r', title: 'R' }], events: [], weights: new Float32Array(0) }, 24)).toMatchObject({ columns: [], max: 0 });
  });

  it('refuses weights of another shape', () => {
    expect(() => attentionGrid({ ...mapOf([[1]]), weights: new Float32Array(3) }, 24)).toThrow('expected 1 × 1 weights, got 3');
  });

  it('loses no weight, whatever the limit', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 8 }), (weights, limit) => {
      for (const [c, row] of attentionGrid(mapOf(weights), limit).rows.entries()) {
        const kept = row.cells.reduce((sum, cell) => sum + cell, row.others);
        expect(kept).toBeCloseTo(weights[c].reduce((sum, weight) => sum + weight, 0), 4);
      }
    }));
  });
});
