import type { EvidenceHead } from '../ranker/evidence/evidence.ts';
import { wordsHead } from '../ranker/evidence/words-head.ts';
import type { EvaluationData, EvaluationRanker } from './evaluation-ranker.ts';
import { bestByValidation } from './validation-cases.ts';

/** How many of the newest items, and λ, that are tried together; USUAL where there is nothing to choose by. */
const TRIED = [20, 5, 50].flatMap((items) => [0, 0.3].map((decay) => ({ items, decay })));
const [USUAL] = TRIED;

/**
 * Words instead of vectors: score[c] = Σh e^(−λ·rank[h]) · tf-idf row of c · that of h, over the last items.
 * How many, and λ, by nDCG on validation cases.
 */
export function tfidfRanker(): EvaluationRanker {
  let items: EvaluationData['items'];
  let words: EvidenceHead;
  let chosen: typeof USUAL | null;
  const score = (by: typeof USUAL, history: readonly number[], out: Float32Array): void => {
    out.fill(0);
    const met = history.slice(-by.items).map((row) => ({ row, item: items[row] }));
    words.add(met, met.map((_, h) => Math.exp(-by.decay * (met.length - 1 - h))), out);
  };
  return {
    name: 'tfidf',
    async fit(data) {
      ({ items } = data);
      words = wordsHead(items);
      chosen = await bestByValidation(data, TRIED, score);
    },
    score: (history, out) => score(chosen ?? USUAL, history, out),
    chosen: () => chosen,
  };
}
