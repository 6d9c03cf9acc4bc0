import { type Matrix, rowOf } from '../../domain/matrix.ts';
import { seededRandom } from '../../domain/seeded-random.ts';

const PAIRS = 2000;
/** Deviations above the mean of two items drawn by chance from which items are of one topic. */
const APART = 1.5;
/** Where a space has too few items to tell. */
const UNKNOWN = 0.3;

/**
 * How alike two items of each space must be to be more than alike by chance.
 *
 *   least = mean + 1.5 · deviation of cosine(i, j) over drawn pairs i ≠ j of the space
 *
 * Encoders differ in what two unrelated texts come to: a fixed cosine would be one topic for one and none for another.
 *
 * @param sample unit rows of the catalog
 * @returns [spaces]
 */
export function usualLikeness(sample: Matrix): number[] {
  const random = seededRandom(1);
  return sample.spaces.map((_, space) => {
    const rows = Array.from(sample.spaceOf.keys()).filter((row) => sample.spaceOf[row] === space);
    if (rows.length < 10) return UNKNOWN;
    const cosines: number[] = [];
    while (cosines.length < PAIRS) {
      const [a, b] = [rows[Math.floor(random() * rows.length)], rows[Math.floor(random() * rows.length)]];
      if (a !== b) cosines.push(dot(rowOf(sample, a), rowOf(sample, b)));
    }
    const mean = cosines.reduce((sum, value) => sum + value, 0) / PAIRS;
    return mean + APART * Math.sqrt(cosines.reduce((sum, value) => sum + (value - mean) ** 2, 0) / PAIRS);
  });
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, d) => sum + value * b[d], 0);
}
