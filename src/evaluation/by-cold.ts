import type { EvaluationResult } from './run-evaluation.ts';

/** nDCG where more and more of the catalog is missing from train, by ranker, in the order of `shares`. */
export interface ByCold {
  /** Of the items, taken out of train. */
  shares: readonly number[];
  /** Over all cases. */
  ndcg: Record<string, number[]>;
  /** Over the cases whose target was taken out; null where no target was. */
  coldNdcg: Record<string, (number | null)[]>;
}

/** @param results of the same rankers and cases, one a share, at least one */
export function byCold(shares: readonly number[], results: readonly EvaluationResult[]): ByCold {
  const names = Object.keys(results[0].rankers);
  return {
    shares: [...shares],
    ndcg: Object.fromEntries(names.map((name) => [name, results.map(({ rankers }) => rankers[name].ndcg)])),
    coldNdcg: Object.fromEntries(names.map((name) => [name, results.map(({ rankers }) => rankers[name].cold?.ndcg ?? null)])),
  };
}
