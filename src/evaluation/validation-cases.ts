import type { ResolvedCase } from './resolve-cases.ts';
import { seededRandom, shuffle } from '../domain/seeded-random.ts';

/** Enough to tell decays apart, and a few seconds to run. */
const MOST_CASES = 500;

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
