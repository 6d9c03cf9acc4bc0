import { addRow, type SparseRows } from '../domain/sparse-rows.ts';
import { coVisitation } from '../training/co-visitation.ts';
import type { EvaluationRanker } from './evaluation-ranker.ts';

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
