import { type Matrix, rowOf } from '../domain/matrix.ts';

/** Recall of one relevant item: 1 when it is within the first k, else 0. Its mean is also the hit ratio, `hit` of RecBole. @param rank 1 is best; Infinity when not listed */
export function recallAt(rank: number, k: number): number {
  return rank <= k ? 1 : 0;
}

/** Normalised discounted cumulative gain of one relevant item: 1 / log2(rank + 1) within the first k, else 0. */
export function ndcgAt(rank: number, k: number): number {
  return rank <= k ? 1 / Math.log2(rank + 1) : 0;
}

/** Reciprocal rank of one relevant item: 1 / rank within the first k, else 0. Its mean is MRR as RecBole defines it. */
export function reciprocalRankAt(rank: number, k: number): number {
  return rank <= k ? 1 / rank : 0;
}

/**
 * Serendipity of one relevant item: 1 when it is within the first k and not what popularity alone would have listed, else 0.
 * Source: Ge, Delgado-Battenfeld and Jannach (2010), with popularity as the primitive model.
 *
 * @param popularityRank candidates that were met more often in train, plus 1; Infinity for an item that never was
 */
export function serendipityAt(rank: number, popularityRank: number, k: number): number {
  return rank <= k && popularityRank > k ? 1 : 0;
}

/**
 * The 95 % interval of a rate by few trials (Wilson 1927), which is never empty and stays within 0 … 1.
 *
 *   (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n)      p = hits/n, z = 1.96
 *
 * @param trials n, at least 1
 */
export function wilsonInterval(hits: number, trials: number): [low: number, high: number] {
  const rate = hits / trials;
  const square = 1.96 ** 2 / trials;
  const middle = (rate + square / 2) / (1 + square);
  const half = Math.sqrt(square * (rate * (1 - rate) + square / 4)) / (1 + square);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** Distinct recommended items / catalog. @param counts [C] how often each item was recommended */
export function coverageOf(counts: Uint32Array): number {
  return ratio(counts.reduce((distinct, times) => distinct + (times > 0 ? 1 : 0), 0), counts.length);
}

/**
 * Gini index of how unevenly recommendations fall on the catalog, as RecBole defines it: 0 when all items are
 * recommended equally often, 1 − 1/C when one item is all there is.
 *
 *   Σ_i (2i − C − 1)·count(i) / (C · Σ count)      counts ascending, i from 1
 */
export function giniOf(counts: Uint32Array): number {
  const ascending = counts.toSorted();
  const size = ascending.length;
  let sum = 0;
  let total = 0;
  for (let i = 0; i < size; i++) {
    sum += (2 * (i + 1) - size - 1) * ascending[i];
    total += ascending[i];
  }
  return ratio(sum, size * total);
}

/**
 * What an item's recommendation tells, in bits: −log2((n + 1) / (N + C)).
 *
 * @param counts [C] n, how often each item occurs in train; N is their sum
 * @returns [C]
 */
export function noveltyOf(counts: Uint32Array): Float64Array {
  const total = counts.reduce((sum, times) => sum + times, 0) + counts.length;
  return Float64Array.from(counts, (times) => -Math.log2((times + 1) / total));
}

/**
 * Mean of 1 − cosine over the pairs of a list; null for a list without a pair.
 *
 * @param vectors [C, D] unit rows; the cosine across spaces is 0
 */
export function diversityOf(list: ArrayLike<number>, vectors: Matrix): number | null {
  const size = list.length;
  if (size < 2) return null;
  let sum = 0;
  for (let i = 1; i < size; i++) for (let j = 0; j < i; j++) sum += 1 - cosineOf(list[i], list[j], vectors);
  return sum / ((size * (size - 1)) / 2);
}

/** Of rows a and b; 0 across spaces. @param vectors unit rows */
export function cosineOf(a: number, b: number, vectors: Matrix): number {
  if (vectors.spaceOf[a] !== vectors.spaceOf[b]) return 0;
  const rowA = rowOf(vectors, a);
  const rowB = rowOf(vectors, b);
  let dot = 0;
  for (let d = 0; d < rowA.length; d++) dot += rowA[d] * rowB[d];
  return dot;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
