import type { EvaluationResult } from './run-evaluation.ts';

const COLUMNS = ['recall', 'ndcg', 'mrr', 'percentile', 'coverage', 'gini', 'novelty', 'diversity'] as const;

/** The result as plain text for a terminal: what was measured, a table with a ranker a line, and what was left out. */
export function evaluationTable(result: EvaluationResult): string {
  const header = ['ranker', ...COLUMNS, 'fit s', 'rank s'];
  const lines = Object.entries(result.rankers).map(([name, report]) => [
    name,
    ...COLUMNS.map((column) => report[column].toFixed(column === 'novelty' ? 2 : 4)),
    report.seconds.fit.toFixed(1),
    report.seconds.rank.toFixed(1),
  ]);
  const widths = header.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column].length)));
  const aligned = [header, ...lines].map((cells) => cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  '));
  const counts = [...Object.entries(result.skipped).map(named('skipped')), ...Object.entries(result.remarks).map(named('noted'))];
  return [`${result.dataset}: ${result.cases} cases, lists of ${result.k}`, '', ...aligned, ...(counts.length > 0 ? ['', ...counts] : [])].join('\n');
}

function named(verb: string): (counted: [string, number]) => string {
  return ([reason, times]) => `${verb} ${times} ${reason}`;
}
