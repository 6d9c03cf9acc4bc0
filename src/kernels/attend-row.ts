import { MASKED_BELOW, type AttentionHead } from './kernels.ts';

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
 * One candidate's readout, by softmax in two passes.
 *
 *   logit = s/τ + bias      lse: τ·(m + log Σ e^(logit − m))      mean: Σ e^(logit − m)·s / Σ e^(logit − m)
 *
 * @param similarities s of event h at `at + h`
 * @param logits       scratch, [≥ H]
 * @returns 0 when the head sees no event
 */
export function readoutOf({ head, visible }: VisibleHead, similarities: Float64Array, at: number, logits: Float64Array): number {
  if (visible.length === 0) return 0;
  const { bias, temperature, readout } = head;
  let top = -Infinity;
  for (let i = 0; i < visible.length; i++) {
    const h = visible[i];
    const logit = similarities[at + h] / temperature + bias[h];
    logits[i] = logit;
    if (logit > top) top = logit;
  }
  let sum = 0;
  let weighted = 0;
  for (let i = 0; i < visible.length; i++) {
    const mass = Math.exp(logits[i] - top);
    sum += mass;
    weighted += mass * similarities[at + visible[i]];
  }
  return readout === 'lse' ? temperature * (top + Math.log(sum)) : weighted / sum;
}

/** Writes one candidate's attention weights to `weights`, from `to` on, one per event; all 0 when the head sees no event. */
export function weighRow({ head, visible }: VisibleHead, similarities: Float64Array, at: number, weights: Float32Array, to: number): void {
  const { bias, temperature } = head;
  let top = -Infinity;
  for (const h of visible) top = Math.max(top, similarities[at + h] / temperature + bias[h]);
  let sum = 0;
  for (const h of visible) sum += Math.exp(similarities[at + h] / temperature + bias[h] - top);
  for (const h of visible) weights[to + h] = Math.exp(similarities[at + h] / temperature + bias[h] - top) / sum;
}
