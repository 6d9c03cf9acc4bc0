import type { HistoryEvent } from '../domain/event.ts';
import { type AttentionHead, MASKED, MASKED_BELOW } from '../kernels/kernels.ts';
import type { HeadName } from '../domain/recommendation.ts';
import { type Decay, eventBias } from './event-bias.ts';
import { historyStrengths } from './event-strength.ts';
import type { Blend } from './ranker.ts';

/** τ and λ of the sketch (ALGORITHM 3), best on the shop and the films alike. */
export const TEMPERATURE = 0.1;
export const CONTENT_DECAY: Decay = { perEvent: 0.3, perDay: 0.008 };
/** Dislikes are rare and meant to last. */
const DISLIKE_DECAY: Decay = { perEvent: 0.02, perDay: 0.004 };

/** An attention head by its name, over the history followed by the context's rows. */
export interface NamedHead extends AttentionHead {
  head: HeadName;
}

/**
 * The attention heads of one request: what was liked, what was disliked, and what the page is about.
 *
 * @param contextRows rows that follow the H events; only the context head sees them
 * @returns heads whose bias is [H + contextRows]; a head that would see nothing is left out
 */
export function contentHeads(events: readonly HistoryEvent[], contextRows: number, now: string, blend: Blend): NamedHead[] {
  const strengths = historyStrengths(events);
  const over = (bias: Float32Array, contextBias: number): Float32Array => {
    const all = new Float32Array(events.length + contextRows).fill(contextBias);
    all.set(bias);
    return all;
  };
  const nothing = new Float32Array(events.length).fill(MASKED);
  const heads: NamedHead[] = [
    { head: 'content', bias: over(eventBias(events, strengths, CONTENT_DECAY, now), MASKED), temperature: TEMPERATURE, readout: 'lse', blendWeight: blend.content },
    { head: 'dislikes', bias: over(eventBias(events, strengths.map((strength) => -strength), DISLIKE_DECAY, now), MASKED), temperature: TEMPERATURE, readout: 'lse', blendWeight: blend.dislikes },
    { head: 'context', bias: over(nothing, 0), temperature: TEMPERATURE, readout: 'lse', blendWeight: blend.context },
  ];
  return heads.filter(({ bias }) => bias.some((nats) => nats > MASKED_BELOW));
}

/**
 * The rows that can weigh anything in any head: those with bias ≥ best − 2/τ − 20, since |similarity| ≤ 1 leaves the
 * others at most e⁻²⁰ of the best one's weight.
 *
 * @returns row indices, ascending
 */
export function attendedRows(heads: readonly AttentionHead[], rows: number): Uint32Array {
  const keep = new Uint8Array(rows);
  for (const { bias, temperature } of heads) {
    const best = bias.reduce((max, nats) => Math.max(max, nats), MASKED);
    const least = Math.max(MASKED_BELOW, best - 2 / temperature - 20);
    for (let h = 0; h < rows; h++) if (bias[h] >= least) keep[h] = 1;
  }
  const attended: number[] = [];
  for (let h = 0; h < rows; h++) if (keep[h]) attended.push(h);
  return Uint32Array.from(attended);
}
