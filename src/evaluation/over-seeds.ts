import type { EvaluationResult } from './run-evaluation.ts';

/** Mean and sample deviation of one measure over seeds. */
export interface Spread {
  mean: number;
  deviation: number;
}

/** What differs from seed to seed: learned parts, samples, ties. */
export interface OverSeeds {
  seeds: number[];
  rankers: Record<string, { recall: Spread; ndcg: Spread }>;
}

/** @param results of the same rankers and cases, one a seed, at least one */
export function overSeeds(seeds: readonly number[], results: readonly EvaluationResult[]): OverSeeds {
  const spread = (values: number[]): Spread => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return { mean, deviation: values.length > 1 ? Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)) : 0 };
  };
  const of = (name: string, measure: 'recall' | 'ndcg'): Spread => spread(results.map(({ rankers }) => rankers[name][measure]));
  return { seeds: [...seeds], rankers: Object.fromEntries(Object.keys(results[0].rankers).map((name) => [name, { recall: of(name, 'recall'), ndcg: of(name, 'ndcg') }])) };
}
