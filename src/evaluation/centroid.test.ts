import { describe, expect, it } from 'vitest';
import { concatMatrices, matrixOf } from '../domain/matrix.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { centroidScores } from './centroid.ts';
import { SimilarityRows } from './similarity-rows.ts';

const random = seededRandom(1);
const vector = (): Float32Array => Float32Array.from({ length: 8 }, () => random() - 0.5);
// Rows of two spaces, which never meet.
const vectors = concatMatrices(Array.from({ length: 30 }, (_, n) => matrixOf(vector(), 8, n % 3 === 0 ? 'words' : 'meaning')), 8);
const HISTORY = [4, 7, 4, 9, 12, 20];
const WEIGHTS = [1, 0.5, 2, -1, 0.25, 3];

function scores(similarities: SimilarityRows): Float32Array {
  const out = new Float32Array(vectors.rows);
  centroidScores(similarities, HISTORY, WEIGHTS, out);
  return out;
}

describe('scores by a weighted mean', () => {
  it('are those of the mean vector, of each space by itself', () => {
    const total = WEIGHTS.reduce((sum, weight) => sum + Math.abs(weight), 0);
    const expected = Array.from({ length: vectors.rows }, (_, c) => HISTORY.reduce((sum, row, h) => {
      if (vectors.spaceOf[row] !== vectors.spaceOf[c]) return sum;
      const dot = Array.from({ length: 8 }, (_, d) => vectors.data[c * 8 + d] * vectors.data[row * 8 + d]).reduce((a, b) => a + b);
      return sum + (WEIGHTS[h] / total) * dot;
    }, 0));
    scores(new SimilarityRows(vectors)).forEach((score, c) => expect(score).toBeCloseTo(expected[c], 5));
  });

  it('are the same where the cosines are known already', () => {
    const known = new SimilarityRows(vectors);
    known.rows([...new Set(HISTORY)]);
    const [added, multiplied] = [scores(known), scores(new SimilarityRows(vectors))];
    added.forEach((score, c) => expect(score).toBeCloseTo(multiplied[c], 5));
  });

  it('are 0 without weight', () => {
    const out = new Float32Array(vectors.rows).fill(1);
    centroidScores(new SimilarityRows(vectors), HISTORY, HISTORY.map(() => 0), out);
    expect(out.every((score) => score === 0)).toBe(true);
  });
});
