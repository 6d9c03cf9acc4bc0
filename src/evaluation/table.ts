import type { Comparison } from './compare-rankers.ts';
import type { EvaluationResult } from './run-evaluation.ts';

const COLUMNS = ['recall', 'ndcg', 'mrr', 'percentile', 'coverage', 'gini', 'novelty', 'diversity'] as const;

/** Corrected p values below this are called sure. */
const SURE = 0.05;

/**
 * The result as plain text for a terminal: what was measured, a table with a ranker a line, which of our own are better than
 * which baselines, and what was left out.
 */
export function evaluationTable(result: EvaluationResult): string {
  const isCold = Object.values(result.rankers).some(({ cold }) => cold);
  const header = ['ranker', ...COLUMNS, 'ndcg 95 %', ...(isCold ? ['cold ndcg'] : []), 'fit s', 'rank s'];
  const lines = Object.entries(result.rankers).map(([name, report]) => [
    name,
    ...COLUMNS.map((column) => report[column].toFixed(column === 'novelty' ? 2 : 4)),
    report.interval.map((bound) => bound.toFixed(4)).join('–'),
    ...(isCold ? [report.cold?.ndcg.toFixed(4) ?? '–'] : []),
    report.seconds.fit.toFixed(1),
    report.seconds.rank.toFixed(1),
  ]);
  const widths = header.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column].length)));
  const aligned = [header, ...lines].map((cells) => cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  '));
  const counts = [...Object.entries(result.skipped).map(named('skipped')), ...Object.entries(result.remarks).map(named('noted'))];
  const compared = comparisonLines(result.comparisons);
  return [`${result.dataset}: ${result.cases} cases, lists of ${result.k}`, '', ...aligned, ...(compared.length > 0 ? ['', ...compared] : []), ...(counts.length > 0 ? ['', ...counts] : [])].join('\n');
}

/** For each of our own: how it stands to the best baseline, and those that it is not surely better than. */
function comparisonLines(comparisons: readonly Comparison[]): string[] {
  return [...new Set(comparisons.map(({ ranker }) => ranker))].map((ranker) => {
    const own = comparisons.filter((comparison) => comparison.ranker === ranker);
    const [{ against, difference, interval, holm }] = own;
    const unsure = own.filter((comparison) => !(comparison.difference > 0 && comparison.holm < SURE)).map((comparison) => comparison.against);
    const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
    return `${ranker}: ${signed(difference)} ndcg [${interval.map(signed).join(', ')}] to ${against}, the best baseline, p ${holm.toPrecision(2)}; ${unsure.length === 0 ? 'surely better than every baseline' : `not surely better than ${unsure.join(', ')}`}`;
  });
}

function named(verb: string): (counted: [string, number]) => string {
  return ([reason, times]) => `${verb} ${times} ${reason}`;
}
