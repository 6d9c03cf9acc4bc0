import { UMAP } from 'umap-js';
import { type Matrix, rowOf } from '../../domain/matrix.ts';
import { seededRandom } from '../../domain/seeded-random.ts';
import { fitted } from './project-pca.ts';

/** Fewer points have no neighbourhoods to keep. */
export const LEAST_UMAP_POINTS = 8;
const NEIGHBOURS = 12;

/**
 * A map on which neighbours stay neighbours (McInnes et al. 2018), by cosine distance, the same for the same vectors.
 *
 * @param matrix [n, D] unit rows, n ≥ LEAST_UMAP_POINTS
 * @returns [n, 2], −1 … 1
 */
export function projectUmap(matrix: Matrix): Float32Array {
  const rows = Array.from({ length: matrix.rows }, (_, row) => Array.from(rowOf(matrix, row)));
  const umap = new UMAP({ nComponents: 2, nNeighbors: Math.min(NEIGHBOURS, matrix.rows - 1), minDist: 0.2, random: seededRandom(1), distanceFn: cosineDistance });
  return fitted(Float32Array.from(umap.fit(rows).flat()));
}

function cosineDistance(a: number[], b: number[]): number {
  let dot = 0;
  for (let d = 0; d < a.length; d++) dot += a[d] * b[d];
  return 1 - dot;
}
