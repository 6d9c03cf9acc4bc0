import { pickMatrix, rowOf } from '../domain/matrix.ts';
import { rowDots } from './row-dots.ts';
import type { SimilarityRows } from './similarity-rows.ts';

/**
 * Scores the catalog, or a few rows of it, by the weighted mean of a history's vectors.
 *
 *   score[c] = Σh weight[h] · (v[c] · k[h]) / Σh |weight[h]|      events of other spaces than c's add 0
 *
 * @param out  [C], or [rows]; all 0 for an empty history
 * @param rows those that are asked for; all unless given
 */
export function centroidScores({ vectors, keys }: SimilarityRows, history: readonly number[], weights: readonly number[], out: Float32Array, rows?: Uint32Array): void {
  out.fill(0);
  const total = weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
  if (total === 0) return;
  const spaceOf = (row: number): string => keys.spaces[keys.spaceOf[row]];
  const candidates = rows ? pickMatrix(vectors, rows) : vectors;
  const dots = new Float32Array(out.length);
  for (const space of new Set(history.map(spaceOf))) {
    const centroid = new Float64Array(vectors.dimension);
    history.forEach((row, h) => {
      if (spaceOf(row) === space) rowOf(keys, row).forEach((value, d) => (centroid[d] += (weights[h] / total) * value));
    });
    rowDots(candidates, centroid, dots);
    for (let c = 0; c < out.length; c++) if (candidates.spaces[candidates.spaceOf[c]] === space) out[c] = dots[c];
  }
}
