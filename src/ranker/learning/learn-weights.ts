import type { Preference } from '../../domain/learning.ts';
import type { Blend, HeadName } from '../../domain/recommendation.ts';
import { boundedWeights } from './bounded-weights.ts';
import { drawWeights } from './draw-weights.ts';
import type { LearnableWeights } from './learnable-heads.ts';
import { type Choice, faded, withChoice, type WeightBelief } from './weight-belief.ts';

/** What was learned is half forgotten after so many days, or so many lists that a choice was made from. */
const HALF_LIFE_DAYS = 60;
const HALF_LIFE_LISTS = 100;
const DAY_MS = 86_400_000;

/** What is believed after some preferences, and where it stands in time. */
export interface LearnedState {
  belief: WeightBelief;
  /** ISO 8601 of the last preference, and its list; null before any. */
  at: string | null;
  listId: string | null;
}

export function untaught({ prior }: LearnableWeights): LearnedState {
  return { belief: prior, at: null, listId: null };
}

/**
 * What is believed after further preferences, the oldest first: a function of the state and of them alone.
 *
 * @param blend of the pack, by which heads that are not learned count
 */
export function taught(state: LearnedState, preferences: readonly Preference[], weights: LearnableWeights, blend: Blend): LearnedState {
  return preferences.reduce((before, preference) => {
    const lists = before.listId === null || before.listId === preference.listId ? 0 : 1;
    const belief = faded(before.belief, weights.prior, keptAfter(before.at === null ? 0 : daysBetween(before.at, preference.at), lists));
    return { belief: withChoice(belief, choiceOf(preference, weights.heads, blend)), at: preference.at, listId: preference.listId };
  }, state);
}

/** What is believed at a time after the last preference. */
export function beliefAt({ belief, at }: LearnedState, weights: LearnableWeights, now: string): WeightBelief {
  return at === null ? belief : faded(belief, weights.prior, keptAfter(daysBetween(at, now), 0));
}

/** Weights of the learned heads: the mean of what is believed, within bounds. */
export function meanBlend(belief: WeightBelief, weights: LearnableWeights): Partial<Blend> {
  return named(weights, boundedWeights(belief.mean, weights.bounds));
}

/** Weights drawn from what is believed, within bounds: Thompson's sampling (1933). */
export function drawnBlend(belief: WeightBelief, weights: LearnableWeights, random: () => number): Partial<Blend> {
  return named(weights, boundedWeights(drawWeights(belief, weights.heads.length, random), weights.bounds));
}

/** How uncertain each weight is: its standard deviation. */
export function deviations({ covariance, mean }: WeightBelief, { heads }: LearnableWeights): number[] {
  return heads.map((_, h) => Math.sqrt(Math.max(0, covariance[h * (mean.length + 1)])));
}

function named({ heads }: LearnableWeights, values: Float64Array): Partial<Blend> {
  return Object.fromEntries(heads.map((head, h) => [head, values[h]]));
}

function choiceOf({ readouts, places: [better, worse], kind, weight }: Preference, heads: readonly HeadName[], blend: Blend): Choice {
  const learned = new Set(heads);
  const offset = (Object.entries(readouts) as [HeadName, number][]).reduce((sum, [head, readout]) => (learned.has(head) ? sum : sum + blend[head] * readout), 0);
  return { readouts: heads.map((head) => readouts[head] ?? 0), offset, ahead: Math.log((1 + worse) / (1 + better)), kind, weight };
}

function keptAfter(days: number, lists: number): number {
  return 2 ** -(days / HALF_LIFE_DAYS + lists / HALF_LIFE_LISTS);
}

/** At least 0: a clock that was set back makes nothing surer. */
function daysBetween(earlier: string, later: string): number {
  return Math.max(0, (Date.parse(later) - Date.parse(earlier)) / DAY_MS);
}
