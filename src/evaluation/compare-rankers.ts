import { seededRandom } from '../domain/seeded-random.ts';

/** One ranker's nDCG, or AUC of impressions, beside a baseline's, over the same cases. */
export interface Comparison {
  ranker: string;
  against: string;
  /** Mean of the ranker less that of the baseline. */
  difference: number;
  /** 95 % of the difference. */
  interval: [low: number, high: number];
  /** Two-sided, of no difference. */
  p: number;
  /** The same, corrected after Holm for all baselines that this ranker is compared with; other rankers of our own are other families. */
  holm: number;
}

/** Cases of each user, by place; cases of one user are no independent evidence. */
export type Clusters = readonly (readonly number[])[];

const RESAMPLES = 1000;
const PERMUTATIONS = 5000;
const CONFIDENCE = 0.95;

/** Places of cases by user; a case without one stands for itself. */
export function clustersOf(users: readonly (string | null)[]): Clusters {
  const byUser = new Map<string, number[]>();
  const clusters: number[][] = [];
  for (const [place, user] of users.entries()) {
    const known = user === null ? undefined : byUser.get(user);
    if (known) known.push(place);
    else {
      const cluster = [place];
      clusters.push(cluster);
      if (user !== null) byUser.set(user, cluster);
    }
  }
  return clusters;
}

/** The clusters of some places alone, which are numbered anew in the order of `places`. */
export function clustersAmong(clusters: Clusters, places: readonly number[]): Clusters {
  const placeOf = new Map(places.map((place, n) => [place, n]));
  return clusters.map((cluster) => cluster.flatMap((place) => placeOf.get(place) ?? [])).filter(({ length }) => length > 0);
}

/** The percentile interval of a mean by the cluster bootstrap: users are drawn with replacement, each with all of its cases. */
export function bootstrapInterval(values: ArrayLike<number>, clusters: Clusters, seed: number): [number, number] {
  const sums = Float64Array.from(clusters, (cluster) => cluster.reduce((sum, place) => sum + values[place], 0));
  const sizes = Uint32Array.from(clusters, ({ length }) => length);
  const random = seededRandom(seed);
  const means = new Float64Array(RESAMPLES);
  for (let resample = 0; resample < RESAMPLES; resample++) {
    let [sum, size] = [0, 0];
    for (let draw = 0; draw < clusters.length; draw++) {
      const user = Math.floor(random() * clusters.length);
      sum += sums[user];
      size += sizes[user];
    }
    means[resample] = sum / Math.max(1, size);
  }
  means.sort();
  const tail = (1 - CONFIDENCE) / 2;
  return [means[Math.floor(tail * RESAMPLES)], means[Math.ceil((1 - tail) * RESAMPLES) - 1]];
}

/**
 * The two-sided paired permutation test over users: under no difference each user's difference could as well have the other
 * sign. p = (1 + permutations at least as far from 0) / (1 + permutations).
 */
export function permutationTest(differences: ArrayLike<number>, clusters: Clusters, seed: number): number {
  const sums = Float64Array.from(clusters, (cluster) => cluster.reduce((sum, place) => sum + differences[place], 0)).filter((sum) => sum !== 0);
  const observed = Math.abs(sums.reduce((all, sum) => all + sum, 0));
  const random = seededRandom(seed);
  let farther = 0;
  for (let permutation = 0; permutation < PERMUTATIONS; permutation++) {
    let [total, bits] = [0, 0];
    for (let user = 0; user < sums.length; user++) {
      if (user % 32 === 0) bits = Math.floor(random() * 2 ** 32);
      total += bits & 1 ? sums[user] : -sums[user];
      bits >>>= 1;
    }
    // Sums in another order differ by rounding.
    if (Math.abs(total) >= observed - 1e-9) farther++;
  }
  return (1 + farther) / (1 + PERMUTATIONS);
}

/** Holm's step-down correction of p values (Holm 1979), in their order. */
export function holmCorrected(values: readonly number[]): number[] {
  const corrected = values.map(() => 1);
  let least = 0;
  for (const [place, at] of [...values.keys()].sort((a, b) => values[a] - values[b]).entries()) {
    least = Math.max(least, Math.min(1, (values.length - place) * values[at]));
    corrected[at] = least;
  }
  return corrected;
}

/**
 * Compares each ranker of our own with every baseline that was measured, best baseline first. Holm's correction is over the baselines of one
 * ranker: the chance of a false lead is bounded for what is said of each ranker, not for all of them together.
 *
 * @param gains nDCG, or what else is compared, by ranker, [cases] each
 */
export async function compareRankers(gains: ReadonlyMap<string, Float64Array>, isOwn: (name: string) => boolean, clusters: Clusters, seed: number, breathe: () => Promise<void> | undefined): Promise<Comparison[]> {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const baselines = [...gains].filter(([name]) => !isOwn(name)).sort(([, a], [, b]) => mean(b) - mean(a));
  const comparisons: Comparison[] = [];
  for (const [ranker, values] of gains) {
    if (!isOwn(ranker)) continue;
    const compared: Comparison[] = [];
    for (const [against, others] of baselines) {
      await breathe();
      const differences = values.map((value, place) => value - others[place]);
      compared.push({ ranker, against, difference: mean(differences), interval: bootstrapInterval(differences, clusters, seed), p: permutationTest(differences, clusters, seed), holm: 1 });
    }
    const corrected = holmCorrected(compared.map(({ p }) => p));
    comparisons.push(...compared.map((comparison, n) => ({ ...comparison, holm: corrected[n] })));
  }
  return comparisons;
}
