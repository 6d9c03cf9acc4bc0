import type { LearnedTransform } from '../domain/learned-transform.ts';
import type { Products } from '../kernels/kernels.ts';
import { mapMatrix } from '../ranker/low-rank-map.ts';
import { reachOfMet } from '../ranker/reach-of-met.ts';
import type { Readout } from '../training/next-item-loss.ts';
import { type Trained, trainTransform } from '../training/train-transform.ts';
import { attentionOver } from './attention-rankers.ts';
import type { EvaluationData, EvaluationRanker } from './evaluation-ranker.ts';
import { bestDecay, decayedMean, USUAL_DECAY } from './mean-rankers.ts';
import { SimilarityRows } from './similarity-rows.ts';
import { trainCounts } from './train-counts.ts';
import { validationOf } from './validation-cases.ts';

/** Names of learnedRankers(). */
export const LEARNED_RANKERS = ['attention-w', 'mean-w'] as const;

/** Content rankers through a W that is learned from train: attention, and a decayed mean whose W is trained as well for it. */
export function learnedRankers(products: Products): Map<string, () => EvaluationRanker> {
  return new Map<string, () => EvaluationRanker>([
    [LEARNED_RANKERS[0], () => attentionOver(LEARNED_RANKERS[0], 'lse', (data) => learn(data, products))],
    [LEARNED_RANKERS[1], () => meanRanker(LEARNED_RANKERS[1], products)],
  ]);
}

/**
 * W is trained at the λ that is best for the vectors themselves, on train without the validation cases; the λ that ranks by it is then
 * chosen on these, through that W, which has not seen them; last, W goes once over all of train.
 */
function meanRanker(name: string, products: Products): EvaluationRanker {
  let similarities: SimilarityRows;
  let chosen: number | null;
  return {
    name,
    async fit(data) {
      ({ similarities } = data);
      chosen = await bestDecay(data);
      const { left } = validationOf(data);
      const { transform, goOn } = await train({ ...data, sequences: left }, products, 'mean', chosen ?? USUAL_DECAY);
      if (!transform) return;
      chosen = await bestDecay(data, { similarities: through(transform, { ...data, sequences: left }, products) });
      similarities = through((await goOn(data.sequences))!, data, products);
    },
    score: (history, out) => decayedMean({ similarities }, history, chosen ?? USUAL_DECAY, out),
    scoreRows(history, rows) {
      const out = new Float32Array(rows.length);
      decayedMean({ similarities }, history, chosen ?? USUAL_DECAY, out, rows);
      return out;
    },
    chosen: () => (chosen === null ? null : { decay: chosen }),
  };
}

/** Cosines of queries and keys through what is learned; the plain ones where nothing better is. */
async function learn(data: EvaluationData, products: Products): Promise<SimilarityRows> {
  const { transform } = await train(data, products, 'lse');
  return transform ? through(transform, data, products) : data.similarities;
}

function train({ similarities: { vectors }, sequences, seed, breathe, told }: EvaluationData, products: Products, readout: Readout, decay?: number): Promise<Trained> {
  return trainTransform({ vectors, sequences, products, seed, readout, decay, breathe, told: ({ epoch, epochs }) => told?.(epoch / (epochs + 1)) });
}

function through({ queries, keys }: LearnedTransform, { similarities, sequences }: EvaluationData, products: Products): SimilarityRows {
  const reach = reachOfMet(Float32Array.from(trainCounts(sequences, similarities.vectors.rows)));
  return new SimilarityRows(mapMatrix(products, queries, similarities.vectors, reach), { keys: mapMatrix(products, keys, similarities.keys), products });
}
