import { seededRandom, shuffle } from '../domain/seeded-random.ts';
import type { EvaluationData } from './evaluation-ranker.ts';
import { ndcgAt } from './metrics.ts';
import { placeOf } from './protocol.ts';
import type { ResolvedCase } from './resolve-cases.ts';
import { tieSalt } from './tie-order.ts';

/** Enough to tell decays apart, and a few seconds to run. */
const MOST_CASES = 500;
const CHOSEN_AT = 10;

/** What parameters are chosen by, and what may be learned from before. */
export interface Validation {
  cases: Omit<ResolvedCase, 'user'>[];
  /** The sequences of train without the targets of `cases`; none without train. */
  left: (readonly number[])[];
}

/**
 * Cases made of train alone, to choose parameters by: the last item of each sequence after its prefix, where it is new;
 * a seeded sample where there are more than `most`. Without train they are made of the histories that are asked about, which hold no target.
 */
export function validationOf({ sequences, histories, seed }: Pick<EvaluationData, 'sequences' | 'histories' | 'seed'>, most = MOST_CASES): Validation {
  const told = sequences.length > 0 ? sequences : histories;
  const known = told.flatMap((sequence, from) => {
    const history = sequence.slice(0, -1);
    const target = sequence[sequence.length - 1];
    return history.length > 0 && !history.includes(target) ? [{ from, history, target }] : [];
  });
  const order = known.length <= most ? known.keys() : shuffle(Uint32Array.from(known.keys()), seededRandom(seed)).subarray(0, most);
  const drawn = Array.from(order, (index) => known[index]);
  const left = [...sequences];
  if (sequences.length > 0) for (const { from, history } of drawn) left[from] = history;
  return { cases: drawn.map(({ history, target }) => ({ history, target })), left };
}

/**
 * The value by which validation cases have the highest nDCG@10, of equal ones the first; null where there are no cases.
 *
 * @param score as `EvaluationRanker.score`, by a value
 */
export async function bestByValidation<Value>(data: EvaluationData, values: readonly Value[], score: (value: Value, history: readonly number[], out: Float32Array) => void): Promise<Value | null> {
  const { cases } = validationOf(data);
  const scores = new Float32Array(data.items.length);
  const excluded = new Uint8Array(data.items.length);
  let best: { value: Value; gain: number } | null = null;
  for (const value of cases.length > 0 ? values : []) {
    let gain = 0;
    for (const [index, { history, target }] of cases.entries()) {
      await data.breathe();
      score(value, history, scores);
      for (const row of history) excluded[row] = 1;
      gain += ndcgAt(placeOf(target, scores, excluded, tieSalt(data.seed, index)).rank, CHOSEN_AT);
      for (const row of history) excluded[row] = 0;
    }
    if (best === null || gain > best.gain) best = { value, gain };
  }
  return best?.value ?? null;
}
