import type { VarietyTerm } from './variety-term.ts';

/**
 * Variety as maximal marginal relevance tells it: by the most similar choice alone.
 *
 *   variety[c] = −max_{s chosen} cosine(c, s)        1 beside nothing
 *
 * Source: Carbonell and Goldstein (1998).
 *
 * @param size candidates
 */
export function maximalMarginalRelevance(size: number): VarietyTerm {
  const closest = new Float64Array(size).fill(-1);
  return {
    meet(candidate, _choice, _step, cosine) {
      closest[candidate] = Math.max(closest[candidate], cosine);
    },
    of: (candidate) => -closest[candidate],
  };
}
