import type { Caps } from '../domain/recommendation.ts';
import type { DiversityOptions } from '../ranker/diversity/diversify.ts';
import type { Clusters } from './compare-rankers.ts';
import type { EvaluationData, EvaluationRanker } from './evaluation-ranker.ts';
import { type Contestant, rankCases, type RankCasesOptions } from './rank-cases.ts';
import { RankerTally, type RankerReport, type Yardstick } from './ranker-tally.ts';
import type { ResolvedCase } from './resolve-cases.ts';

/** Ways to vary a list: MMR and DPP at diversity x; calibration x without diversity. */
export const VARIETY_METHODS = ['mmr', 'dpp', 'calibrated'] as const;
export type VarietyMethod = (typeof VARIETY_METHODS)[number];

/** What is to be measured: each method at each diversity, within caps that hold for all. */
export interface TradeOffPlan {
  methods: readonly VarietyMethod[];
  /** 0 … 1 */
  diversities: readonly number[];
  caps?: Caps;
}

/** Lists at one diversity; every number as in RankerReport. */
export interface TradeOffPoint extends Pick<RankerReport, 'ndcg' | 'interval' | 'recall' | 'coverage' | 'gini' | 'miscalibration'> {
  diversity: number;
  /** Mean over the lists of two or more of 1 − cosine over their pairs. */
  intraListDiversity: number;
}

/** Points of each method, in the order of the diversities. */
export type ByDiversity = Partial<Record<VarietyMethod, TradeOffPoint[]>>;

/** Measures what variety costs: all points of a case are chosen among the same candidates, which are ranked once. */
export async function measureTradeOff(
  varied: NonNullable<EvaluationRanker['varied']>,
  { methods, diversities, caps }: TradeOffPlan,
  cases: readonly ResolvedCase[],
  data: EvaluationData,
  { yardstick, clusters, ...options }: RankCasesOptions & { yardstick: Yardstick; clusters: Clusters },
): Promise<ByDiversity> {
  const points = methods.flatMap((method) => diversities.map((diversity) => ({ method, diversity, contestant: contestantOf(varied({ ...optionsOf(method, diversity), caps }), yardstick) })));
  await rankCases(cases, points.map(({ contestant }) => contestant), data, options);
  const result: ByDiversity = {};
  for (const { method, diversity, contestant: { tally, seconds } } of points) (result[method] ??= []).push(pointOf(diversity, tally.report({ fit: 0, rank: seconds }, clusters, data.seed, [])));
  return result;
}

function optionsOf(method: VarietyMethod, diversity: number): DiversityOptions {
  return method === 'calibrated' ? { diversity: 0, calibration: diversity } : { diversity, variety: method };
}

function contestantOf(ranker: EvaluationRanker, yardstick: Yardstick): Contestant {
  return { ranker, tally: new RankerTally(yardstick), seconds: 0 };
}

function pointOf(diversity: number, { ndcg, interval, recall, diversity: intraListDiversity, coverage, gini, miscalibration }: RankerReport): TradeOffPoint {
  return { diversity, ndcg, interval, recall, intraListDiversity, coverage, gini, ...(miscalibration !== undefined && { miscalibration }) };
}
