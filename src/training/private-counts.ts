import { type SparseRows, sparseRows } from '../domain/sparse-rows.ts';
import { DEGREE_SMOOTHING, eachPair, MOST_COMPANIONS, WINDOW } from './co-visitation.ts';
import { discreteLaplace, type DrawBelow, secretDraws } from './discrete-laplace.ts';

/** How much the counts of a pack may tell of one person. */
export interface Privacy {
  /** In thousandths, of all counts together: half for pairs, half for popularity. */
  epsilon: number;
  /** The chance that a pair of one person alone is published. */
  delta: number;
  /** Pairs, and items, that one person counts for at most. */
  bound: number;
  /** Noise; from the system's generator of secrets unless given, which is for tests alone. */
  draw?: DrawBelow;
}

/** What one ε is cut into: noise is drawn by whole numbers. */
const PARTS = 1000;

/**
 * Counts of people with noise: (ε, δ)-differentially private for a person, with all that this person did in all sequences.
 *
 * A person counts once for each of at most `bound` pairs, nearest first and of these the newest, and once for each of the `bound` newest
 * items. One person more or less changes either table by at most `bound` in sum, so that noise x with
 *
 *   P(x) ∝ e^(−|x|/b)      b = bound / (ε/2)
 *
 * makes each ε/2-private (Dwork et al. 2006; whole numbers: Ghosh, Roughgarden and Sundararajan 2009), and both together ε-private.
 * Which pairs anybody met is itself a secret: a pair is published if its noisy count reaches
 *
 *   T = 1 + ⌈b · ln(bound / (δ · (1 + e^(−1/b))))⌉
 *
 * so that of one person's pairs, which nobody else met, any is published with probability at most δ (Korolova et al. 2009). Items
 * are no secret: each gets noise, and those below b · ln(items), which noise alone would reach, are as unknown. What is made of noisy
 * counts tells no more: the value of a pair is count / √((degree[i] + 5)(degree[j] + 5)), degrees from published counts.
 */
export function privateCounts(sequences: readonly (readonly number[])[], rows: number, privacy: Privacy, people?: ArrayLike<number>): { coVisitation: SparseRows; popularity: Float32Array } {
  const { epsilon, bound, draw = secretDraws() } = privacy;
  const noise = (): number => discreteLaplace(2 * PARTS * bound, Math.round(PARTS * epsilon), draw);
  const pairs = new Map<number, number>();
  const items = new Float64Array(rows);
  for (const own of ofPeople(sequences, people)) {
    for (const pair of pairsOfOne(own, rows, bound)) pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    for (const row of newest(own, bound)) items[row]++;
  }
  const least = pairThreshold(privacy);
  const near = Array.from({ length: rows }, () => new Map<number, number>());
  for (const [pair, people] of pairs) {
    const noisy = people + noise();
    if (noisy < least) continue;
    const [i, j] = [Math.floor(pair / rows), pair % rows];
    near[i].set(j, noisy);
    near[j].set(i, noisy);
  }
  const known = scaleOf(privacy) * Math.log(Math.max(2, rows));
  const popularity = Float32Array.from(items, (people) => {
    const noisy = people + noise();
    return noisy >= known ? noisy : NaN;
  });
  return { coVisitation: normalised(near), popularity };
}

/** The least noisy count of a pair that is published. */
export function pairThreshold(privacy: Privacy): number {
  const scale = scaleOf(privacy);
  return 1 + Math.ceil(scale * Math.log(privacy.bound / (privacy.delta * (1 + Math.exp(-1 / scale)))));
}

function scaleOf({ epsilon, bound }: Privacy): number {
  return (2 * PARTS * bound) / Math.round(PARTS * epsilon);
}

/** All sequences of one person after the other. */
function ofPeople(sequences: readonly (readonly number[])[], people?: ArrayLike<number>): (readonly number[])[][] {
  const own = new Map<number, (readonly number[])[]>();
  for (const [place, sequence] of sequences.entries()) {
    const person = people?.[place] ?? place;
    if (own.has(person)) own.get(person)!.push(sequence);
    else own.set(person, [sequence]);
  }
  return [...own.values()];
}

/** Distinct pairs, each as lower · rows + higher: those that are nearest first, of these the newest. */
function pairsOfOne(sequences: readonly (readonly number[])[], rows: number, bound: number): number[] {
  const worth = new Map<number, number>();
  for (const sequence of sequences) {
    eachPair(sequence, WINDOW, (i, j, value) => {
      const pair = Math.min(i, j) * rows + Math.max(i, j);
      const best = Math.max(value, worth.get(pair) ?? 0);
      worth.delete(pair);
      worth.set(pair, best);
    });
  }
  return [...worth].reverse().sort((a, b) => b[1] - a[1]).slice(0, bound).map(([pair]) => pair);
}

function newest(sequences: readonly (readonly number[])[], bound: number): number[] {
  return [...new Set(sequences.flat().reverse())].slice(0, bound);
}

function normalised(near: readonly ReadonlyMap<number, number>[]): SparseRows {
  const degree = near.map((row) => [...row.values()].reduce((sum, count) => sum + count, 0));
  return sparseRows(near.map((row, i) => new Map([...row]
    .map(([j, count]): [number, number] => [j, count / Math.sqrt((degree[i] + DEGREE_SMOOTHING) * (degree[j] + DEGREE_SMOOTHING))])
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MOST_COMPANIONS))));
}
