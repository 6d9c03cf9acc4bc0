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
    score: (history, out) => takeHighest([...new Set(pick(history))].map((item) => similarities.row(item)), out),
    scoreRows(history, rows) {
      const out = new Float32Array(rows.length);
      takeHighest(similarities.among([...new Set(pick(history))], rows), out);
      return out;
    },
  };
}

function takeHighest(rows: readonly Float32Array[], out: Float32Array): void {
  out.fill(rows.length > 0 ? -1 : 0);
  for (const row of rows) for (let c = 0; c < out.length; c++) if (row[c] > out[c]) out[c] = row[c];
}
