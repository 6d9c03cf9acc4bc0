import type { EvaluationResult } from '../run-evaluation.ts';
import type { TradeOffPoint } from '../trade-off.ts';

/** A result whose curves a hand can place: MMR from (.4, .2) to (.8, .1), DPP half-way between, as shipped at (.4, .2) too. */
export function tradeOffResult(): EvaluationResult {
  const point = (diversity: number, intraListDiversity: number, ndcg: number): TradeOffPoint => ({ diversity, intraListDiversity, ndcg, interval: [ndcg, ndcg], recall: 0.3, coverage: 0.5, gini: 0.9 });
  const report = (diversity: number, ndcg: number) => ({ hit: 0.3, recall: 0.3, ndcg, interval: [ndcg, ndcg] as [number, number], mrr: 0.1, coverage: 0.5, gini: 0.9, novelty: 8, serendipity: 0.1, diversity, exposure: {}, clickThrough: { target: 0.1, any: 0.2, interval: [0.2, 0.2] as [number, number] }, percentile: 0.8, seconds: { fit: 1, rank: 1 } });
  return {
    dataset: 'tea & cups', order: 'unstated', k: 10, cases: 100, comparisons: [], skipped: {}, remarks: {},
    rankers: { 'attune-plain': report(0.4, 0.2), attune: report(0.4, 0.2) },
    byDiversity: { mmr: [point(0, 0.4, 0.2), point(1, 0.8, 0.1)], dpp: [point(0.5, 0.6, 0.15)] },
  };
}
