import type { Item } from '../domain/item.ts';
import type { Matrix } from '../domain/matrix.ts';
import { type ClickModel, clickModelOf, clicksOn, type ClickThrough } from './click-through.ts';
import { bootstrapInterval, type Clusters, clustersAmong } from './compare-rankers.ts';
import type { Parameters } from './evaluation-ranker.ts';
import { exposureAt, exposureReport, type ExposureReport, groupItems, type ItemGroups } from './exposure.ts';
import { coverageOf, diversityOf, giniOf, ndcgAt, noveltyOf, recallAt, reciprocalRankAt, serendipityAt } from './metrics.ts';
import { categoriesOf, type ItemCategories, miscalibrationOf } from './miscalibration.ts';
import type { ResolvedCase } from './resolve-cases.ts';

/** How good one ranker is; every number is a mean over cases unless it says otherwise. */
export interface RankerReport {
  /** Share of the cases whose target is listed; with one target a case, as here, recall is the same number. */
  hit: number;
  recall: number;
  ndcg: number;
  /** 95 % of `ndcg`, by users. */
  interval: [low: number, high: number];
  mrr: number;
  /** Over the cases whose target was taken out of train, where any were. */
  cold?: { cases: number; recall: number; ndcg: number; interval: [low: number, high: number] };
  /** Of the catalog, over all lists together. */
  coverage: number;
  /** Over all lists together. */
  gini: number;
  /** Bits, mean over every recommended place. */
  novelty: number;
  /** Hits that popularity alone would not have made. */
  serendipity: number;
  /** Mean over the lists of two or more. */
  diversity: number;
  /** Nats between the history's mix of categories and the list's, mean over the cases that have one; missing where none has. */
  miscalibration?: number;
  /** Over all lists together. */
  exposure: ExposureReport;
  clickThrough: ClickThrough;
  /** Share of the candidates that rank below the target. */
  percentile: number;
  /** The parameters that validation cases chose; missing where none were chosen. */
  chosen?: Parameters;
  seconds: { fit: number; rank: number };
}

/** What lists are judged by, besides where the target stands. */
export interface Yardstick {
  k: number;
  vectors: Matrix;
  /** [C] how often each item occurs in train. */
  counts: Uint32Array;
  /** [C] bits. */
  novelty: Float64Array;
  groups: ItemGroups;
  categories: ItemCategories;
  clicks: ClickModel;
}

/** @param vectors row r belongs to `items[r]` */
export function yardstickOf(k: number, items: readonly Item[], vectors: Matrix, counts: Uint32Array, seed: number): Yardstick {
  return { k, vectors, counts, novelty: noveltyOf(counts), groups: groupItems(items, counts), categories: categoriesOf(items), clicks: clickModelOf(vectors, seed) };
}

/** Sums up one ranker's lists, case by case. */
export class RankerTally {
  readonly #by: Yardstick;
  readonly #recommended: Uint32Array;
  readonly #exposure: Float64Array;
  readonly #gains: number[] = [];
  readonly #clicked: number[] = [];
  #clickedTarget = 0;
  #recall = 0;
  #mrr = 0;
  #percentile = 0;
  #noveltySum = 0;
  #places = 0;
  #serendipity = 0;
  #diversitySum = 0;
  #lists = 0;
  #nats = 0;
  #mixes = 0;

  constructor(by: Yardstick) {
    this.#by = by;
    this.#recommended = new Uint32Array(by.counts.length);
    this.#exposure = new Float64Array(by.counts.length);
  }

  /**
   * @param rank       of the target in the list, 1 is best; beyond k or Infinity when it is not listed
   * @param percentile share of candidates below the target
   * @param list       at most k rows
   * @param popularityRank of the target, as `serendipityAt` takes it
   */
  add(rank: number, percentile: number, list: ArrayLike<number>, { history, target, popularityRank }: Pick<ResolvedCase, 'history' | 'target'> & { popularityRank: number }): void {
    const { k, vectors, novelty, categories, clicks } = this.#by;
    this.#gains.push(ndcgAt(rank, k));
    this.#recall += recallAt(rank, k);
    this.#mrr += reciprocalRankAt(rank, k);
    this.#serendipity += serendipityAt(rank, popularityRank, k);
    this.#percentile += percentile;
    const clicked = clicksOn(list, target, clicks);
    this.#clickedTarget += clicked.target;
    this.#clicked.push(clicked.any);
    for (let i = 0; i < list.length; i++) {
      this.#recommended[list[i]]++;
      this.#exposure[list[i]] += exposureAt(i + 1);
      this.#noveltySum += novelty[list[i]];
    }
    this.#places += list.length;
    const diversity = diversityOf(list, vectors);
    if (diversity !== null) {
      this.#diversitySum += diversity;
      this.#lists++;
    }
    const nats = miscalibrationOf(history, list, categories);
    if (nats === null) return;
    this.#nats += nats;
    this.#mixes++;
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
      hit: this.#recall / cases,
      recall: this.#recall / cases,
      ndcg: sumOf(this.#gains) / cases,
      interval: bootstrapInterval(this.#gains, clusters, seed),
      // Whatever is listed at all gains something.
      ...(cold.length > 0 && { cold: { cases: cold.length, recall: coldGains.filter((gain) => gain > 0).length / cold.length, ndcg: sumOf(coldGains) / cold.length, interval: bootstrapInterval(coldGains, clustersAmong(clusters, cold), seed) } }),
      mrr: this.#mrr / cases,
      coverage: coverageOf(this.#recommended),
      gini: giniOf(this.#recommended),
      novelty: this.#noveltySum / Math.max(1, this.#places),
      serendipity: this.#serendipity / cases,
      diversity: this.#diversitySum / Math.max(1, this.#lists),
      ...(this.#mixes > 0 && { miscalibration: this.#nats / this.#mixes }),
      exposure: exposureReport(this.#exposure, this.#by.groups),
      clickThrough: { target: this.#clickedTarget / cases, any: sumOf(this.#clicked) / cases, interval: bootstrapInterval(this.#clicked, clusters, seed) },
      percentile: this.#percentile / cases,
      seconds,
    };
  }
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
