import type { Caps } from '../../domain/recommendation.ts';
import type { SplitOrder } from '../../evaluation/run-evaluation.ts';
import type { SplitName } from '../../evaluation/split-train.ts';
import type { VarietyMethod } from '../../evaluation/trade-off.ts';
import type { EncoderFlags } from './encoder-options.ts';
import type { KernelFlags } from './kernel-options.ts';

/** The options of `attune evaluate`. */
export interface EvaluateFlags extends EncoderFlags, KernelFlags {
  items: string;
  train?: string;
  test?: string;
  split?: SplitName;
  splitAt?: { ms: number } | { share: number };
  impressions?: string;
  k: number;
  ranker?: string[];
  order?: SplitOrder;
  allowRepeats?: boolean;
  cold?: number[];
  historyEncoder?: string;
  seed: number;
  seeds: number;
  minSupport: number;
  historyLengths?: number[];
  faithfulness?: number | true;
  diversity?: number[];
  variety?: VarietyMethod[];
  cap?: Caps;
  chart?: string;
  simulateLearning?: number | true;
  json?: boolean;
}
