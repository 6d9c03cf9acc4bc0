import { STRATEGIES, type Strategy } from '../domain/recommendation.ts';

/** The strategy that an attribute names; `for-you` where it names none. */
export function usableStrategy(strategy: Strategy): Strategy {
  return STRATEGIES.includes(strategy) ? strategy : 'for-you';
}

/** The length of a list that an attribute gives; 8 where it gives none. */
export function usableLimit(limit: number): number {
  return Number.isInteger(limit) && limit > 0 ? limit : 8;
}

/** A share of variety, brought into 0 … 1. */
export function usableDiversity(diversity: number): number {
  return Math.min(1, Math.max(0, diversity));
}
