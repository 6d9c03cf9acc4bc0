import { affinityHead } from '../ranker/evidence/affinity-head.ts';
import { sourceOf } from '../ranker/evidence/attributes.ts';
import type { EvidenceHead } from '../ranker/evidence/evidence.ts';
import type { EvaluationData, EvaluationRanker } from './evaluation-ranker.ts';
import { bestByValidation } from './validation-cases.ts';

/** λ that are tried; USUAL_DECAY where there is nothing to choose by. */
const DECAYS = [0.3, 0, 0.05, 0.1, 0.2, 0.5, 0.8, 1.2, 2];
const [USUAL_DECAY] = DECAYS;
const HISTORY_OF = 50;

/**
 * Affinity to where an item comes from: its site, else its brand.
 *
 *   score[c] = Σh e^(−λ·rank[h]) · [source(h) = source(c)] / items of that source
 *
 * 0 for an item without a source. Items of one source are equal, and stand in random order. λ by nDCG on validation cases.
 */
export function sourceRanker(): EvaluationRanker {
  let items: EvaluationData['items'];
  let affinity: EvidenceHead;
  let chosen: number | null;
  const score = (decay: number, history: readonly number[], out: Float32Array): void => {
    out.fill(0);
    const met = history.slice(-HISTORY_OF).map((row) => ({ row, item: items[row] }));
    affinity.add(met, met.map((_, h) => Math.exp(-decay * (met.length - 1 - h))), out);
  };
  return {
    name: 'source',
    async fit(data) {
      ({ items } = data);
      affinity = affinityHead('site', items, (item) => [sourceOf(item)]);
      chosen = await bestByValidation(data, DECAYS, score);
    },
    score: (history, out) => score(chosen ?? USUAL_DECAY, history, out),
    chosen: () => (chosen === null ? null : { decay: chosen }),
  };
}
