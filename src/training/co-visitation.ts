import { type SparseRows, sparseRows } from '../domain/sparse-rows.ts';

/** Steps that two items may be apart. */
export const WINDOW = 5;
const GAP_DAMPING = 0.5;
export const DEGREE_SMOOTHING = 5;
/** Companions that a row keeps: the strongest. */
export const MOST_COMPANIONS = 100;

export interface CoVisitationOptions {
  /** Distinct people that a pair must be of: what fewer did is not told of them. 1 unless given. */
  minSupport?: number;
  /** Whose each sequence is; each of another person unless given. */
  people?: ArrayLike<number>;
  /** Steps that a pair may be apart, in place of 5; Infinity for whole sequences. */
  window?: number;
}

/**
 * How often two items stand near each other in a sequence.
 *
 *   C[i,j] = Σ 1/(1 + 0.5·(gap − 1)) over pairs at most 5 steps apart, divided by √((degree[i] + 5)(degree[j] + 5))
 *   degree = the row's sum before the division; an item is no neighbour of its own
 *
 * A row keeps its hundred strongest.
 *
 */
export function coVisitation(sequences: readonly (readonly number[])[], rows: number, { minSupport = 1, people, window = WINDOW }: CoVisitationOptions = {}): SparseRows {
  const near = Array.from({ length: rows }, () => new Map<number, number>());
  const support = new Support(minSupport);
  const degree = new Float64Array(rows);
  const meet = (i: number, j: number, value: number): void => {
    near[i].set(j, (near[i].get(j) ?? 0) + value);
    degree[i] += value;
  };
  for (const place of byPerson(sequences.length, people)) {
    const [sequence, person] = [sequences[place], people?.[place] ?? place];
    eachPair(sequence, window, (i, j, value) => {
      meet(i, j, value);
      meet(j, i, value);
      support.add(i, j, person);
    });
  }
  return sparseRows(near.map((row, i) => {
    const told = [...row].filter(([j]) => support.has(i, j));
    const scaled = told.map(([j, value]): [number, number] => [j, value / Math.sqrt((degree[i] + DEGREE_SMOOTHING) * (degree[j] + DEGREE_SMOOTHING))]);
    return new Map(scaled.length <= MOST_COMPANIONS ? scaled : scaled.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_COMPANIONS));
  }));
}

/** The pairs of a sequence that count, by their later item, oldest first. */
export function eachPair(sequence: readonly number[], window: number, use: (i: number, j: number, value: number) => void): void {
  for (let later = 1; later < sequence.length; later++) {
    for (let earlier = Math.max(0, later - window); earlier < later; earlier++) {
      if (sequence[earlier] !== sequence[later]) use(sequence[earlier], sequence[later], 1 / (1 + GAP_DAMPING * (later - earlier - 1)));
    }
  }
}

/** Places of sequences, those of one person after each other. */
function byPerson(count: number, people?: ArrayLike<number>): number[] {
  const places = Array.from({ length: count }, (_, place) => place);
  return people ? places.sort((a, b) => people[a] - people[b] || a - b) : places;
}

/** How many people met each pair; counted where it matters. */
class Support {
  readonly #least: number;
  readonly #pairs = new Map<string, { people: number; last: number }>();

  constructor(least: number) {
    this.#least = least;
  }

  /** @param person never falls from call to call */
  add(i: number, j: number, person: number): void {
    if (this.#least <= 1) return;
    const key = keyOf(i, j);
    const known = this.#pairs.get(key);
    if (!known) this.#pairs.set(key, { people: 1, last: person });
    else if (known.last !== person) Object.assign(known, { people: known.people + 1, last: person });
  }

  has(i: number, j: number): boolean {
    return this.#least <= 1 || (this.#pairs.get(keyOf(i, j))?.people ?? 0) >= this.#least;
  }
}

function keyOf(i: number, j: number): string {
  return i < j ? `${i} ${j}` : `${j} ${i}`;
}
