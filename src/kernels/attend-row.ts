import { LEAST_MASS, MASKED_BELOW, type AttentionHead } from './kernels.ts';

/** A head with only the events it sees. */
export interface VisibleHead {
  head: AttentionHead;
  /** Events whose bias is above MASKED_BELOW. */
  visible: Uint32Array;
}

export function visibleHead(head: AttentionHead): VisibleHead {
  return { head, visible: visibleEvents(head.bias) };
}

export function visibleEvents(bias: ArrayLike<number>): Uint32Array {
  const visible: number[] = [];
  for (let event = 0; event < bias.length; event++) if (bias[event] > MASKED_BELOW) visible.push(event);
  return Uint32Array.from(visible);
}

/**
 * One candidate's readout.
 *
 *   logit = s/τ + bias      lse: τ·(m + log Σ e^(logit − m))      mean: Σ e^(logit − m)·t / Σ e^(logit − m)
 *   sum:  Σ e^bias·σ(s/τ − θ)·t
 *
 * @param similarities s of event h at `at + h`
 * @param values       t of event h at `at + h`
 * @param masses       scratch, [≥ H]
 * @returns 0 when the head sees no event
 */
export function readoutOf(seen: VisibleHead, similarities: Float64Array, values: Float64Array, at: number, masses: Float64Array): number {
  const { visible, head: { temperature, readout } } = seen;
  if (visible.length === 0) return 0;
  const top = massesOf(seen, similarities, at, masses);
  let sum = 0;
  let weighted = 0;
  for (let i = 0; i < visible.length; i++) {
    sum += masses[i];
    weighted += masses[i] * values[at + visible[i]];
  }
  if (readout === 'lse') return temperature * (top + Math.log(sum));
  return readout === 'mean' ? weighted / sum : weighted;
}

/** Writes one candidate's attention weights to `weights`, from `to` on, one per event; all 0 when no event counts. */
export function weighRow(seen: VisibleHead, similarities: Float64Array, at: number, weights: Float32Array, to: number): void {
  const { visible } = seen;
  const masses = new Float64Array(visible.length);
  massesOf(seen, similarities, at, masses);
  const sum = masses.reduce((all, mass) => all + mass, 0);
  if (sum >= LEAST_MASS) for (let i = 0; i < visible.length; i++) weights[to + visible[i]] = masses[i] / sum;
}

/** Writes a mass for each visible event: e^(logit − m), or e^bias·σ(s/τ − θ). @returns m, the largest logit; 0 without softmax */
function massesOf({ head, visible }: VisibleHead, similarities: Float64Array, at: number, masses: Float64Array): number {
  const { bias, temperature, activation, threshold = 0 } = head;
  if (activation === 'sigmoid') {
    for (let i = 0; i < visible.length; i++) masses[i] = Math.exp(bias[visible[i]]) / (1 + Math.exp(threshold - similarities[at + visible[i]] / temperature));
    return 0;
  }
  if (activation === 'relu') {
    for (let i = 0; i < visible.length; i++) masses[i] = Math.exp(bias[visible[i]]) * Math.max(0, similarities[at + visible[i]] / temperature - threshold);
    return 0;
  }
  let top = -Infinity;
  for (let i = 0; i < visible.length; i++) {
    masses[i] = similarities[at + visible[i]] / temperature + bias[visible[i]];
    if (masses[i] > top) top = masses[i];
  }
  for (let i = 0; i < visible.length; i++) masses[i] = Math.exp(masses[i] - top);
  return top;
}
