import { seededRandom } from '../domain/seeded-random.ts';

/** Rows that moments are taken over; more would not move them (ALGORITHM 2). */
export const SAMPLE_ROWS = 1024;

/**
 * A fixed random sample of the catalog's rows, the same for the same catalog size: all rows up to SAMPLE_ROWS, else that
 * many, ascending (Vitter's algorithm S with a seeded generator).
 */
export function standardSample(rows: number): Uint32Array {
  if (rows <= SAMPLE_ROWS) return Uint32Array.from({ length: rows }, (_, row) => row);
  const random = seededRandom(rows);
  const sample = new Uint32Array(SAMPLE_ROWS);
  for (let row = 0, taken = 0; taken < SAMPLE_ROWS; row++) {
    if (random() * (rows - row) < SAMPLE_ROWS - taken) sample[taken++] = row;
  }
  return sample;
}
