import type { Matrix } from '../domain/matrix.ts';
import { bootstrapInterval, type Clusters } from './compare-rankers.ts';
import { coverageOf, diversityOf, giniOf, ndcgAt, noveltyOf, recallAt, reciprocalRankAt } from './metrics.ts';

/** How good one ranker is; every number is a mean over cases unless it says otherwise. */
export interface RankerReport {
  recall: number;
  ndcg: number;
  /** 95 % of `ndcg`, by users. */
  interval: [low: number, high: number];
  mrr: number;
  /** Over the cases whose target was taken out of train, where any were. */
  cold?: { cases: number; recall: number; ndcg: number };
  /** Of the catalog, over all lists together. */
  coverage: number;
  /** Over all lists together. */
  gini: number;
  /** Bits, mean over every recommended place. */
  novelty: number;
  /** Mean over the lists of two or more. */
  diversity: number;
  /** Share of the candidates that rank below the target. */
  percentile: number;
  seconds: { fit: number; rank: number };
}

/** Sums up one ranker's lists, case by case. */
export class RankerTally {
  readonly #k: number;
  readonly #vectors: Matrix;
  readonly #novelty: Float64Array;
  readonly #recommended: Uint32Array;
  readonly #gains: number[] = [];
  #recall = 0;
  #mrr = 0;
  #percentile = 0;
  #noveltySum = 0;
  #places = 0;
  #diversitySum = 0;
  #lists = 0;

  /** @param trainCounts [C] how often each item occurs in train */
  constructor(k: number, vectors: Matrix, trainCounts: Uint32Array) {
    this.#k = k;
    this.#vectors = vectors;
    this.#novelty = noveltyOf(trainCounts);
    this.#recommended = new Uint32Array(trainCounts.length);
  }

  /**
   * @param rank       of the target in the list, 1 is best; beyond k or Infinity when it is not listed
   * @param percentile share of candidates below the target
   * @param list       at most k rows
   */
  add(rank: number, percentile: number, list: ArrayLike<number>): void {
    this.#gains.push(ndcgAt(rank, this.#k));
    this.#recall += recallAt(rank, this.#k);
    this.#mrr += reciprocalRankAt(rank, this.#k);
    this.#percentile += percentile;
    for (let i = 0; i < list.length; i++) {
      this.#recommended[list[i]]++;
      this.#noveltySum += this.#novelty[list[i]];
    }
    this.#places += list.length;
    const diversity = diversityOf(list, this.#vectors);
    if (diversity === null) return;
    this.#diversitySum += diversity;
    this.#lists++;
  }

  /** [cases] nDCG, in the order that they were added. */
  get gains(): Float64Array {
    return Float64Array.from(this.#gains);
  }

  /** @param cold places of cases whose target was taken out of train */
  report(seconds: RankerReport['seconds'], clusters: Clusters, seed: number, cold: readonly number[]): RankerReport {
    const cases = Math.max(1, this.#gains.length);
    const coldGains = cold.map((place) => this.#gains[place]);
    return {
      recall: this.#recall / cases,
      ndcg: sumOf(this.#gains) / cases,
      interval: bootstrapInterval(this.#gains, clusters, seed),
      // Whatever is listed at all gains something.
      ...(cold.length > 0 && { cold: { cases: cold.length, recall: coldGains.filter((gain) => gain > 0).length / cold.length, ndcg: sumOf(coldGains) / cold.length } }),
      mrr: this.#mrr / cases,
      coverage: coverageOf(this.#recommended),
      gini: giniOf(this.#recommended),
      novelty: this.#noveltySum / Math.max(1, this.#places),
      diversity: this.#diversitySum / Math.max(1, this.#lists),
      percentile: this.#percentile / cases,
      seconds,
    };
  }
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
