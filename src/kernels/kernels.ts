import type { Activation, Readout } from '../domain/derivation.ts';
import type { QuantisedMatrix } from '../domain/matrix.ts';

/** Bias of an event that a head must not see. Never −∞: GPUs may assume there is none. */
export const MASKED = -1e4;
/** A logit sum above this belongs to at least one unmasked event. */
export const MASKED_BELOW = -9e3;
/** Most heads one request may have. */
export const MAX_HEADS = 4;
/** Weights whose sum is below this are none: f32 could not tell them from 0. */
export const LEAST_MASS = 1e-30;
/** A sum is no quotient: above this bias, in nats, it would leave f32. */
export const MOST_SUM_BIAS = 40;

/** One attention head over the shared similarity matrix. */
export interface AttentionHead {
  /** [H] nats: log strength minus decay; MASKED where the head does not see the event. At most MOST_SUM_BIAS for `sum`. */
  bias: Float32Array;
  /** τ, above 0. */
  temperature: number;
  /** Softmax unless said. */
  activation?: Activation;
  /** θ of sigmoid and ReLU, 0 unless said: an event begins to count at a similarity of τ·θ. */
  threshold?: number;
  /** `lse`: τ·log Σ_h exp(logit); `mean`: Σ_h weight·value. Both are softmax's; the other activations read the `sum` Σ_h weight·value. */
  readout: Readout;
  /** Blend weight of the standardised readout; negative for dislikes. */
  blendWeight: number;
}

/** One ranking of a resident catalog. Shapes: C candidates, H history events, K results. */
export interface RankRequest {
  /** Keys [H, D]; `spaceOf` already numbered as in the catalog (`spacesAsIn`). H may be 0. */
  history: QuantisedMatrix;
  /** Values [H, D], numbered alike: what the weights read; the keys themselves unless said. */
  values?: QuantisedMatrix;
  /** At most MAX_HEADS; a head without a visible event reads 0 for every candidate. */
  heads: AttentionHead[];
  /** [C] added after the blend: weighted, standardised priors; one array, unchanged, for as long as they stay: kernels keep it. A row whose prior is no finite number scores NaN and is never returned. */
  prior?: Float32Array;
  /** Bit set of ⌈C/32⌉ words; a set bit keeps the row out of the result. */
  excluded?: Uint32Array;
  /** Rows over which readouts are standardised (mean, population deviation); empty: no standardising. */
  sample: Uint32Array;
  /** How many results, at most; fewer when fewer rows are not excluded. */
  k: number;
}

/** Mean and population deviation of a head's readouts; 0 and 1 without a sample. A deviation below rounding reads 0. */
export interface Moments {
  mean: number;
  deviation: number;
}

export interface RankResult {
  /** [≤ K] rows, by score descending, then row ascending. */
  rows: Uint32Array;
  /** [≤ K] Σ_head blendWeight·z + prior */
  scores: Float32Array;
  /** [≤ K, heads] readouts before standardising, row-major. */
  readouts: Float32Array;
  /** Per head, over `sample`: z = (readout − mean) / deviation, and 0 where the deviation is 0. */
  moments: Moments[];
}

export interface WeighResult {
  /** [rows, H] cosines; 0 where the spaces differ. */
  similarities: Float32Array;
  /** [heads, rows, H] attention weights; each (head, row) sums to 1 (sigmoid's and ReLU's are divided by their sum), or is all 0 where no event counts. */
  weights: Float32Array;
}

/**
 * A catalog made resident: vectors stay where the kernels run.
 *
 *   s[c,h]     = scale[c]·scale[h]·(q[c]·key[h])      the integer dot is exact in every implementation; 0 across spaces
 *   t[c,h]     = likewise with value[h]; t = s where there are no values
 *   softmax    : logit = s/τ + bias[h];   readout = τ·log Σ_h exp(logit)  or  Σ_h softmax_h(logit)·t
 *   σ          : weight = e^bias[h]·σ(s/τ − θ), σ(x) = 1/(1 + e^−x) or max(0, x);   readout = Σ_h weight·t
 *   readout    = 0 when every event is masked or H = 0
 *   score[c]   = Σ_head blendWeight · (readout − mean) / deviation + prior[c]
 */
export interface ResidentCatalog {
  readonly rows: number;
  readonly dimension: number;
  /**
   * Scores all candidates and returns the best K, in one pass over the catalog and without a C × H matrix.
   *
   * @throws {RangeError} when shapes disagree, with expected and got
   */
  rank(request: RankRequest, signal?: AbortSignal): Promise<RankResult>;
  /** The scores of all candidates [C], excluded ones included: for evaluation, relevance ranks and tests. */
  scores(request: RankRequest, signal?: AbortSignal): Promise<Float32Array>;
  /** How many events a ranking would have to read over all candidates: those that came since the last one, if it goes on from there. */
  eventsDue(request: Pick<RankRequest, 'history' | 'values' | 'heads'>): number;
  /** The attention weights of a few rows, recomputed by the same arithmetic. */
  weigh(rows: Uint32Array, request: Pick<RankRequest, 'history' | 'heads'>, signal?: AbortSignal): Promise<WeighResult>;
  /** Lets go of what earlier requests left: nothing of a history that was forgotten may stay. */
  forget(): void;
  release(): void;
}

/** One implementation of the numeric routines. */
export interface Kernels {
  readonly name: 'gpu' | 'simd' | 'plain';
  /** What runs them, as a person would name it; null on the CPU. */
  readonly adapter: string | null;
  /** Whether the adapter is software. */
  readonly fallback: boolean;
  /** Compute passes dispatched so far; 0 on the CPU. */
  readonly dispatches: number;
  /** Resolves when the device is gone; calls under way then reject with `DeviceLostError`. Never resolves on the CPU. */
  readonly lost: Promise<string>;
  load(catalog: QuantisedMatrix, signal?: AbortSignal): Promise<ResidentCatalog>;
  close(): void;
}

/** Dense products of row-major f32 matrices, for what is trained. */
export interface Products {
  /** c[i,j] = Σ_k a[i,k]·b[k,j]; a [m,k], b [k,n]. @returns c [m,n] */
  multiply(a: Float32Array, b: Float32Array, m: number, k: number, n: number): Float32Array<ArrayBuffer>;
}

/** The device went away under a request; the same request succeeds on other kernels. */
export class DeviceLostError extends Error {
  override name = 'DeviceLostError';
}

/** What runs the kernels refused a shader, a buffer, memory or a submission; the message is its own. Others may do it. */
export class KernelError extends Error {
  override name = 'KernelError';
}
