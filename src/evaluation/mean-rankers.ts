import { centroidScores } from './centroid.ts';
import type { EvaluationData, EvaluationRanker } from './evaluation-ranker.ts';
import { bestByValidation } from './validation-cases.ts';

/** What in-browser recommenders usually average. */
const MEAN_OF = 20;
/** How far back a decayed mean looks; with the slowest decay it is tried with, the rest would still count a little. */
const DECAYED_MEAN_OF = 50;
/** λ per newer event that are tried; DEFAULT_DECAY where there is no train to choose by. */
const DECAYS = [0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.2, 2];
const DEFAULT_DECAY = 0.3;

/** score[c] = cosine of c with the mean of the last MEAN_OF vectors, up to a factor that is the same for all c. */
export function meanRanker(): EvaluationRanker {
  let data: EvaluationData;
  return {
    name: 'mean',
    fit(given) {
      data = given;
    },
    score: (history, out) => meanOfNewest(data, history, out),
    scoreRows(history, rows) {
      const out = new Float32Array(rows.length);
      meanOfNewest(data, history, out, rows);
      return out;
    },
  };
}

function meanOfNewest({ similarities }: EvaluationData, history: readonly number[], out: Float32Array, rows?: Uint32Array): void {
  const recent = history.slice(-MEAN_OF);
  centroidScores(similarities, recent, recent.map(() => 1), out, rows);
}

/** The mean with weights e^(−λ·rank), the newest at rank 0; λ by nDCG on validation cases made of train. */
export function meanDecayRanker(): EvaluationRanker {
  let data: EvaluationData;
  let decay: number;
  return {
    name: 'mean-decay',
    async fit(given) {
      data = given;
      decay = await bestDecay(given);
    },
    score: (history, out) => decayedMean(data, history, decay, out),
    scoreRows(history, rows) {
      const out = new Float32Array(rows.length);
      decayedMean(data, history, decay, out, rows);
      return out;
    },
  };
}

export function decayedMean({ similarities }: Pick<EvaluationData, 'similarities'>, history: readonly number[], decay: number, out: Float32Array, rows?: Uint32Array): void {
  const recent = history.slice(-DECAYED_MEAN_OF);
  centroidScores(similarities, recent, recent.map((_, h) => Math.exp(-decay * (recent.length - 1 - h))), out, rows);
}

/** λ of the decayed mean by nDCG on validation cases made of train; a usual one where there are none. */
export async function bestDecay(data: EvaluationData): Promise<number> {
  return (await bestByValidation(data, DECAYS, (decay, history, out) => decayedMean(data, history, decay, out))) ?? DEFAULT_DECAY;
}
