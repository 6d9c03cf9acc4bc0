import type { Matrix } from '../../domain/matrix.ts';

/**
 * Groups unit vectors by average linkage: the two groups that are most alike on average are joined until none are alike enough.
 *
 *   likeness(a, b) = mean of cosine(i, j) over i in a, j in b = (Σa · Σb) / (|a|·|b|)
 *
 * No number of groups is asked for, nothing is drawn by chance, and one more vector moves no group that it does not join.
 * Vectors of two spaces are never alike. By nearest-neighbour chains (Murtagh 1983), O(n²·D).
 *
 * @param matrix [n, D] unit rows
 * @param least  [spaces] likeness from which groups of a space are joined
 * @returns rows of each group, ascending; groups by their first row
 */
export function clusterVectors(matrix: Matrix, least: readonly number[]): number[][] {
  const { data, rows, dimension, spaceOf } = matrix;
  const clusters = Array.from({ length: rows }, (_, row): Cluster | null => ({ rows: [row], sum: Float64Array.from(data.subarray(row * dimension, (row + 1) * dimension)), space: spaceOf[row] }));
  const settled = new Set<number>();
  const chain: number[] = [];
  for (let next = 0; next >= 0; next = chain.at(-1) ?? clusters.findIndex((cluster, index) => cluster !== null && !settled.has(index))) {
    if (rows === 0) break;
    if (chain.length === 0) chain.push(next);
    const before = chain.at(-2) ?? -1;
    const { nearest, likeness } = nearestOf(clusters, next, before);
    if (nearest < 0 || likeness < least[clusters[next]!.space]) {
      // It stays so: an average over more is never above the largest of what it is made of.
      settled.add(next);
      chain.length = 0;
    } else if (nearest === before) {
      chain.length -= 2;
      const [into, from] = next < before ? [next, before] : [before, next];
      join(clusters[into]!, clusters[from]!);
      clusters[from] = null;
    } else {
      chain.push(nearest);
    }
  }
  return clusters.flatMap((cluster) => (cluster ? [cluster.rows.toSorted((a, b) => a - b)] : [])).toSorted((a, b) => a[0] - b[0]);
}

interface Cluster {
  rows: number[];
  sum: Float64Array;
  space: number;
}

/** The likeliest other cluster; `preferred` where it is as likely, so that chains end. */
function nearestOf(clusters: readonly (Cluster | null)[], of: number, preferred: number): { nearest: number; likeness: number } {
  const own = clusters[of]!;
  let nearest = -1;
  let likeness = -Infinity;
  for (const [index, other] of clusters.entries()) {
    if (index === of || other === null || other.space !== own.space) continue;
    const value = meanCosine(own, other);
    if (value > likeness || (value === likeness && index === preferred)) {
      nearest = index;
      likeness = value;
    }
  }
  return { nearest, likeness };
}

function meanCosine(a: Cluster, b: Cluster): number {
  let dot = 0;
  for (let d = 0; d < a.sum.length; d++) dot += a.sum[d] * b.sum[d];
  return dot / (a.rows.length * b.rows.length);
}

function join(into: Cluster, from: Cluster): void {
  into.rows.push(...from.rows);
  for (let d = 0; d < into.sum.length; d++) into.sum[d] += from.sum[d];
}
