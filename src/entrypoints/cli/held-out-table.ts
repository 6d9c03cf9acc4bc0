import type { HeldOutReport, HeldOutScore, PublishingCost } from '../../evaluation/held-out-report.ts';

const NAMES: Record<keyof HeldOutReport['rankers'], string> = { attune: 'attune, as packed', popularity: 'popularity', knn: 'co-purchase (knn)', source: 'source' };

/** What a report says, as lines of a terminal. @param epsilon of the pack's noise; undefined without */
export function heldOutTable({ k, cases, people, rankers, costs, seconds }: HeldOutReport, epsilon?: number): string[] {
  const rows = [
    ['ranker', `nDCG@${k}`, '95 %', `recall@${k}`, '95 %'],
    ...Object.entries(rankers).map(([name, score]) => [NAMES[name as keyof typeof NAMES], ...cellsOf(score)]),
    ...costs.map((cost) => [`attune, ${nameOf(cost, epsilon)}`, ...cellsOf(cost)]),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return [
    `Held out: the last choice of ${people} people, ${cases} in all, ranked among the whole catalog by what has not seen them (${seconds.toFixed(1)} s)`,
    ...rows.map((row) => `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ')}`.trimEnd()),
    ...costs.map((cost) => `  ${nameOf(cost, epsilon)} would be ${signed(cost.lost)} nDCG [${cost.lostInterval.map(signed).join(', ')}]`),
  ];
}

function nameOf({ minSupport }: PublishingCost, epsilon?: number): string {
  const pairs = minSupport === 1 ? 'pairs of one person too' : `pairs of ${minSupport} people`;
  return epsilon === undefined ? pairs : `no noise, ${pairs}`;
}

function cellsOf({ ndcg, interval, recall, recallInterval }: HeldOutScore): string[] {
  const range = (bounds: readonly number[]): string => bounds.map(decimals).join('–');
  return [decimals(ndcg), range(interval), decimals(recall), range(recallInterval)];
}

function decimals(value: number): string {
  return value.toFixed(4);
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
}
