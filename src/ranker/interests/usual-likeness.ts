import { type Matrix, rowOf } from '../../domain/matrix.ts';
import { seededRandom } from '../../domain/seeded-random.ts';

const PAIRS = 2000;
/** Deviations above the mean of two items drawn by chance from which items are of one topic. */
const APART = 1.5;
/** Where there are too few items to tell. */
const LEAST_ROWS = 10;
const UNKNOWN = 0.3;

/** What likeness comes to by chance in a catalog. */
export interface UsualLikeness {
  /** [spaces] from which two items are of one topic. */
  least: number[];
  /** Unit rows of the catalog, and the language of each. */
  sample: Matrix;
  languages: readonly (string | undefined)[];
}

/** @param sample unit rows of the catalog */
export function usualLikeness(sample: Matrix, languages: readonly (string | undefined)[]): UsualLikeness {
  return { least: leastLikeness(sample), sample, languages };
}

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
function leastLikeness(sample: Matrix): number[] {
  const random = seededRandom(1);
  return sample.spaces.map((_, space) => {
    const rows = Array.from(sample.spaceOf.keys()).filter((row) => sample.spaceOf[row] === space);
    if (rows.length < LEAST_ROWS) return UNKNOWN;
    const cosines: number[] = [];
    while (cosines.length < PAIRS) {
      const [a, b] = [rows[Math.floor(random() * rows.length)], rows[Math.floor(random() * rows.length)]];
      if (a !== b) cosines.push(dot(rowOf(sample, a), rowOf(sample, b)));
    }
    return above(cosines, APART);
  });
}

/** Catalog items that one item is held against. */
const COMPARED = 256;
/** Deviations above an item's own mean from which it is more like others than it is like anything. */
const OWN_APART = 1;

/**
 * How alike an item must be to others to be of their kind: some items are like everything, and two of one language often are.
 *
 *   usual = mean + deviation of cosine(item, i) over items i of its space and language, 256 at most
 *
 * @param vector unit
 * @param language what has none is of a language of its own
 */
export function ownLikeness(vector: Float32Array, space: number, language: string | undefined, { sample, languages }: Pick<UsualLikeness, 'sample' | 'languages'>): number {
  const alike = languages.flatMap((each, row) => (each === language && sample.spaceOf[row] === space ? [row] : []));
  if (alike.length < LEAST_ROWS) return UNKNOWN;
  const step = Math.max(1, alike.length / COMPARED);
  const cosines = Array.from({ length: Math.floor(alike.length / step) }, (_, n) => dot(vector, rowOf(sample, alike[Math.floor(n * step)])));
  return above(cosines, OWN_APART);
}

function above(cosines: readonly number[], deviations: number): number {
  const mean = cosines.reduce((sum, value) => sum + value, 0) / cosines.length;
  return mean + deviations * Math.sqrt(cosines.reduce((sum, value) => sum + (value - mean) ** 2, 0) / cosines.length);
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, d) => sum + value * b[d], 0);
}
