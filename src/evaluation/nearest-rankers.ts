import type { EvaluationRanker } from './evaluation-ranker.ts';
import { ROWS_AT_ONCE, type SimilarityRows } from './similarity-rows.ts';
import { bestByValidation } from './validation-cases.ts';

/** How many of the newest items `max` is tried with; all that may be read at once where there is nothing to choose by. */
const NEWEST = [ROWS_AT_ONCE, 2, 5, 10, 20];

/** score[c] = cosine of c with the newest item of the history. */
export function lastRanker(): EvaluationRanker {
  return nearest('last', [1]);
}

/** score[c] = the highest cosine of c with any of the last items of the history; how many, by nDCG on validation cases. */
export function maxRanker(): EvaluationRanker {
  return nearest('max', NEWEST);
}

/** @param tried how many of the newest items: the first where there is nothing to choose by */
function nearest(name: string, tried: readonly number[]): EvaluationRanker {
  let similarities: SimilarityRows;
  let chosen: number | null = null;
  const [usual] = tried;
  const score = (newest: number, history: readonly number[], out: Float32Array): void => takeHighest(similarities.rows(distinct(history, newest)), out);
  return {
    name,
    similarityRows: usual,
    async fit(data) {
      ({ similarities } = data);
      chosen = tried.length > 1 ? await bestByValidation(data, tried, score) : null;
    },
    score: (history, out) => score(chosen ?? usual, history, out),
    scoreRows(history, rows) {
      const out = new Float32Array(rows.length);
      takeHighest(similarities.among(distinct(history, chosen ?? usual), rows), out);
      return out;
    },
    chosen: () => (chosen === null ? null : { items: chosen }),
  };
}

function distinct(history: readonly number[], newest: number): number[] {
  return [...new Set(history.slice(-newest))];
}

function takeHighest(rows: readonly Float32Array[], out: Float32Array): void {
  out.fill(rows.length > 0 ? -1 : 0);
  for (const row of rows) for (let c = 0; c < out.length; c++) if (row[c] > out[c]) out[c] = row[c];
}
