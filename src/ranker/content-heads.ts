import { withSigma } from '../domain/complete-derivation.ts';
import type { Activation, AttentionSettings } from '../domain/derivation.ts';
import type { HistoryEvent } from '../domain/event.ts';
import { type AttentionHead, MASKED, MASKED_BELOW } from '../kernels/kernels.ts';
import type { Blend, HeadName } from '../domain/recommendation.ts';
import { type Decay, eventBias } from './event-bias.ts';
import { historyStrengths } from './event-strength.ts';

/** τ and λ of the sketch (ALGORITHM 3), best on the shop and the films alike. */
export const TEMPERATURE = 0.1;
export const CONTENT_DECAY: Decay = { perEvent: 0.3, perDay: 0.008 };
/** What lasts, be it liking or dislike. */
export const LASTING_DECAY: Decay = { perEvent: 0.02, perDay: 0.004 };
/** What the content head says of itself, unless a request says otherwise. */
export const PRODUCT_ATTENTION: AttentionSettings = { sigma: 'softmax', temperature: TEMPERATURE, decay: CONTENT_DECAY.perEvent, ageDecay: CONTENT_DECAY.perDay, readout: 'lse' };
/** Nats below its best at which an item that was met is no evidence any more. */
const EVIDENCE_REACH = 20;

/** What the content head says of itself with this σ. */
export function attentionBy(sigma: Activation = PRODUCT_ATTENTION.sigma): AttentionSettings {
  return withSigma(sigma, PRODUCT_ATTENTION);
}

/** An attention head by its name, over the history followed by the context's rows. */
export interface NamedHead extends AttentionHead {
  head: HeadName;
}

/**
 * The attention heads of one request: what was liked of late and ever, what was disliked, and what the page is about.
 *
 * @param contextRows rows that follow the H events; only the context head sees them
 * @param degrees [H] as for historyStrengths()
 * @param content what the content head is to say of itself
 * @returns heads whose bias is [H + contextRows]; a head that would see nothing, or has no weight, is left out
 */
export function contentHeads(events: readonly HistoryEvent[], contextRows: number, now: string, blend: Blend, degrees?: Float32Array, content: AttentionSettings = PRODUCT_ATTENTION): NamedHead[] {
  const strengths = historyStrengths(events, degrees);
  const over = (bias: Float32Array, contextBias: number): Float32Array => {
    const all = new Float32Array(events.length + contextRows).fill(contextBias);
    all.set(bias);
    return all;
  };
  const nothing = new Float32Array(events.length).fill(MASKED);
  const heads: NamedHead[] = [
    { head: 'content', bias: over(eventBias(events, strengths, { perEvent: content.decay, perDay: content.ageDecay }, now), MASKED), temperature: content.temperature, activation: content.sigma, readout: content.readout, blendWeight: blend.content },
    { head: 'long-term', bias: over(eventBias(events, strengths, LASTING_DECAY, now), MASKED), temperature: TEMPERATURE, readout: 'lse', blendWeight: blend['long-term'] },
    { head: 'dislikes', bias: over(eventBias(events, strengths.map((strength) => -strength), LASTING_DECAY, now), MASKED), temperature: TEMPERATURE, readout: 'lse', blendWeight: blend.dislikes },
    { head: 'context', bias: over(nothing, 0), temperature: TEMPERATURE, readout: 'lse', blendWeight: blend.context },
  ];
  return heads.filter(({ bias, blendWeight }) => blendWeight !== 0 && bias.some((nats) => nats > MASKED_BELOW));
}

/** How much evidence counts that comes from the history, and from what the page is about. */
export interface EvidenceShares {
  history: number;
  context: number;
}

/**
 * Weights of what was met, as evidence: strength and decay of the content head.
 *
 *   weight[h] = share.history · e^bias[h],  weight[context] = share.context
 *
 * @param degrees [H] as for historyStrengths()
 * @returns [H + contextRows], 0 where it is no evidence
 */
export function evidenceWeights(events: readonly HistoryEvent[], contextRows: number, now: string, share: EvidenceShares, degrees?: Float32Array): Float32Array {
  const bias = eventBias(events, historyStrengths(events, degrees), CONTENT_DECAY, now);
  const best = bias.reduce((most, nats) => Math.max(most, nats), MASKED);
  const weights = new Float32Array(events.length + contextRows).fill(share.context);
  for (const [h, nats] of bias.entries()) weights[h] = nats > MASKED_BELOW && nats > best - EVIDENCE_REACH ? share.history * Math.exp(nats) : 0;
  return weights;
}

/**
 * The rows that can weigh anything in any head: those with bias ≥ best − 2/τ − 20, since |similarity| ≤ 1 leaves the
 * others at most e⁻²⁰ of the best one's weight; and those that are evidence.
 *
 * @param evidence [rows] weights
 * @returns row indices, ascending
 */
export function attendedRows(heads: readonly AttentionHead[], rows: number, evidence: Float32Array = new Float32Array(rows)): Uint32Array {
  const keep = Uint8Array.from(evidence, (weight) => (weight > 0 ? 1 : 0));
  for (const { bias, temperature } of heads) {
    const best = bias.reduce((max, nats) => Math.max(max, nats), MASKED);
    const least = Math.max(MASKED_BELOW, best - 2 / temperature - 20);
    for (let h = 0; h < rows; h++) if (bias[h] >= least) keep[h] = 1;
  }
  const attended: number[] = [];
  for (let h = 0; h < rows; h++) if (keep[h]) attended.push(h);
  return Uint32Array.from(attended);
}
