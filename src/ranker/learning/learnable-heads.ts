import { type Blend, type HeadName, HEADS } from '../../domain/recommendation.ts';
import { FITTED_HEADS } from '../blend.ts';
import type { RankedCatalog } from '../ranker.ts';
import type { WeightBounds } from './bounded-weights.ts';
import { NUISANCES, type WeightBelief } from './weight-belief.ts';

/** A weight may come to so many times the pack's. Not to 0: a head that is not read any more could not be learned again. */
const LEAST_TIMES = 0.02;
const MOST_TIMES = 3;
/** A head that the pack gives no weight may come to this part of the sum of weights. */
const MOST_OF_NOTHING = 0.05;
/**
 * Deviation of the prior: in parts of the pack's weight, and of the sum of weights beside. Wider ones learn sooner and lose more to
 * people who choose by chance: in a simulation with made-up readouts 0.3 left 12 of 31 units of regret after two hundred lists, 0.5 left 10,
 * and cost such people 3 and 6.
 */
const DEVIATION_OF_WEIGHT = 0.4;
const DEVIATION_OF_SUM = 0.05;
/** Of log sharpness, and of the pull of a place. At 2 people who choose by chance lose a fifth to a third less than at 1. */
const SHARPNESS_DEVIATION = 2;
const PULL_DEVIATION = 1;

/** What can be learned of a catalog's blend: which heads, from where, and how far. */
export interface LearnableWeights {
  heads: readonly HeadName[];
  /** [heads] of the pack. */
  pack: Float64Array;
  bounds: WeightBounds;
  prior: WeightBelief;
}

/** Those that interactions could have told. */
const PERSONAL: ReadonlySet<HeadName> = new Set(FITTED_HEADS);
/** Where the pack gives these no weight they are not read either: an index of words, or a long history in place of a short one, is dear. */
const DEAR: ReadonlySet<HeadName> = new Set(['content', 'long-term', 'words']);

/** The heads whose weights choices can teach: those that the catalog has something to say by; none where the pack weighs none of them. */
export function learnableHeads({ evidence, popularity, published, blend }: Pick<RankedCatalog, 'evidence' | 'popularity' | 'published' | 'blend'>): HeadName[] {
  const heard = new Set<HeadName>(['content', 'long-term', ...evidence.map(({ head }) => head), ...(popularity ? ['popularity' as const] : []), ...(published ? ['freshness' as const] : [])]);
  const heads = HEADS.filter((head) => PERSONAL.has(head) && heard.has(head) && (blend[head] > 0 || (blend[head] === 0 && !DEAR.has(head))));
  return heads.some((head) => blend[head] > 0) ? heads : [];
}

/**
 * The prior over the weights of `heads`: around the pack's, with their sum held.
 *
 *   w ~ N(pack, D − D·1·1ᵀ·D / 1ᵀD·1),   D = diag((0.4·pack + 0.05·sum)²)        log sharpness ~ N(0, 4), pulls ~ N(0, 1)
 *
 * Each weight stays between a fiftieth and three times of the pack's, or below a twentieth of the sum where the pack gives none. With the sum held
 * a score means what it meant, and how surely a person chooses by it is the sharpness's to say.
 */
export function learnableWeights(heads: readonly HeadName[], blend: Blend): LearnableWeights {
  const pack = Float64Array.from(heads, (head) => blend[head]);
  const sum = pack.reduce((all, weight) => all + weight, 0);
  const most = pack.map((weight) => (weight > 0 ? MOST_TIMES * weight : MOST_OF_NOTHING * sum));
  const variances = pack.map((weight) => (DEVIATION_OF_WEIGHT * weight + DEVIATION_OF_SUM * sum) ** 2);
  const all = variances.reduce((total, variance) => total + variance, 0);
  const size = heads.length + NUISANCES;
  const covariance = new Float64Array(size * size);
  for (let i = 0; i < heads.length; i++) {
    for (let j = 0; j < heads.length; j++) covariance[i * size + j] = (i === j ? variances[i] : 0) - (all > 0 ? (variances[i] * variances[j]) / all : 0);
  }
  [SHARPNESS_DEVIATION, PULL_DEVIATION, PULL_DEVIATION].forEach((deviation, n) => (covariance[(heads.length + n) * (size + 1)] = deviation ** 2));
  const mean = new Float64Array(size);
  mean.set(pack);
  return { heads, pack, bounds: { least: pack.map((weight) => LEAST_TIMES * weight), most, sum }, prior: { mean, covariance } };
}
