import { seededRandom, shuffle } from '../domain/seeded-random.ts';
import type { EvaluationData } from './evaluation-ranker.ts';
import { ndcgAt } from './metrics.ts';
import { placeOf } from './protocol.ts';
import type { ResolvedCase } from './resolve-cases.ts';
import { tieSalt } from './tie-order.ts';

/** Enough to tell decays apart, and a few seconds to run. */
const MOST_CASES = 500;
const CHOSEN_AT = 10;

/**
 * Cases made of train alone, to choose parameters by: the last item of each sequence after its prefix, where it is new;
 * a seeded sample where there are more than `most`.
 */
export function validationCases(sequences: readonly (readonly number[])[], seed: number, most = MOST_CASES): Omit<ResolvedCase, 'user'>[] {
  const cases = sequences.flatMap((sequence) => {
    const history = sequence.slice(0, -1);
    const target = sequence[sequence.length - 1];
    return history.length > 0 && !history.includes(target) ? [{ history, target }] : [];
  });
  if (cases.length <= most) return cases;
  const order = shuffle(Uint32Array.from(cases, (_, index) => index), seededRandom(seed));
  return Array.from(order.subarray(0, most), (index) => cases[index]);
}

/**
 * The value by which validation cases have the highest nDCG@10; null where train makes none.
 *
 * @param score as `EvaluationRanker.score`, by a value
 */
export async function bestByValidation<Value>(data: EvaluationData, values: readonly Value[], score: (value: Value, history: readonly number[], out: Float32Array) => void): Promise<Value | null> {
  const cases = validationCases(data.sequences, data.seed);
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
