import type { EvaluationRanker } from './evaluation-ranker.ts';
import { ROWS_AT_ONCE, type SimilarityRows } from './similarity-rows.ts';

/** score[c] = cosine of c with the newest item of the history. */
export function lastRanker(): EvaluationRanker {
  return nearest('last', 1, (history) => history.slice(-1));
}

/** score[c] = the highest cosine of c with any item of the history. */
export function maxRanker(): EvaluationRanker {
  return nearest('max', ROWS_AT_ONCE, (history) => history);
}

function nearest(name: string, similarityRows: number, pick: (history: readonly number[]) => readonly number[]): EvaluationRanker {
  let similarities: SimilarityRows;
  return {
    name,
    similarityRows,
    fit(data) {
      similarities = data.similarities;
    },
    score(history, out) {
      out.fill(history.length > 0 ? -1 : 0);
      for (const item of new Set(pick(history))) {
        const row = similarities.row(item);
        for (let c = 0; c < out.length; c++) if (row[c] > out[c]) out[c] = row[c];
      }
    },
  };
}
