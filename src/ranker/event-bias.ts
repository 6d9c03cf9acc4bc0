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
  const { ranks, agesDays } = eventAges(events, strengths, now);
  return Float32Array.from(strengths, (strength, h) => (ranks[h] < 0 ? MASKED : Math.max(MASKED, Math.log(strength) - decay.perEvent * ranks[h] - decay.perDay * agesDays[h])));
}

/**
 * What the decays count: newer events that speak, and days.
 *
 * @returns ranks [H], −1 where the event does not speak; agesDays [H], at least 0
 */
export function eventAges(events: readonly HistoryEvent[], strengths: Float32Array, now: string): { ranks: Int32Array; agesDays: Float64Array } {
  const nowMs = Date.parse(now);
  const ranks = new Int32Array(events.length);
  let rank = 0;
  for (let h = events.length - 1; h >= 0; h--) ranks[h] = strengths[h] > 0 ? rank++ : -1;
  return { ranks, agesDays: Float64Array.from(events, ({ at }) => Math.max(0, nowMs - Date.parse(at)) / DAY_MS) };
}
