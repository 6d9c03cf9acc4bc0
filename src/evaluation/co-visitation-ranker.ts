import type { EvaluationRanker } from './evaluation-ranker.ts';
import { addRow, type SparseRows, sparseRows } from './sparse-rows.ts';

const WINDOW = 5;
const GAP_DAMPING = 0.5;
const DEGREE_SMOOTHING = 5;
const DECAY_PER_EVENT = 0.3;
const HISTORY_OF = 50;

/** Neighbours by co-visitation: score[c] = Σh e^(−0.3·rank[h]) · C[h,c] over the last 50 items; all 0 without train. */
export function coVisitationRanker(): EvaluationRanker {
  let neighbours: SparseRows;
  return {
    name: 'knn',
    fit({ sequences, items }) {
      neighbours = coVisitation(sequences, items.length);
    },
    score(history, out) {
      out.fill(0);
      const recent = history.slice(-HISTORY_OF);
      recent.forEach((row, h) => addRow(neighbours, row, Math.exp(-DECAY_PER_EVENT * (recent.length - 1 - h)), out));
    },
  };
}

/**
 * How often two items stand near each other in a sequence.
 *
 *   C[i,j] = Σ 1/(1 + 0.5·(gap − 1)) over pairs at most 5 steps apart, divided by √((degree[i] + 5)(degree[j] + 5))
 *   degree = the row's sum before the division; an item is no neighbour of its own
 */
export function coVisitation(sequences: readonly (readonly number[])[], rows: number): SparseRows {
  const near = Array.from({ length: rows }, () => new Map<number, number>());
  const degree = new Float64Array(rows);
  const meet = (i: number, j: number, value: number): void => {
    near[i].set(j, (near[i].get(j) ?? 0) + value);
    degree[i] += value;
  };
  for (const sequence of sequences) {
    for (let later = 1; later < sequence.length; later++) {
      for (let earlier = Math.max(0, later - WINDOW); earlier < later; earlier++) {
        if (sequence[earlier] === sequence[later]) continue;
        const value = 1 / (1 + GAP_DAMPING * (later - earlier - 1));
        meet(sequence[earlier], sequence[later], value);
        meet(sequence[later], sequence[earlier], value);
      }
    }
  }
  near.forEach((row, i) => {
    for (const [j, value] of row) row.set(j, value / Math.sqrt((degree[i] + DEGREE_SMOOTHING) * (degree[j] + DEGREE_SMOOTHING)));
  });
  return sparseRows(near);
}
