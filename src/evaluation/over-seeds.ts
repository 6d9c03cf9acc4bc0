import { breather } from './breather.ts';
import { type Clusters, type Comparison, compareRankers } from './compare-rankers.ts';
import { isOwn } from './rankers.ts';
import type { EvaluationResult } from './run-evaluation.ts';

/** Mean and sample deviation of one measure over seeds. */
export interface Spread {
  mean: number;
  deviation: number;
}

/** Measures of where the target stands. */
export const SPREAD_MEASURES = ['hit', 'recall', 'ndcg', 'mrr', 'percentile'] as const;

/** What differs from seed to seed: learned parts, samples, ties. */
export interface OverSeeds {
  seeds: number[];
  rankers: Record<string, Record<(typeof SPREAD_MEASURES)[number], Spread>>;
  /** As those of one result, by each case's nDCG averaged over the seeds. */
  comparisons: Comparison[];
}

/** What one seed measured. */
export interface SeedResult {
  seed: number;
  result: EvaluationResult;
  /** nDCG by ranker, [cases] each. */
  gains: ReadonlyMap<string, Float64Array>;
}

/**
 * @param measured of the same rankers and cases, in the same order, one a seed, at least one
 * @param clusters cases by user
 * @throws `AbortError` when given up
 */
export async function overSeeds(measured: readonly SeedResult[], clusters: Clusters, signal?: AbortSignal): Promise<OverSeeds> {
  const spreadOf = (name: string, measure: (typeof SPREAD_MEASURES)[number]): Spread => spread(measured.map(({ result }) => result.rankers[name][measure]));
  const names = Object.keys(measured[0].result.rankers);
  const averaged = new Map(names.map((name) => [name, averageOf(measured.map(({ gains }) => gains.get(name)!))]));
  return {
    seeds: measured.map(({ seed }) => seed),
    rankers: Object.fromEntries(names.map((name) => [name, Object.fromEntries(SPREAD_MEASURES.map((measure) => [measure, spreadOf(name, measure)])) as OverSeeds['rankers'][string]])),
    comparisons: await compareRankers(averaged, isOwn, clusters, measured[0].seed, breather(signal)),
  };
}

function spread(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, deviation: values.length > 1 ? Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)) : 0 };
}

/** Place by place. */
function averageOf(lists: readonly Float64Array[]): Float64Array {
  return lists[0].map((_, place) => lists.reduce((sum, list) => sum + list[place], 0) / lists.length);
}
