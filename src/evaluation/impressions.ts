import { bootstrapInterval, clustersOf, compareRankers, type Comparison } from './compare-rankers.ts';
import type { EvaluationData, EvaluationRanker } from './evaluation-ranker.ts';
import { aucOf, type OrderGains, orderGains } from './impression-metrics.ts';
import { isOwn } from './rankers.ts';
import type { Counts } from './resolve-cases.ts';
import type { ImpressionGroup, ResolvedImpressions, ShownRows } from './resolve-impressions.ts';
import { tieKey, tieSalt } from './tie-order.ts';

/** How well one ranker orders what was shown; means over impressions unless it says otherwise. */
export interface ImpressionReport extends OrderGains {
  /** 95 % of `auc`, by users. */
  interval: [low: number, high: number];
  /**
   * AUC over all that one user was shown, users weighted by how much that was. Source: Zhou et al. (2018), Deep Interest Network.
   */
  gauc: number;
  /** `rank`: of ordering. */
  seconds: { fit: number; rank: number };
}

export interface ImpressionsResult {
  /** How many were judged. */
  impressions: number;
  users: number;
  rankers: Record<string, ImpressionReport>;
  /** Our own rankers beside each baseline that was measured, by AUC. */
  comparisons: Comparison[];
  /** Lines that were not judged, by reason: `impressions` and these add up to the file's lines. */
  skipped: Counts;
  /** What else was left out or odd, by reason, in what was judged. */
  remarks: Counts;
}

/**
 * Lets fitted rankers order what people were shown, in place of who showed it. What was never shown is not judged: nobody knows
 * whether it would have been clicked. Equal scores stand in seeded random order, and count ½ in AUC.
 *
 * @param rankers fitted, in `fitSeconds` each
 * @throws {RangeError} when a score is NaN; `AbortError` when given up
 */
export async function measureImpressions({ groups, shownIn, skipped, remarks }: ResolvedImpressions, rankers: readonly EvaluationRanker[], fitSeconds: readonly number[], data: EvaluationData, onImpression?: (done: number, total: number) => void): Promise<ImpressionsResult> {
  const users = groups.flatMap(({ user, impressions }) => impressions.map(() => user));
  const clusters = clustersOf(users);
  const judged = rankers.map((ranker) => ({ ranker, tally: new OrderTally(users.length), seconds: 0 }));
  const scores = new Float32Array(data.items.length);
  let done = 0;
  for (const [place, group] of groups.entries()) {
    await data.breathe();
    const shown = group.impressions.map(shownIn);
    const rows = Uint32Array.from(new Set(shown.flatMap((each) => each.rows)));
    for (const one of judged) {
      const start = performance.now();
      await scoreShown(one.ranker, group.history, rows, scores);
      one.seconds += (performance.now() - start) / 1000;
      shown.forEach((each, n) => one.tally.add(each, scores, tieSalt(data.seed, group.impressions[n])));
      if (!isOfOneUser(group, groups[place + 1])) one.tally.closeUser();
    }
    done += shown.length;
    onImpression?.(done, users.length);
  }
  return {
    impressions: users.length,
    users: clusters.length,
    rankers: Object.fromEntries(judged.map(({ ranker, tally, seconds }, index) => [ranker.name, { ...tally.report(), interval: bootstrapInterval(tally.auc, clusters, data.seed), seconds: { fit: fitSeconds[index], rank: seconds } }])),
    comparisons: await compareRankers(new Map(judged.map(({ ranker, tally }) => [ranker.name, tally.auc])), isOwn, clusters, data.seed, data.breathe),
    skipped,
    remarks,
  };
}

/** Writes the scores of `rows` to their places; what stands at the others is nobody's. */
async function scoreShown(ranker: EvaluationRanker, history: readonly number[], rows: Uint32Array, scores: Float32Array): Promise<void> {
  if (!ranker.scoreRows) return ranker.score(history, scores);
  const own = await ranker.scoreRows(history, rows);
  rows.forEach((row, place) => (scores[row] = own[place]));
}

function isOfOneUser({ user }: ImpressionGroup, next: ImpressionGroup | undefined): boolean {
  return user !== null && next?.user === user;
}

/** Sums up how one ranker orders, impression by impression. */
class OrderTally {
  /** [impressions], in the order that they were added. */
  readonly auc: Float64Array;
  #size = 0;
  #sums = { mrr: 0, ndcg5: 0, ndcg10: 0 };
  #user: { scores: number[]; clicked: boolean[] } = { scores: [], clicked: [] };
  #userAuc = 0;
  #shown = 0;

  constructor(impressions: number) {
    this.auc = new Float64Array(impressions);
  }

  /** @param scores [C] */
  add({ rows, clicked }: ShownRows, scores: Float32Array, salt: number): void {
    const own = rows.map((row) => scores[row]);
    const { auc, mrr, ndcg5, ndcg10 } = orderGains(own, clicked, rows.map((row) => tieKey(row, salt)));
    this.auc[this.#size++] = auc;
    this.#sums.mrr += mrr;
    this.#sums.ndcg5 += ndcg5;
    this.#sums.ndcg10 += ndcg10;
    this.#user.scores.push(...own);
    this.#user.clicked.push(...clicked);
  }

  /** What was added since the last is all of one user. */
  closeUser(): void {
    const { scores, clicked } = this.#user;
    this.#userAuc += scores.length * aucOf(scores, clicked);
    this.#shown += scores.length;
    this.#user = { scores: [], clicked: [] };
  }

  report(): OrderGains & { gauc: number } {
    const { mrr, ndcg5, ndcg10 } = this.#sums;
    return {
      auc: this.auc.reduce((sum, auc) => sum + auc, 0) / this.#size,
      gauc: this.#userAuc / this.#shown,
      mrr: mrr / this.#size,
      ndcg5: ndcg5 / this.#size,
      ndcg10: ndcg10 / this.#size,
    };
  }
}
