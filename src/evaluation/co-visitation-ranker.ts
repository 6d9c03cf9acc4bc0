import { addRow, type SparseRows } from '../domain/sparse-rows.ts';
import { coVisitation } from '../training/co-visitation.ts';
import type { EvaluationData, EvaluationRanker } from './evaluation-ranker.ts';
import { bestByValidation, validationOf } from './validation-cases.ts';

const HISTORY_OF = 50;
/** Steps within which two items are neighbours, and λ, that are tried together; the usual first, which stays where others are as good. */
const WINDOWS = [5, 1, 2, 10];
const DECAYS = [0.3, 0, 0.1, 0.5, 0.8, 1.2, 2];
const USUAL: Chosen = { window: WINDOWS[0], decay: DECAYS[0] };

interface Chosen {
  window: number;
  decay: number;
}

/**
 * Neighbours by co-visitation: score[c] = Σh e^(−λ·rank[h]) · C[h,c] over the last 50 items, the newest at rank 0; all 0 without train.
 * λ and the window of C by nDCG on validation cases, by neighbours that have not seen these.
 */
export function coVisitationRanker(): EvaluationRanker {
  let neighbours: SparseRows;
  let decay: number;
  let chosen: Chosen | null;
  return {
    name: 'knn',
    async fit(data) {
      chosen = data.sequences.length > 0 ? await bestOf(data) : null;
      const { window } = chosen ?? USUAL;
      ({ decay } = chosen ?? USUAL);
      neighbours = coVisitation(data.sequences, data.items.length, { window });
    },
    score: (history, out) => addNeighbours(neighbours, decay, history, out),
    chosen: () => chosen && { ...chosen },
  };
}

async function bestOf(data: EvaluationData): Promise<Chosen | null> {
  const { left } = validationOf(data);
  const tried = WINDOWS.flatMap((window) => {
    let made: SparseRows | undefined;
    const neighbours = (): SparseRows => (made ??= coVisitation(left, data.items.length, { window }));
    return DECAYS.map((decay) => ({ window, decay, neighbours }));
  });
  const best = await bestByValidation(data, tried, ({ neighbours, decay }, history, out) => addNeighbours(neighbours(), decay, history, out));
  return best && { window: best.window, decay: best.decay };
}

function addNeighbours(neighbours: SparseRows, decay: number, history: readonly number[], out: Float32Array): void {
  out.fill(0);
  const recent = history.slice(-HISTORY_OF);
  recent.forEach((row, h) => addRow(neighbours, row, Math.exp(-decay * (recent.length - 1 - h)), out));
}
