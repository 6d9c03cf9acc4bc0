import { type Matrix, rowOf } from '../domain/matrix.ts';
import { rowDots } from './row-dots.ts';

/**
 * Scores the catalog by the weighted mean of a history's vectors.
 *
 *   score[c] = Σh weight[h] · (v[c] · v[h]) / Σh |weight[h]|      events of other spaces than c's add 0
 *
 * @param out [C]; all 0 for an empty history
 */
export function centroidScores(vectors: Matrix, history: readonly number[], weights: readonly number[], out: Float32Array): void {
  out.fill(0);
  const total = weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
  const spaces = new Set(history.map((row) => vectors.spaceOf[row]));
  if (total === 0) return;
  const dots = spaces.size === 1 && vectors.spaces.length === 1 ? out : new Float32Array(out.length);
  for (const space of spaces) {
    const centroid = new Float64Array(vectors.dimension);
    history.forEach((row, h) => {
      if (vectors.spaceOf[row] === space) rowOf(vectors, row).forEach((value, d) => (centroid[d] += (weights[h] / total) * value));
    });
    rowDots(vectors, centroid, dots);
    if (dots !== out) for (let c = 0; c < out.length; c++) if (vectors.spaceOf[c] === space) out[c] = dots[c];
  }
}
