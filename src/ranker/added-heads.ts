import type { Blend } from '../domain/recommendation.ts';
import type { EvidenceHead, MetItem } from './evidence/evidence.ts';
import type { ItemPrior } from './item-priors.ts';
import type { RankedHead } from './ranker.ts';

/** A head that the kernels add and do not compute: of evidence, or of the item alone. */
export interface AddedHead extends RankedHead {
  /** Before standardisation; null where the head has no say about the row. */
  readout(row: number): number | null;
  /** [met] shares of the readout, which sum to 1, or are all 0; null for a head that rests on no event. */
  shares(row: number): number[] | null;
}

export interface AddedInput {
  rows: number;
  /** Those that are read; one without weight adds nothing. */
  evidence: readonly EvidenceHead[];
  priors: readonly ItemPrior[];
  met: readonly MetItem[];
  /** [met] at least 0 */
  weights: readonly number[];
  blend: Blend;
  /** Moments to take in place of the heads' own: of another history's ranking. */
  held?: readonly RankedHead[];
}

/**
 * Evidence and priors, standardised and blended.
 *
 *   sum[c] = Σ_head blendWeight · (readout[c] − mean) / deviation
 *
 * Moments are those of the whole catalog: evidence touches few candidates, which a sample would miss.
 *
 * @returns the heads that have something to say, and their sum; without evidence the same array for the same priors
 */
export function addedHeads({ rows, evidence, priors, met, weights, blend, held }: AddedInput): { heads: AddedHead[]; sum?: Float32Array } {
  const heads = priors.map(priorHead);
  const weighed = priors.filter(({ blendWeight }) => blendWeight !== 0);
  let sum = weighed.length === 1 ? weighed[0].prior : undefined;
  if (weighed.length > 1) sum = weighed[0].prior.map((_, row) => weighed.reduce((all, { prior }) => all + prior[row], 0));
  if (!weights.some((weight) => weight > 0)) return { heads, sum };
  let own = false;
  for (const source of evidence) {
    const blendWeight = blend[source.head];
    const readouts = new Float32Array(rows);
    source.add(met, weights, readouts);
    const moments = held ? held.find(({ head }) => head === source.head) : momentsOf(readouts);
    if (!moments || !(moments.deviation > 0)) continue;
    if (blendWeight !== 0) {
      if (!own) sum = sum ? sum.slice() : new Float32Array(rows);
      own = true;
      const scale = blendWeight / moments.deviation;
      for (let row = 0; row < rows; row++) sum![row] += scale * (readouts[row] - moments.mean);
    }
    heads.push(evidenceHead(source, met, weights, readouts, { head: source.head, blendWeight, mean: moments.mean, deviation: moments.deviation }));
  }
  return { heads, sum };
}

function priorHead({ head, blendWeight, mean, deviation, readouts }: ItemPrior): AddedHead {
  return { head, blendWeight, mean, deviation, readout: (row) => (Number.isNaN(readouts[row]) ? null : readouts[row]), shares: () => null };
}

function evidenceHead(source: EvidenceHead, met: readonly MetItem[], weights: readonly number[], readouts: Float32Array, head: RankedHead): AddedHead {
  return {
    ...head,
    readout: (row) => readouts[row],
    shares(row) {
      const each = source.of(met, row).map((part, m) => weights[m] * part);
      const whole = sumOf(each);
      return each.map((part) => (whole > 0 ? part / whole : 0));
    },
  };
}

/** Mean and population deviation; a deviation below rounding reads 0. */
export function momentsOf(values: Float32Array): { mean: number; deviation: number } {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const deviation = Math.sqrt(squares / values.length);
  return { mean, deviation: deviation > 1e-6 * Math.max(Math.abs(mean), 1e-30) ? deviation : 0 };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
