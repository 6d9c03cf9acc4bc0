import type { EvaluationData, EvaluationRanker } from './evaluation-ranker.ts';
import { ROWS_AT_ONCE, type SimilarityRows } from './similarity-rows.ts';

/** τ and λ of the sketch (ALGORITHM 3), measured best on the shop and the films alike; nothing here is fitted. */
const TEMPERATURE = 0.1;
const DECAY_PER_EVENT = 0.3;

/** Content attention with W = identity, log-sum-exp readout: the ranker without parameters. */
export function attentionRanker(): EvaluationRanker {
  return attentionOver('attention', 'lse');
}

/** Content attention with W = identity, mean readout. */
export function attentionMeanRanker(): EvaluationRanker {
  return attentionOver('attention-mean', 'mean');
}

/**
 * Attention over the last ROWS_AT_ONCE items of the history, s being the cosine.
 *
 *   logit[c,h] = s[c,h]/τ − λ·rank[h]            rank of the newest = 0
 *   lse   score[c] = τ · log Σh exp(logit)
 *   mean  score[c] = Σh softmax_h(logit) · s[c,h]
 *
 * All 0 for an empty history.
 *
 * @param learn cosines that are learned from the data; those of the data itself, which rankers share, unless given
 */
export function attentionOver(name: string, readout: 'lse' | 'mean', learn?: (data: EvaluationData) => Promise<SimilarityRows>): EvaluationRanker {
  let similarities: SimilarityRows;
  let peak: Float64Array;
  let mass: Float64Array;
  const attend = readout === 'lse' ? attendLse : attendMean;
  return {
    name,
    similarityRows: learn ? undefined : ROWS_AT_ONCE,
    async fit(data) {
      similarities = learn ? await learn(data) : data.similarities;
      peak = new Float64Array(data.items.length);
      mass = new Float64Array(data.items.length);
    },
    score(history, out) {
      attend(similarities.rows(history.slice(-ROWS_AT_ONCE)), peak, mass, out);
    },
    scoreRows(history, rows) {
      const out = new Float32Array(rows.length);
      attend(similarities.among(history.slice(-ROWS_AT_ONCE), rows), new Float64Array(rows.length), new Float64Array(rows.length), out);
      return out;
    },
  };
}

/** Attention of candidates, each at its place in all arrays, over events, oldest first; `peak` and `mass` are scratch. */
type Attend = (events: readonly Float32Array[], peak: Float64Array, mass: Float64Array, out: Float32Array) => void;

const attendLse: Attend = (events, peak, mass, out) => {
  out.fill(0);
  if (events.length === 0) return;
  const bias = biasOf(events);
  findPeaks(events, bias, peak);
  mass.fill(0);
  events.forEach((row, h) => addMass(row, bias[h], peak, mass));
  for (let c = 0; c < out.length; c++) out[c] = TEMPERATURE * (peak[c] + Math.log(mass[c]));
};

const attendMean: Attend = (events, peak, mass, out) => {
  out.fill(0);
  if (events.length === 0) return;
  const bias = biasOf(events);
  findPeaks(events, bias, peak);
  mass.fill(0);
  events.forEach((row, h) => addWeighted(row, bias[h], peak, mass, out));
  for (let c = 0; c < out.length; c++) out[c] /= mass[c];
};

function biasOf(events: readonly Float32Array[]): number[] {
  return events.map((_, h) => -DECAY_PER_EVENT * (events.length - 1 - h));
}

/** The highest logit of each candidate, which keeps every exponential below 1. */
function findPeaks(rows: readonly Float32Array[], bias: readonly number[], peak: Float64Array): void {
  peak.fill(-Infinity);
  rows.forEach((row, h) => {
    for (let c = 0; c < peak.length; c++) peak[c] = Math.max(peak[c], row[c] / TEMPERATURE + bias[h]);
  });
}

function addMass(row: Float32Array, bias: number, peak: Float64Array, mass: Float64Array): void {
  for (let c = 0; c < mass.length; c++) mass[c] += Math.exp(row[c] / TEMPERATURE + bias - peak[c]);
}

function addWeighted(row: Float32Array, bias: number, peak: Float64Array, mass: Float64Array, sum: Float32Array): void {
  for (let c = 0; c < mass.length; c++) {
    const weight = Math.exp(row[c] / TEMPERATURE + bias - peak[c]);
    mass[c] += weight;
    sum[c] += weight * row[c];
  }
}
