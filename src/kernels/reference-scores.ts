import { blockOffset, NO_SPACE, type QuantisedMatrix } from '../domain/matrix.ts';
import { LEAST_MASS, MASKED_BELOW, type AttentionHead, type RankRequest } from './kernels.ts';
import { LEAST_DEVIATION } from './moments.ts';

/** What the definition in `ResidentCatalog` says, in f64 and without any thought of speed. */
export interface Reference {
  /** [C][H] */
  similarities: number[][];
  /** [heads][C][H] as they are shown; all 0 where no event counts. */
  weights: number[][][];
  /** [heads][C] */
  readouts: number[][];
  /** [C]; NaN where the prior is no finite number. */
  scores: number[];
  /** [C] rows in order: score descending, then row ascending; without excluded rows and NaN. */
  order: number[];
}

/** The oracle of the kernels' tests: f64, one dot at a time, softmax in two passes, a full sort. */
export function referenceScores(catalog: QuantisedMatrix, request: RankRequest): Reference {
  const { heads, history, values = history, prior, excluded, sample } = request;
  const rows = Array.from({ length: catalog.rows }, (_, row) => row);
  const similarities = rows.map((row) => Array.from({ length: history.rows }, (_, h) => similarity(catalog, row, history, h)));
  const read = rows.map((row) => Array.from({ length: history.rows }, (_, h) => similarity(catalog, row, values, h)));
  const masses = heads.map((head) => similarities.map((s) => massesOf(s, head)));
  const weights = masses.map((ofRows) => ofRows.map(shared));
  const readouts = heads.map((head, index) => rows.map((row) => (head.readout === 'lse' ? logSumExp(similarities[row], head) : weighted((head.readout === 'mean' ? weights : masses)[index][row], read[row]))));
  const standardised = readouts.map((values) => standardisedOver(values, sample));
  const scores = rows.map((row) => {
    const score = heads.reduce((sum, head, index) => sum + head.blendWeight * standardised[index][row], prior ? prior[row] : 0);
    return Number.isFinite(score) ? score : NaN;
  });
  const order = rows
    .filter((row) => !Number.isNaN(scores[row]) && !(excluded && (excluded[row >> 5] >>> (row & 31)) & 1))
    .sort((a, b) => scores[b] - scores[a] || a - b);
  return { similarities, weights, readouts, scores, order };
}

function similarity(catalog: QuantisedMatrix, row: number, history: QuantisedMatrix, h: number): number {
  if (catalog.spaceOf[row] !== history.spaceOf[h] || catalog.spaceOf[row] === NO_SPACE) return 0;
  let dot = 0;
  for (let d = 0; d < catalog.dimension; d++) dot += catalog.blocks[blockOffset(row, d, catalog.dimension)] * history.blocks[blockOffset(h, d, history.dimension)];
  return catalog.scales[row] * history.scales[h] * dot;
}

function logitsOf(similarities: number[], { bias, temperature }: AttentionHead): number[] {
  return similarities.map((s, h) => (bias[h] > MASKED_BELOW ? s / temperature + bias[h] : -Infinity));
}

/** Softmax's weights, or e^bias·σ(s/τ − θ). */
function massesOf(similarities: number[], head: AttentionHead): number[] {
  const { activation, bias, temperature, threshold = 0 } = head;
  const seen = (mass: (s: number) => number) => similarities.map((s, h) => (bias[h] > MASKED_BELOW ? Math.exp(bias[h]) * mass(s / temperature - threshold) : 0));
  if (activation === 'sigmoid') return seen((x) => 1 / (1 + Math.exp(-x)));
  if (activation === 'relu') return seen((x) => Math.max(0, x));
  const logits = logitsOf(similarities, head);
  const top = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  return shared(logits.map((logit) => (top === -Infinity ? 0 : Math.exp(logit - top))));
}

/** Divided by their sum. */
function shared(masses: number[]): number[] {
  const sum = masses.reduce((a, b) => a + b, 0);
  return masses.map((mass) => (sum >= LEAST_MASS ? mass / sum : 0));
}

function weighted(weights: number[], values: number[]): number {
  return weights.reduce((sum, weight, h) => sum + weight * values[h], 0);
}

function logSumExp(similarities: number[], head: AttentionHead): number {
  const logits = logitsOf(similarities, head);
  const top = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  if (top === -Infinity) return 0;
  return head.temperature * (top + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - top), 0)));
}

function standardisedOver(values: number[], sample: Uint32Array): number[] {
  if (sample.length === 0) return values;
  const seen = Array.from(sample, (row) => values[row]);
  const mean = seen.reduce((a, b) => a + b, 0) / seen.length;
  const deviation = Math.sqrt(seen.reduce((sum, value) => sum + (value - mean) ** 2, 0) / seen.length);
  return values.map((value) => (deviation > LEAST_DEVIATION * Math.max(1, Math.abs(mean)) ? (value - mean) / deviation : 0));
}
