import type { Item } from '../domain/item.ts';
import { type Matrix, matrixOf } from '../domain/matrix.ts';
import { seededRandom } from '../domain/seeded-random.ts';

const TOPICS = 3, DAYS = 40, A_DAY = 6, DIMENSION = 12, CHOICES = 6;
const DAY_MS = 86_400_000;
const START_MS = Date.parse('2025-03-01T00:00:00Z');

/** A site of news and what was read of it: oldest items first. */
export interface News {
  items: Item[];
  vectors: Matrix;
  sequences: number[][];
  /** ms since 1970, as `sequences`. */
  times: number[][];
}

/**
 * Six items a day for forty days, two of each topic, and readers of one topic each, who choose six times among what is out and new to them:
 *
 *   P(item) ∝ (1 + age in days)^−pace · (of their topic ? 1 : 0.02) · (of their club ? 1 : outside)
 *
 * Every other reader, and one of the two items a day of each topic, is of the same club, which no vector tells.
 *
 * @param pace 0 where age does not matter
 * @param outside 1 where clubs do not matter
 */
export function makeNews(readers: number, pace: number, seed = 3, outside = 1): News {
  const random = seededRandom(seed);
  const normal = (): number => random() + random() + random() - 1.5;
  const centres = Array.from({ length: TOPICS }, () => Array.from({ length: DIMENSION }, normal));
  const published = Array.from({ length: DAYS * A_DAY }, (_, row) => START_MS + (row / A_DAY) * DAY_MS);
  const items = published.map((ms, row): Item => ({ id: `n${row}`, title: `news ${row}`, publishedAt: new Date(ms).toISOString() }));
  const data = published.flatMap((_, row) => {
    const vector = centres[row % TOPICS].map((x) => x + 0.5 * normal());
    return vector.map((x) => x / Math.hypot(...vector));
  });
  const visits = Array.from({ length: readers }, (_, reader) => {
    const topic = Math.floor(random() * TOPICS);
    const times = Array.from({ length: CHOICES }, () => START_MS + Math.floor((5 + (DAYS - 5) * random()) * DAY_MS)).sort((a, b) => a - b);
    const rows: number[] = [];
    for (const time of times) {
      const masses = published.map((ms, row) => (ms > time || rows.includes(row) ? 0 : (1 + (time - ms) / DAY_MS) ** -pace * (row % TOPICS === topic ? 1 : 0.02) * (clubOf(row) === reader % 2 ? 1 : outside)));
      rows.push(drawn(masses, random()));
    }
    return { rows, times };
  });
  return { items, vectors: matrixOf(Float32Array.from(data), DIMENSION, 'news'), sequences: visits.map(({ rows }) => rows), times: visits.map(({ times }) => times) };
}

const clubOf = (row: number): number => Math.floor(row / TOPICS) % 2;

/** The place that `share` (0 … 1) of all mass falls in. */
function drawn(masses: readonly number[], share: number): number {
  let left = share * masses.reduce((sum, mass) => sum + mass, 0);
  return masses.findIndex((mass) => (left -= mass) < 0);
}
