import type { VarietyTerm } from './variety-term.ts';

/** Volume² below which a candidate lies in the span of the choices: what int8 vectors cannot tell from 0. */
const LEAST_VOLUME = 1e-3;

/**
 * Variety as a determinantal point process tells it: by all choices together, as the volume that a candidate adds to theirs.
 *
 *   L          = diag(e^(α·relevance)) · S · diag(e^(α·relevance)),   S[a,b] = (1 + cosine(a, b)) / 2,   S[a,a] = 1
 *   variety[c] = log det S[chosen + c] − log det S[chosen] = log d²[c]
 *
 * The greedy choice of the largest det L takes the largest 2α·relevance + log d²; as (1 − λ)·relevance + λ·log d² that is
 * α = (1 − λ) / 2λ. S is positive semidefinite, being half the Gram matrix and half a matrix of ones, and opposites differ
 * most by it; max(0, cosine) need not be, and by the bare cosine opposites would be alike.
 *
 * d² is kept up to date by a row of the Cholesky factor of S a candidate, so that a choice costs one product of at most K
 * numbers for each. Below 10⁻³ it counts as that: more choices than dimensions go by relevance.
 *
 * Source: Chen, Zhang and Zhou, Fast Greedy MAP Inference for Determinantal Point Process (2018).
 *
 * @param size candidates
 */
export function determinantal(size: number): VarietyTerm {
  const factor = new Map<number, number[]>();
  const volume = new Float64Array(size).fill(1);
  const rowOf = (candidate: number): number[] => {
    const row = factor.get(candidate) ?? [];
    factor.set(candidate, row);
    return row;
  };
  return {
    meet(candidate, choice, step, cosine) {
      const [own, other] = [rowOf(candidate), rowOf(choice)];
      let rest = (1 + cosine) / 2;
      for (let t = 0; t < step; t++) rest -= own[t] * other[t];
      own[step] = rest / Math.sqrt(Math.max(LEAST_VOLUME, volume[choice]));
      volume[candidate] -= own[step] ** 2;
    },
    of: (candidate) => Math.log(Math.max(LEAST_VOLUME, volume[candidate])),
  };
}
