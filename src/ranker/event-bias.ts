import type { HistoryEvent } from '../domain/event.ts';
import { MASKED } from '../kernels/kernels.ts';

const DAY_MS = 86_400_000;

/** How fast the past fades, in nats. */
export interface Decay {
  /** λ: per newer event. */
  perEvent: number;
  /** λt: per day of age. */
  perDay: number;
}

/**
 * The number added to every logit of an event.
 *
 *   bias[h] = log strength[h] − λ·rank[h] − λt·ageDays[h]        rank of the newest event that speaks = 0
 *
 * @param strengths [H], above 0 where the event speaks; the rest is masked and takes no rank
 * @param now       ISO time that ages count from; an event from the future has age 0
 * @returns         [H] nats, MASKED where strength ≤ 0
 */
export function eventBias(events: readonly HistoryEvent[], strengths: Float32Array, decay: Decay, now: string): Float32Array {
  const bias = new Float32Array(events.length).fill(MASKED);
  const nowMs = Date.parse(now);
  let rank = 0;
  for (let h = events.length - 1; h >= 0; h--) {
    if (!(strengths[h] > 0)) continue;
    const ageDays = Math.max(0, nowMs - Date.parse(events[h].at)) / DAY_MS;
    bias[h] = Math.max(MASKED, Math.log(strengths[h]) - decay.perEvent * rank++ - decay.perDay * ageDays);
  }
  return bias;
}
