import { centroidScores } from './centroid.ts';
import type { EvaluationData, EvaluationRanker } from './evaluation-ranker.ts';
import { bestByValidation } from './validation-cases.ts';

/** How many of the newest items the mean is tried with; without anything to choose by, what in-browser recommenders usually average. */
const NEWEST = [20, 2, 5, 10, 50];
const [USUAL_NEWEST] = NEWEST;
/** How far back a decayed mean looks; with the slowest decay it is tried with, the rest would still count a little. */
const DECAYED_MEAN_OF = 50;
/** λ per newer event that are tried; USUAL_DECAY where there is nothing to choose by. */
const DECAYS = [0.3, 0, 0.05, 0.1, 0.2, 0.5, 0.8, 1.2, 2];
export const [USUAL_DECAY] = DECAYS;

type Cosines = Pick<EvaluationData, 'similarities'>;

/** score[c] = cosine of c with the mean of the last vectors, up to a factor that is the same for all c; how many, by nDCG on validation cases. */
export function meanRanker(): EvaluationRanker {
  let data: EvaluationData;
  let chosen: number | null;
  return {
    name: 'mean',
    async fit(given) {
      data = given;
      chosen = await bestByValidation(given, NEWEST, (newest, history, out) => meanOfNewest(given, history, newest, out));
    },
    score: (history, out) => meanOfNewest(data, history, chosen ?? USUAL_NEWEST, out),
    scoreRows(history, rows) {
      const out = new Float32Array(rows.length);
      meanOfNewest(data, history, chosen ?? USUAL_NEWEST, out, rows);
      return out;
    },
    chosen: () => (chosen === null ? null : { items: chosen }),
  };
}

function meanOfNewest({ similarities }: Cosines, history: readonly number[], newest: number, out: Float32Array, rows?: Uint32Array): void {
  const recent = history.slice(-newest);
  centroidScores(similarities, recent, recent.map(() => 1), out, rows);
}

/** The mean with weights e^(−λ·rank), the newest at rank 0; λ by nDCG on validation cases. */
export function meanDecayRanker(): EvaluationRanker {
  let data: EvaluationData;
  let chosen: number | null;
  return {
    name: 'mean-decay',
    async fit(given) {
      data = given;
      chosen = await bestDecay(given);
    },
    score: (history, out) => decayedMean(data, history, chosen ?? USUAL_DECAY, out),
    scoreRows(history, rows) {
      const out = new Float32Array(rows.length);
      decayedMean(data, history, chosen ?? USUAL_DECAY, out, rows);
      return out;
    },
    chosen: () => (chosen === null ? null : { decay: chosen }),
  };
}

export function decayedMean({ similarities }: Cosines, history: readonly number[], decay: number, out: Float32Array, rows?: Uint32Array): void {
  const recent = history.slice(-DECAYED_MEAN_OF);
  centroidScores(similarities, recent, recent.map((_, h) => Math.exp(-decay * (recent.length - 1 - h))), out, rows);
}

/** λ of the decayed mean by nDCG on validation cases; null where there are none. @param of cosines that have not seen these; the data's own unless given */
export function bestDecay(data: EvaluationData, of: Cosines = data): Promise<number | null> {
  return bestByValidation(data, DECAYS, (decay, history, out) => decayedMean(of, history, decay, out));
}
