import type { EvidenceHead } from '../ranker/evidence/evidence.ts';
import { wordsHead } from '../ranker/evidence/words-head.ts';
import type { EvaluationRanker } from './evaluation-ranker.ts';

const MEAN_OF = 20;

/** Words instead of vectors: score[c] = tf-idf row of c · mean of the rows of the last 20 items, up to a common factor. */
export function tfidfRanker(): EvaluationRanker {
  let items: Parameters<typeof wordsHead>[0];
  let words: EvidenceHead;
  return {
    name: 'tfidf',
    fit(data) {
      ({ items } = data);
      words = wordsHead(items);
    },
    score(history, out) {
      out.fill(0);
      const met = history.slice(-MEAN_OF).map((row) => ({ row, item: items[row] }));
      words.add(met, met.map(() => 1), out);
    },
  };
}
