import { expect, it } from 'vitest';
import type { HeldOutReport, HeldOutScore } from '../../evaluation/held-out-report.ts';
import { heldOutTable } from './held-out-table.ts';

const score = (ndcg: number): HeldOutScore => ({ ndcg, interval: [ndcg - 0.01, ndcg + 0.01], recall: 2 * ndcg, recallInterval: [2 * ndcg - 0.02, 2 * ndcg + 0.02] });
const REPORT: HeldOutReport = { k: 10, cases: 500, people: 480, rankers: { attune: score(0.1), popularity: score(0.02), knn: score(0.09), source: score(0.03) }, costs: [{ minSupport: 1, ...score(0.13), lost: 0.03, lostInterval: [-0.01, 0.05] }], seconds: 9.04 };

it('is a line for each ranker, and one for what publishing less costs', () => {
  expect(heldOutTable(REPORT)).toEqual([
    'Held out: the last choice of 480 people, 500 in all, ranked among the whole catalog by what has not seen them (9.0 s)',
    '  ranker                           nDCG@10           95 %  recall@10           95 %',
    '  attune, as packed                 0.1000  0.0900–0.1100     0.2000  0.1800–0.2200',
    '  popularity                        0.0200  0.0100–0.0300     0.0400  0.0200–0.0600',
    '  co-purchase (knn)                 0.0900  0.0800–0.1000     0.1800  0.1600–0.2000',
    '  source                            0.0300  0.0200–0.0400     0.0600  0.0400–0.0800',
    '  attune, pairs of one person too   0.1300  0.1200–0.1400     0.2600  0.2400–0.2800',
    '  pairs of one person too would be +0.0300 nDCG [−0.0100, +0.0500]',
  ]);
  expect(heldOutTable({ ...REPORT, costs: [{ ...REPORT.costs[0], minSupport: 5 }] }, 1).at(-1)).toBe('  no noise, pairs of 5 people would be +0.0300 nDCG [−0.0100, +0.0500]');
});
