import { aligned } from './aligned.ts';
import type { ByCold } from './by-cold.ts';
import type { Comparison } from './compare-rankers.ts';
import type { GroupShare } from './exposure.ts';
import { type OverSeeds, type Spread, SPREAD_MEASURES } from './over-seeds.ts';
import type { RankerReport } from './ranker-tally.ts';
import type { Counts } from './resolve-cases.ts';
import type { EvaluationResult } from './run-evaluation.ts';
import { curveSections } from './trade-off-text.ts';

const COLUMNS = ['hit', 'recall', 'ndcg', 'mrr', 'percentile', 'coverage', 'gini', 'novelty', 'serendipity', 'diversity'] as const;

/** What the split lets the figures claim. */
const ORDERS: Record<EvaluationResult['order'], string> = {
  'global-time': 'split at one point in time',
  'per-user-time': 'split by user: others’ later events are in train, so nothing is claimed about time',
  unordered: 'no order in time: decay is not tested',
  unstated: 'how it was split is not said (--order)',
};

/** Corrected p values below this are called sure. */
const SURE = 0.05;

/**
 * The result as plain text for a terminal: what was measured, a table with a ranker a line, whom the lists show, which of our own
 * are better than which baselines, and what was left out; then the same of impressions.
 */
export function evaluationTable(result: EvaluationResult, spread?: OverSeeds, curve?: ByCold): string {
  const ofCases = result.cases === 0 ? [counted(result)] : [
    [`${result.dataset}: ${result.cases} cases, lists of ${result.k}; ${ORDERS[result.order]}`],
    rankerLines(result), chosenLines(result), seedLines(spread), lengthLines(result), coldLines(curve), clickLines(result), ...faithfulnessSections(result), tradeOffLines(result), ...curveSections(result), exposureLines(result), groupLines(result), comparisonLines(spread?.comparisons ?? result.comparisons, spread ? `ndcg over ${spread.seeds.length} seeds` : 'ndcg'), counted(result),
  ];
  return [...ofCases, ...impressionSections(result)].filter((section) => section.length > 0).map((section) => section.join('\n')).join('\n\n');
}

function rankerLines({ rankers }: EvaluationResult): string[] {
  const isCold = Object.values(rankers).some(({ cold }) => cold);
  const isMixed = Object.values(rankers).some(({ miscalibration }) => miscalibration !== undefined);
  const header = ['ranker', ...COLUMNS, ...(isMixed ? ['miscal.'] : []), 'ndcg 95 %', ...(isCold ? ['cold ndcg'] : []), 'fit s', 'rank s'];
  return aligned([header, ...Object.entries(rankers).map(([name, report]) => [
    name,
    ...COLUMNS.map((column) => report[column].toFixed(column === 'novelty' ? 2 : 4)),
    ...(isMixed ? [report.miscalibration?.toFixed(2) ?? '–'] : []),
    range(report.interval),
    ...(isCold ? [report.cold?.ndcg.toFixed(4) ?? '–'] : []),
    report.seconds.fit.toFixed(1),
    report.seconds.rank.toFixed(1),
  ])]);
}

/** How well what people were shown is ordered. */
function impressionSections({ dataset, order, impressions: judged }: EvaluationResult): string[][] {
  if (!judged) return [];
  const lines = Object.entries(judged.rankers).map(([name, { auc, gauc, mrr, ndcg5, ndcg10, interval, seconds }]) => [
    name, ...[auc, gauc, mrr, ndcg5, ndcg10].map((value) => value.toFixed(4)), range(interval), seconds.fit.toFixed(1), seconds.rank.toFixed(1),
  ]);
  return [
    [`${dataset}: ${judged.impressions} impressions of ${judged.users} users, what was shown ordered anew; ${ORDERS[order]}`],
    aligned([['ranker', 'auc', 'gauc', 'mrr', 'ndcg@5', 'ndcg@10', 'auc 95 %', 'fit s', 'rank s'], ...lines]),
    comparisonLines(judged.comparisons, 'auc'),
    counted(judged),
  ];
}

/** What validation cases chose, by ranker. */
function chosenLines({ rankers }: EvaluationResult): string[] {
  const rows = Object.entries(rankers).flatMap(([name, { chosen }]) => (chosen ? [[name, Object.entries(chosen).map(([parameter, value]) => `${parameter} ${value}`).join(', ')]] : []));
  return rows.length > 0 ? aligned([['chosen by validation', ''], ...rows]) : [];
}

/** Mean and deviation over seeds. */
function seedLines(spread: OverSeeds | undefined): string[] {
  if (!spread) return [];
  const shown = ({ mean, deviation }: Spread): string => `${mean.toFixed(4)} ± ${deviation.toFixed(4)}`;
  return aligned([[`over ${spread.seeds.length} seeds`, ...SPREAD_MEASURES], ...Object.entries(spread.rankers).map(([name, spreads]) => [name, ...SPREAD_MEASURES.map((measure) => shown(spreads[measure]))])]);
}

/** nDCG where histories are cut, and its share of what it is with all of them. */
function lengthLines({ byLength, rankers }: EvaluationResult): string[] {
  if (!byLength) return [];
  const share = (value: number, whole: number): string => `${value.toFixed(4)}${whole > 0 ? ` (${Math.round((100 * value) / whole)} %)` : ''}`;
  return aligned([['ndcg by history', ...byLength.lengths.map(String), 'all'], ...Object.entries(byLength.ndcg).map(([name, values]) => [name, ...values.map((value) => share(value, rankers[name].ndcg)), rankers[name].ndcg.toFixed(4)])]);
}

/** Lists that are clicked by who came for the item: on it alone, and on whatever is as good. */
function clickLines({ rankers }: EvaluationResult): string[] {
  return aligned([['lists clicked', 'on the item', 'at all', '95 %'], ...Object.entries(rankers).map(([name, { clickThrough: { target, any, interval } }]) => [
    name, target.toFixed(4), any.toFixed(4), range(interval),
  ])]);
}

/** What removing events moves, and whether the explained ones move surely more than the others. */
function faithfulnessSections({ faithfulness }: EvaluationResult): string[][] {
  return Object.entries(faithfulness ?? {}).map(([name, { cases, top, removals, comparisons }]) => {
    if (cases === 0) return [`${name}: no history is long enough to remove events from`];
    const rows = removals.flatMap(({ removed, by, logRank, interval, places }) => [[`${by} ${removed}`, logRank.toFixed(3), interval.map((bound) => bound.toFixed(3)).join('–'), places.toFixed(1)]]);
    const sure = comparisons.map(({ removed, against, difference, p, holm }) => `explained to ${against} ${removed}: ${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(3)} log rank, p ${p.toPrecision(2)}, corrected ${holm.toPrecision(2)}`);
    return [`${name}: the first ${top} of ${cases} lists, re-ranked without events`, ...aligned([['removed', 'log rank', '95 %', 'places'], ...rows]), ...sure];
  });
}

const BAR = 24;

/** nDCG over all cases and over cold targets, with a bar of the latter by the best of all. */
function coldLines(curve: ByCold | undefined): string[] {
  if (!curve) return [];
  const percent = curve.shares.map((share) => `${Math.round(100 * share)} %`);
  const best = Math.max(...Object.values(curve.coldNdcg).flatMap((values) => values.map((value) => value ?? 0)));
  const bar = (value: number | null): string => '█'.repeat(value !== null && best > 0 ? Math.round((BAR * value) / best) : 0).padEnd(BAR, '·');
  const rows = Object.entries(curve.ndcg).flatMap(([name, values]) => curve.shares.map((_, at) => {
    const cold = curve.coldNdcg[name][at];
    return [at === 0 ? name : '', percent[at], values[at].toFixed(4), cold?.toFixed(4) ?? '–', bar(cold)];
  }));
  return aligned([['out of train', 'share', 'ndcg', 'cold ndcg', ''], ...rows]);
}

/** What variety costs: the product at each diversity, most accurate first, bars by its share of the best. */
function tradeOffLines({ rankers }: EvaluationResult): string[] {
  const points = Object.entries(rankers).filter(([name]) => name.startsWith('attune'));
  if (points.length < 3) return [];
  const most = (of: (report: RankerReport) => number): number => Math.max(...points.map(([, report]) => of(report)));
  const bar = (value: number, best: number): string => '█'.repeat(best > 0 ? Math.round((BAR * value) / best) : 0).padEnd(BAR, '·');
  const [accuracy, variety] = [most(({ ndcg }) => ndcg), most(({ diversity }) => diversity)];
  const sorted = points.toSorted(([, a], [, b]) => b.ndcg - a.ndcg || a.diversity - b.diversity);
  return aligned([['trade-off', 'ndcg', '', 'diversity', ''], ...sorted.map(([name, { ndcg, diversity }]) => [name, ndcg.toFixed(4), bar(ndcg, accuracy), diversity.toFixed(4), bar(diversity, variety)])]);
}

/** Who is shown: how far exposure is from what is there, by source and brand, and how it falls on popular and rare items. */
function exposureLines({ rankers }: EvaluationResult): string[] {
  const reports = Object.entries(rankers).map(([name, { exposure }]) => ({ name, ...exposure }));
  const [{ source, brand, popularity }] = reports;
  const titles = [...(source ? [`of ${source.groups} sources`] : []), ...(brand ? [`of ${brand.groups} brands`] : []), ...Object.entries(popularity ?? {}).map(([group, { share }]) => `${group} ${Math.round(100 * share)} %`)];
  if (titles.length === 0) return [];
  return aligned([['exposure', ...titles], ...reports.map((report) => [
    report.name,
    ...[report.source, report.brand].flatMap((groups) => groups?.distance.toFixed(2) ?? []),
    ...Object.values(report.popularity ?? {}).map(({ exposure }) => `${(100 * exposure).toFixed(1)} %`),
  ])]);
}

/** The sources that each ranker shows most above their share of the catalog, and most below it; brands where all is of one source. */
function groupLines({ rankers }: EvaluationResult): string[] {
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  const shown = (sign: string, groups: readonly GroupShare[]): string => groups.map(({ name, share, exposure }) => `${sign} ${name} ${percent(share)} → ${percent(exposure)}`).join(', ');
  const rows = Object.entries(rankers).flatMap(([name, { exposure: { source, brand } }]) => {
    const groups = source ?? brand;
    return groups ? [`${name}: ${[shown('+', groups.over), shown('−', groups.under)].filter((text) => text !== '').join('; ')}`] : [];
  });
  return rows.length === 0 ? [] : ['shown most above (+) and below (−) their share of the catalog', ...rows];
}

/** For each of our own: how it stands to the best baseline, and those that it is not surely better than. */
function comparisonLines(comparisons: readonly Comparison[], measure: string): string[] {
  return [...new Set(comparisons.map(({ ranker }) => ranker))].map((ranker) => {
    const own = comparisons.filter((comparison) => comparison.ranker === ranker);
    const [{ against, difference, interval, holm }] = own;
    const unsure = own.filter((comparison) => !(comparison.difference > 0 && comparison.holm < SURE)).map((comparison) => comparison.against);
    const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
    return `${ranker}: ${signed(difference)} ${measure} [${interval.map(signed).join(', ')}] to ${against}, the best baseline, p ${holm.toPrecision(2)}; ${unsure.length === 0 ? `surely better than ${own.length === 1 ? 'it, the one baseline' : `each of the ${own.length} baselines`} measured` : `not surely better than ${unsure.join(', ')}, of ${own.length} measured`}`;
  });
}

/** What was left out, and what was odd. */
function counted({ skipped, remarks }: Pick<EvaluationResult, 'skipped' | 'remarks'>): string[] {
  const lines = (verb: string, counts: Counts): string[] => Object.entries(counts).map(([reason, times]) => `${verb} ${times} ${reason}`);
  return [...lines('skipped', skipped), ...lines('noted', remarks)];
}

function range(interval: readonly number[]): string {
  return interval.map((bound) => bound.toFixed(4)).join('–');
}
