import { affinityHead } from '../ranker/evidence/affinity-head.ts';
import { sourceOf } from '../ranker/evidence/attributes.ts';
import type { EvidenceHead } from '../ranker/evidence/evidence.ts';
import type { EvaluationRanker } from './evaluation-ranker.ts';

const DECAY_PER_EVENT = 0.3;
const HISTORY_OF = 50;

/**
 * Affinity to where an item comes from: its site, else its brand.
 *
 *   score[c] = Σh e^(−0.3·rank[h]) · [source(h) = source(c)] / items of that source
 *
 * 0 for an item without a source. Items of one source are equal, and stand in random order.
 */
export function sourceRanker(): EvaluationRanker {
  let items: Parameters<typeof affinityHead>[1];
  let affinity: EvidenceHead;
  return {
    name: 'source',
    fit(data) {
      ({ items } = data);
      affinity = affinityHead('site', items, (item) => [sourceOf(item)]);
    },
    score(history, out) {
      out.fill(0);
      const met = history.slice(-HISTORY_OF).map((row) => ({ row, item: items[row] }));
      affinity.add(met, met.map((_, h) => Math.exp(-DECAY_PER_EVENT * (met.length - 1 - h))), out);
    },
  };
}
