import { BLOCK_ROWS, paddedDimension, type QuantisedMatrix } from '../domain/matrix.ts';

/** From here on two items say the same thing (ALGORITHM 5). */
const NEAR_DUPLICATE = 0.95;

export interface Pool {
  /** [P] catalog rows, by score descending. */
  rows: Uint32Array;
  /** [P] */
  scores: Float32Array;
}

/**
 * Greedy maximal marginal relevance (Carbonell and Goldstein 1998) over a pool sorted by score.
 *
 *   next = argmax_c (1 − λ)·relevance[c] − λ·max_{s chosen} cosine(c, s)
 *   relevance = (score − lowest) / (highest − lowest) over the pool; equal values go to the higher score
 *
 * Above λ = 0, near duplicates (cosine ≥ 0.95) and further members of a variant group are passed over while anything else is left.
 *
 * @param lambda 0 gives the first k of the pool in their order; 1 looks at variety alone
 * @param groups [C] variant group by catalog row, −1 without one
 * @returns positions in the pool, at most k
 * @throws {RangeError} when lambda is outside 0 … 1
 */
export function diversify(pool: Pool, vectors: QuantisedMatrix, k: number, lambda: number, groups: Int32Array | null): number[] {
  if (!(lambda >= 0 && lambda <= 1)) throw new RangeError(`diversify: expected diversity from 0 to 1, got ${lambda}`);
  const size = pool.rows.length;
  if (lambda === 0) return Array.from({ length: Math.min(k, size) }, (_, i) => i);
  const relevance = normalised(pool.scores);
  const closest = new Float32Array(size).fill(-1);
  const state = new Uint8Array(size);
  const chosen: number[] = [];
  while (chosen.length < Math.min(k, size)) {
    const next = best(relevance, closest, state, lambda);
    state[next] = CHOSEN;
    chosen.push(next);
    for (let i = 0; i < size; i++) {
      if (state[i] === CHOSEN) continue;
      const similarity = cosine(vectors, pool.rows[i], pool.rows[next]);
      if (similarity > closest[i]) closest[i] = similarity;
      if (similarity >= NEAR_DUPLICATE || sameGroup(groups, pool.rows[i], pool.rows[next])) state[i] = REPEATS;
    }
  }
  return chosen;
}

const OPEN = 0;
const REPEATS = 1;
const CHOSEN = 2;

function best(relevance: Float32Array, closest: Float32Array, state: Uint8Array, lambda: number): number {
  let found = -1;
  let gain = -Infinity;
  for (const wanted of [OPEN, REPEATS]) {
    for (let i = 0; i < state.length; i++) {
      if (state[i] !== wanted) continue;
      const value = (1 - lambda) * relevance[i] - lambda * closest[i];
      if (value > gain) {
        gain = value;
        found = i;
      }
    }
    if (found >= 0) return found;
  }
  return found;
}

function normalised(scores: Float32Array): Float32Array {
  const highest = scores.reduce((max, score) => Math.max(max, score), -Infinity);
  const lowest = scores.reduce((min, score) => Math.min(min, score), Infinity);
  const range = highest - lowest;
  return scores.map((score) => (range > 0 ? (score - lowest) / range : 1));
}

function sameGroup(groups: Int32Array | null, a: number, b: number): boolean {
  return groups !== null && groups[a] >= 0 && groups[a] === groups[b];
}

/** Cosine of two catalog rows; 0 across spaces. */
export function cosine(vectors: QuantisedMatrix, a: number, b: number): number {
  if (vectors.spaceOf[a] !== vectors.spaceOf[b]) return 0;
  const { blocks, scales } = vectors;
  const padded = paddedDimension(vectors.dimension);
  let dot = 0;
  for (let chunk = 0; chunk < padded; chunk += 16) {
    const atA = Math.floor(a / BLOCK_ROWS) * BLOCK_ROWS * padded + chunk * BLOCK_ROWS + (a % BLOCK_ROWS) * 16;
    const atB = Math.floor(b / BLOCK_ROWS) * BLOCK_ROWS * padded + chunk * BLOCK_ROWS + (b % BLOCK_ROWS) * 16;
    for (let i = 0; i < 16; i++) dot += blocks[atA + i] * blocks[atB + i];
  }
  return dot * scales[a] * scales[b];
}
