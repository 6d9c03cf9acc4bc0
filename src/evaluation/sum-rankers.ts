import type { EvaluationData, EvaluationRanker } from './evaluation-ranker.ts';
import { ROWS_AT_ONCE } from './similarity-rows.ts';
import { bestByValidation } from './validation-cases.ts';

/** τ and λ as content attention has them. */
const TEMPERATURE = 0.1;
const DECAY_PER_EVENT = 0.3;
/** θ that are tried: an event begins to count at a cosine of τ·θ; USUAL_THRESHOLD where there is nothing to choose by. */
const THRESHOLDS = [1, 2, 3, 4, 5, 6];
const USUAL_THRESHOLD = 4;

const ACTIVATIONS = {
  sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
  relu: (x: number) => Math.max(0, x),
};

/** Content attention whose σ is no softmax: each event weighs by itself, and nothing is shared out. */
export function sigmoidRanker(): EvaluationRanker {
  return sumRanker('attention-sigmoid', ACTIVATIONS.sigmoid);
}

export function reluRanker(): EvaluationRanker {
  return sumRanker('attention-relu', ACTIVATIONS.relu);
}

/** score[c] = Σh e^(−λ·rank[h]) · σ(s[c,h]/τ − θ) · s[c,h] over the last ROWS_AT_ONCE items; θ by nDCG on validation cases. */
function sumRanker(name: string, activation: (x: number) => number): EvaluationRanker {
  let data: EvaluationData;
  let chosen: number | null;
  const weigh = (theta: number, events: readonly Float32Array[], out: Float32Array): void => {
    out.fill(0);
    for (const [h, row] of events.entries()) {
      const strength = Math.exp(-DECAY_PER_EVENT * (events.length - 1 - h));
      for (let c = 0; c < out.length; c++) out[c] += strength * activation(row[c] / TEMPERATURE - theta) * row[c];
    }
  };
  const score = (theta: number, history: readonly number[], out: Float32Array): void => weigh(theta, data.similarities.rows(history.slice(-ROWS_AT_ONCE)), out);
  return {
    name,
    similarityRows: ROWS_AT_ONCE,
    async fit(given) {
      data = given;
      chosen = await bestByValidation(given, THRESHOLDS, score);
    },
    score: (history, out) => score(chosen ?? USUAL_THRESHOLD, history, out),
    scoreRows(history, rows) {
      const out = new Float32Array(rows.length);
      weigh(chosen ?? USUAL_THRESHOLD, data.similarities.among(history.slice(-ROWS_AT_ONCE), rows), out);
      return out;
    },
    chosen: () => (chosen === null ? null : { threshold: chosen }),
  };
}
