/** A prefix of a sequence and what came next. */
export interface Prefix {
  /** Places among the batch's events, oldest first. */
  events: number[];
  /** Place among the batch's candidates. */
  target: number;
}

/** How a history is read: log-sum-exp attention, or one decayed mean. */
export type Readout = 'lse' | 'mean';

export interface LossInput {
  prefixes: readonly Prefix[];
  /** [E, C] cosines */
  similarities: Float32Array;
  candidates: number;
  temperature: number;
  /** Nats, or powers of e, that an event loses by each that came after it. */
  decay: number;
  readout: Readout;
  /** Of the score, before the softmax over candidates. */
  scale: number;
  /** [C] added: what is popular, less how likely the candidate was to be drawn. */
  offsets: Float64Array;
}

export interface LossResult {
  /** Mean over the prefixes, nats. */
  loss: number;
  /** [E, C] gradient by the cosines. */
  bySimilarities: Float32Array;
  /** Gradient by the logarithm of `scale`. */
  byScale: number;
  /** [C] gradient by the offsets. */
  byOffsets: Float64Array;
}

/**
 * Cross-entropy of the next item among the candidates, and its gradient:
 *
 *   bias[h]  = −decay · rank of h (newest 0)
 *   lse      m[c] = τ · log Σ_h exp(s[h,c]/τ + bias[h])      ∂m/∂s[h,c] = softmax_h
 *   mean     m[c] = Σ_h e^bias[h]·s[h,c] / Σ_h e^bias[h]      ∂m/∂s[h,c] = e^bias[h] / Σ
 *   loss     = −log softmax_c(scale·m[c] + offsets[c])[target]
 */
export function nextItemLoss({ prefixes, similarities, candidates, temperature, decay, readout, scale, offsets }: LossInput): LossResult {
  const bySimilarities = new Float32Array(similarities.length);
  const byOffsets = new Float64Array(candidates);
  const [read, logits] = [new Float64Array(candidates), new Float64Array(candidates)];
  const longest = prefixes.reduce((most, { events }) => Math.max(most, events.length), 0);
  const masses = Array.from({ length: longest }, () => new Float32Array(candidates));
  const sums = new Float64Array(candidates);
  let [loss, byScale] = [0, 0];
  for (const { events, target } of prefixes) {
    const bias = events.map((_, h) => -decay * (events.length - 1 - h));
    if (readout === 'lse') attend(similarities, candidates, events, bias, temperature, masses, sums, read);
    else average(similarities, candidates, events, bias, masses, sums, read);
    let top = -Infinity;
    for (let c = 0; c < candidates; c++) {
      logits[c] = scale * read[c] + offsets[c];
      if (logits[c] > top) top = logits[c];
    }
    let sum = 0;
    const targetLogit = logits[target];
    for (let c = 0; c < candidates; c++) sum += logits[c] = Math.exp(logits[c] - top);
    loss += (top + Math.log(sum) - targetLogit) / prefixes.length;
    for (let c = 0; c < candidates; c++) {
      const gradient = (logits[c] / sum - (c === target ? 1 : 0)) / prefixes.length;
      byOffsets[c] += gradient;
      byScale += gradient * scale * read[c];
      logits[c] = (gradient * scale) / sums[c];
    }
    for (const [h, event] of events.entries()) {
      const mass = masses[h];
      for (let c = 0, at = event * candidates; c < candidates; c++, at++) bySimilarities[at] += logits[c] * mass[c];
    }
  }
  return { loss, bySimilarities, byScale, byOffsets };
}

/** Writes masses [H][C], their sums [C] and the log-sum-exp readout [C]; a weight is a mass by its sum. */
function attend(similarities: Float32Array, candidates: number, events: readonly number[], bias: readonly number[], temperature: number, masses: readonly Float32Array[], sums: Float64Array, read: Float64Array): void {
  // Cosines are at most 1 and the newest bias is 0: no power is above 1, and one of each candidate is at least e^(−2/τ).
  const top = 1 / temperature;
  sums.fill(0);
  for (const [h, event] of events.entries()) {
    const mass = masses[h];
    const own = bias[h] - top;
    for (let c = 0, at = event * candidates; c < candidates; c++, at++) sums[c] += mass[c] = Math.exp(similarities[at] * top + own);
  }
  for (let c = 0; c < candidates; c++) read[c] = temperature * (top + Math.log(sums[c]));
}

function average(similarities: Float32Array, candidates: number, events: readonly number[], bias: readonly number[], masses: readonly Float32Array[], sums: Float64Array, read: Float64Array): void {
  const sum = bias.reduce((all, nats) => all + Math.exp(nats), 0);
  sums.fill(sum);
  read.fill(0);
  for (const [h, event] of events.entries()) {
    const mass = Math.exp(bias[h]);
    masses[h].fill(mass);
    for (let c = 0, at = event * candidates; c < candidates; c++, at++) read[c] += (mass / sum) * similarities[at];
  }
}
