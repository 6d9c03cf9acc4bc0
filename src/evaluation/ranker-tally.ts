import type { Matrix } from '../domain/matrix.ts';
import { coverageOf, diversityOf, giniOf, ndcgAt, noveltyOf, recallAt, reciprocalRankAt } from './metrics.ts';

/** How good one ranker is; every number is a mean over cases unless it says otherwise. */
export interface RankerReport {
  recall: number;
  ndcg: number;
  mrr: number;
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
  #cases = 0;
  #recall = 0;
  #ndcg = 0;
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
    this.#cases++;
    this.#recall += recallAt(rank, this.#k);
    this.#ndcg += ndcgAt(rank, this.#k);
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

  report(seconds: RankerReport['seconds']): RankerReport {
    const cases = Math.max(1, this.#cases);
    return {
      recall: this.#recall / cases,
      ndcg: this.#ndcg / cases,
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
