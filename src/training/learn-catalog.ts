import type { LearnedTransform } from '../domain/learned-transform.ts';
import { DEFAULT_BLEND } from '../ranker/blend.ts';
import { coVisitation } from './co-visitation.ts';
import { blendOf, type HeldOutChoice, heldOutChoices, type Unseen } from './held-out-blend.ts';
import { holdOut, type Parted } from './hold-out.ts';
import type { LearnedCatalog, LearnInput } from './learned-catalog.ts';
import { nearestMet } from './nearest-met.ts';
import { privateCounts } from './private-counts.ts';
import { repeatRates } from './repeat-rates.ts';
import { trainTransform } from './train-transform.ts';

/** Share of the work that learning W is. */
const TRANSFORM_PART = 0.9;
/**
 * Of a pack that must be fitted to nobody: round weights. Companions that noise left are of many, who would lead too far: on the shop 0, .1 and .3
 * give .077, .081 and .074 at ε = 4, on films without noise .026, .022 and .015.
 */
export const UNFITTED: Pick<LearnedCatalog, 'transform' | 'blend' | 'sharpness' | 'repeats'> = { transform: null, blend: { ...DEFAULT_BLEND, 'co-visitation': 0.1 }, sharpness: 1, repeats: null };

/** What is learned alike however little of it is published. */
export interface Learning extends Parted {
  /** W of everything. */
  transform: LearnedTransform | null;
  /** The cases by heads that have not seen them, and what those read, with pairs of so many people or more; made once. */
  heldOut(minSupport: number): Promise<{ unseen: Unseen; choices: HeldOutChoice[] }>;
}

/** How much of what few people did is told: `minSupport` and `privacy` of the input unless given. */
export type Publishing = Pick<LearnInput, 'minSupport' | 'privacy'>;

/**
 * Learns W, companions, popularity, what comes back and the blend of all heads from interactions.
 *
 * The blend is that under which what really came next is most likely (`fitBlend`), by heads that have not seen the last items
 * of (at most 1,000) sequences, nor, where times are known, anything that was done since the oldest of these (`holdOut`): what is new
 * is as unknown to them as it will be to the pack. Each is in the catalog of its time (`CatalogInTime`): so freshness gets a weight.
 * Then all is learned from everything, W going on from where it was. Without interactions the last items of `histories` tell the
 * blend; where those too are shorter than two, it is the default one.
 *
 * With `privacy` counts alone are published, with noise: no W, nothing of what comes back, and round weights.
 *
 * @throws what `breathe` rejects with
 */
export async function learnCatalog(input: LearnInput): Promise<LearnedCatalog> {
  return published(input, input.privacy ? null : await learnOnce(input));
}

/** Learns W, and keeps choices from it that tell the blend and how good all is. */
export async function learnOnce(input: LearnInput): Promise<Learning> {
  const { vectors, products, sequences, seed, breathe, told } = input;
  const telling = sequences.length > 0 ? sequences : (input.histories ?? []);
  const { cases, left } = holdOut(telling, sequences.length > 0 ? input.times : undefined, seed);
  const known = sequences.length > 0 ? left : [];
  const trained = await trainTransform({ vectors, sequences: known, products, seed, breathe, told: ({ epoch, epochs }) => told?.((TRANSFORM_PART * epoch) / (epochs + 1)) });
  told?.(TRANSFORM_PART);
  const made = new Map<number, ReturnType<Learning['heldOut']>>();
  const heldOut = async (minSupport: number): ReturnType<Learning['heldOut']> => {
    const unseen = { transform: trained.transform, ...(await countsOf(input, known, { minSupport })) };
    return { unseen, choices: await heldOutChoices(input, unseen, cases) };
  };
  return {
    cases, left: known, transform: await trained.goOn(sequences),
    heldOut(minSupport) {
      if (!made.has(minSupport)) made.set(minSupport, heldOut(minSupport));
      return made.get(minSupport)!;
    },
  };
}

/** What a pack holds of all that was learned. @param learning not needed where all is private */
export async function published(input: LearnInput, learning: Learning | null, publishing: Publishing = input): Promise<LearnedCatalog> {
  const { vectors, sequences, people, breathe } = input;
  const counts = await countsOf(input, sequences, publishing);
  if (publishing.privacy || !learning) return { ...UNFITTED, ...counts };
  const { choices } = await learning.heldOut(publishing.minSupport ?? 1);
  return { transform: learning.transform, ...counts, ...blendOf(choices), repeats: await repeatRates(sequences, vectors.rows, { minSupport: publishing.minSupport, people, breathe }) };
}

/** Co-visitation and popularity of sequences, and who lends to what they never met. @param sequences [people] the input's, or what is left of them */
export async function countsOf({ vectors, products, people, breathe }: LearnInput, sequences: LearnInput['sequences'], { minSupport = 1, privacy }: Publishing): Promise<Pick<LearnedCatalog, 'coVisitation' | 'popularity' | 'lenders'>> {
  if (!sequences.some(({ length }) => length > 0)) return { coVisitation: null, popularity: null, lenders: null };
  const counts = privacy ? privateCounts(sequences, vectors.rows, privacy, people) : { coVisitation: coVisitation(sequences, vectors.rows, { minSupport, people }), popularity: timesMet(sequences, vectors.rows) };
  return { ...counts, lenders: await nearestMet(products, vectors, counts.popularity, breathe) };
}

/** [rows] how often each was met, NaN for never. */
function timesMet(sequences: LearnInput['sequences'], rows: number): Float32Array {
  const times = new Float32Array(rows).fill(NaN);
  for (const sequence of sequences) for (const row of sequence) times[row] = (times[row] || 0) + 1;
  return times;
}
