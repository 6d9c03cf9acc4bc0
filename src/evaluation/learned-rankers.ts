import type { Products } from '../kernels/kernels.ts';
import { mapMatrix } from '../ranker/low-rank-map.ts';
import { reachOfMet } from '../ranker/reach-of-met.ts';
import type { Readout } from '../training/next-item-loss.ts';
import { trainTransform } from '../training/train-transform.ts';
import { attentionOver } from './attention-rankers.ts';
import type { EvaluationData, EvaluationRanker } from './evaluation-ranker.ts';
import { bestDecay, decayedMean } from './mean-rankers.ts';
import { SimilarityRows } from './similarity-rows.ts';
import { trainCounts } from './train-counts.ts';

/** Names of learnedRankers(). */
export const LEARNED_RANKERS = ['attention-w', 'mean-w'] as const;

/** Content rankers through a W that is learned from train: attention, and a decayed mean whose W is trained as well for it. */
export function learnedRankers(products: Products): Map<string, () => EvaluationRanker> {
  return new Map<string, () => EvaluationRanker>([
    [LEARNED_RANKERS[0], () => attentionOver(LEARNED_RANKERS[0], 'lse', (data) => learn(data, products, 'lse'))],
    [LEARNED_RANKERS[1], () => meanRanker(LEARNED_RANKERS[1], products)],
  ]);
}

function meanRanker(name: string, products: Products): EvaluationRanker {
  let similarities: SimilarityRows;
  let decay: number;
  return {
    name,
    async fit(data) {
      decay = await bestDecay(data);
      similarities = await learn(data, products, 'mean', decay);
    },
    score: (history, out) => decayedMean({ similarities }, history, decay, out),
    scoreRows(history, rows) {
      const out = new Float32Array(rows.length);
      decayedMean({ similarities }, history, decay, out, rows);
      return out;
    },
  };
}

/** Cosines of queries and keys through what is learned; the plain ones where nothing better is. */
async function learn(data: EvaluationData, products: Products, readout: Readout, decay?: number): Promise<SimilarityRows> {
  const { similarities, sequences, seed, breathe, told } = data;
  const { vectors, keys } = similarities;
  const { transform } = await trainTransform({ vectors, sequences, products, seed, readout, decay, breathe, told: ({ epoch, epochs }) => told?.(epoch / (epochs + 1)) });
  const reach = reachOfMet(Float32Array.from(trainCounts(sequences, vectors.rows)));
  return transform ? new SimilarityRows(mapMatrix(products, transform.queries, vectors, reach), undefined, mapMatrix(products, transform.keys, keys)) : similarities;
}
