/** How well scores order what was shown at once. */
export interface OrderGains {
  auc: number;
  mrr: number;
  ndcg5: number;
  ndcg10: number;
}

/**
 * The share of pairs of a clicked and another item in which the clicked one is scored higher, ½ where they are equal.
 *
 *   AUC = (Σ rank(clicked) − P·(P + 1)/2) / (P · N)     ranks ascending from 1, equals at their mean; P clicked, N others
 *
 * @param scores [n], none NaN
 * @param clicked [n], at least one true and one false
 */
export function aucOf(scores: ArrayLike<number>, clicked: ArrayLike<boolean>): number {
  const order = Array.from({ length: scores.length }, (_, at) => at).sort((a, b) => (scores[a] < scores[b] ? -1 : Number(scores[a] > scores[b])));
  let ranks = 0;
  let positives = 0;
  for (let from = 0, to = 0; from < order.length; from = to) {
    let among = 0;
    for (to = from; to < order.length && scores[order[to]] === scores[order[from]]; to++) among += Number(clicked[order[to]]);
    ranks += (among * (from + 1 + to)) / 2;
    positives += among;
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * (order.length - positives));
}

/**
 * AUC, mean reciprocal rank and nDCG of one impression, as MIND's own program defines them. Source: Wu et al. (2020).
 *
 *   MRR    = 1/P · Σ over the clicked of 1/rank
 *   nDCG@k = Σ over the clicked within k of 1/log2(rank + 1) / the most that P clicked can have
 *
 * @param scores  [n]
 * @param clicked [n], at least one true and one false
 * @param keys    [n], by which equal scores are ordered, ascending; distinct
 * @throws {RangeError} when a score is NaN
 */
export function orderGains(scores: ArrayLike<number>, clicked: readonly boolean[], keys: ArrayLike<number>): OrderGains {
  for (let at = 0; at < scores.length; at++) if (Number.isNaN(scores[at])) throw new RangeError(`orderGains: expected comparable scores, got NaN at ${at}`);
  const order = [...clicked.keys()].sort((a, b) => (scores[a] > scores[b] ? -1 : scores[a] < scores[b] ? 1 : keys[a] - keys[b]));
  const ranks = order.flatMap((at, place) => (clicked[at] ? [place + 1] : []));
  return {
    auc: aucOf(scores, clicked),
    mrr: ranks.reduce((sum, rank) => sum + 1 / rank, 0) / ranks.length,
    ndcg5: ndcgOf(ranks, 5),
    ndcg10: ndcgOf(ranks, 10),
  };
}

/** @param ranks of what was clicked, ascending from 1 */
function ndcgOf(ranks: readonly number[], k: number): number {
  const gain = (rank: number): number => (rank <= k ? 1 / Math.log2(rank + 1) : 0);
  return ranks.reduce((sum, rank) => sum + gain(rank), 0) / ranks.reduce((sum, _, place) => sum + gain(place + 1), 0);
}
