import { pickMatrix, rowOf } from '../domain/matrix.ts';
import { rowDots } from './row-dots.ts';
import { ROWS_AT_ONCE, type SimilarityRows } from './similarity-rows.ts';

/** Rows that are not known yet, up to which adding up cosines costs no more than one row of dot products with the centroid. */
const MOST_MISSING = 1;

/**
 * Scores the catalog, or a few rows of it, by the weighted mean of a history's vectors.
 *
 *   score[c] = Σh weight[h] · (v[c] · k[h]) / Σh |weight[h]|      events of other spaces than c's add 0
 *
 * Cosines that are known already are added up in place of it.
 *
 * @param out  [C], or [rows]; all 0 for an empty history
 * @param rows those that are asked for; all unless given
 */
export function centroidScores(similarities: SimilarityRows, history: readonly number[], weights: readonly number[], out: Float32Array, rows?: Uint32Array): void {
  out.fill(0);
  const total = weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
  if (total === 0) return;
  const items = [...new Set(history)];
  if (!rows && items.length <= ROWS_AT_ONCE && similarities.missing(items) <= MOST_MISSING) return addUp(similarities.rows(items), items, history, weights, total, out);
  const { vectors, keys } = similarities;
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

/** Adds up cosines, each item's by all its weights. */
function addUp(cosines: readonly Float32Array[], items: readonly number[], history: readonly number[], weights: readonly number[], total: number, out: Float32Array): void {
  const weightOf = new Map<number, number>();
  history.forEach((item, h) => weightOf.set(item, (weightOf.get(item) ?? 0) + weights[h] / total));
  items.forEach((item, n) => {
    const weight = weightOf.get(item)!;
    const row = cosines[n];
    for (let c = 0; c < out.length; c++) out[c] += weight * row[c];
  });
}
