import type { RankerReport } from './ranker-tally.ts';
import type { EvaluationResult } from './run-evaluation.ts';

/** nDCG where more and more of the catalog is missing from train, by ranker, in the order of `shares`. */
export interface ByCold {
  /** Of the items, taken out of train. */
  shares: readonly number[];
  /** Over all cases. */
  ndcg: Record<string, number[]>;
  /** Over the cases whose target was taken out; null where no target was. */
  coldNdcg: Record<string, (number | null)[]>;
  /** 95 %, of `ndcg` and of `coldNdcg`. */
  intervals: Record<string, [number, number][]>;
  coldIntervals: Record<string, ([number, number] | null)[]>;
}

/** @param results of the same rankers and cases, one a share, at least one */
export function byCold(shares: readonly number[], results: readonly EvaluationResult[]): ByCold {
  const each = <T>(of: (report: RankerReport) => T): Record<string, T[]> => Object.fromEntries(Object.keys(results[0].rankers).map((name) => [name, results.map(({ rankers }) => of(rankers[name]))]));
  return {
    shares: [...shares],
    ndcg: each(({ ndcg }) => ndcg),
    coldNdcg: each(({ cold }) => cold?.ndcg ?? null),
    intervals: each(({ interval }) => interval),
    coldIntervals: each(({ cold }) => cold?.interval ?? null),
  };
}
