import { quantise, type QuantisedMatrix } from '../domain/matrix.ts';
import type { LearnedTransform } from '../domain/learned-transform.ts';
import type { Blend } from '../domain/recommendation.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { DEFAULT_BLEND, FITTED_HEADS } from '../ranker/blend.ts';
import { historyOfRows } from '../ranker/history-of-rows.ts';
import { rankedCatalog } from '../ranker/ranked-catalog.ts';
import type { RankedCatalog } from '../ranker/ranker.ts';
import { standardisedReadouts } from '../ranker/standardised-readouts.ts';
import { CatalogInTime } from './catalog-in-time.ts';
import { type Choice, fitBlend } from './fit-blend.ts';
import type { HeldOut } from './hold-out.ts';
import type { LearnedCatalog, LearnInput } from './learned-catalog.ts';
import { keysThrough, queriesThrough } from './through-transform.ts';

/** Candidates drawn beside each chosen item. */
const OTHERS = 500;

/** A choice by heads that have not seen it. */
export interface HeldOutChoice extends Choice {
  held: HeldOut;
}

/** The blend under which choices are most likely, and how sharp it is. */
export type ScaledBlend = Pick<LearnedCatalog, 'blend' | 'sharpness'>;

/** What heads read that have not seen the cases. */
export interface Unseen extends Pick<LearnedCatalog, 'coVisitation' | 'popularity' | 'lenders'> {
  transform: LearnedTransform | null;
}

/** Each held-out item's standardised readouts beside those of candidates that are drawn evenly. */
export async function heldOutChoices(input: LearnInput, { transform, ...counts }: Unseen, cases: readonly HeldOut[]): Promise<HeldOutChoice[]> {
  if (cases.length === 0) return [];
  const { items, vectors, products } = input;
  const all = Object.fromEntries(Object.keys(DEFAULT_BLEND).map((head) => [head, (FITTED_HEADS as readonly string[]).includes(head) ? 1 : 0])) as Blend;
  const resident = await input.kernels.load(queriesThrough(products, transform, vectors, counts.popularity));
  try {
    const catalog: RankedCatalog = { ...rankedCatalog({ items, vectors: quantise(vectors), ...counts, blend: all }), resident };
    return await choicesOf(input, catalog, keysThrough(products, transform, input.keys ?? vectors), cases);
  } finally {
    resident.release();
  }
}

/** The usual blend without choices. */
export function blendOf(choices: readonly Choice[]): ScaledBlend {
  return scaled(fitBlend(choices, FITTED_HEADS.length));
}

async function choicesOf({ items, seed, breathe }: LearnInput, catalog: RankedCatalog, keys: QuantisedMatrix, cases: readonly HeldOut[]): Promise<HeldOutChoice[]> {
  const random = seededRandom(seed + 2);
  const choices: HeldOutChoice[] = [];
  const inTime = new CatalogInTime(catalog);
  // Choices of one day, one after the other, share its ages.
  for (const held of inTime.dated ? cases.toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0)) : cases) {
    await breathe?.();
    const { history, chosen, atMs } = held;
    const then = inTime.choice(chosen, atMs);
    const seen = new Set(history).add(chosen);
    const candidates = then.rows.length - [...seen].filter(then.has).length;
    if (candidates === 0) continue;
    const drawn = draw(Math.min(OTHERS, candidates), then.rows, seen, random);
    choices.push({ held, readouts: await standardisedReadouts(then.catalog, historyOfRows(history, items, keys, then.now), [chosen, ...drawn], FITTED_HEADS, { now: then.now }), each: candidates / drawn.length });
  }
  return choices;
}

/** As large in sum as the default blend, so that a score means as much in any catalog; what was not fitted keeps its part. */
function scaled(weights: Float64Array): ScaledBlend {
  const usual = FITTED_HEADS.reduce((sum, head) => sum + DEFAULT_BLEND[head], 0);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum === 0) return { blend: DEFAULT_BLEND, sharpness: 1 };
  const blend = { ...DEFAULT_BLEND, ...Object.fromEntries(FITTED_HEADS.map((head, n) => [head, Math.round((1000 * usual * weights[n]) / sum) / 1000])) };
  return { blend, sharpness: sum / usual };
}

/** Distinct ones of `rows`, none of them `seen`. */
function draw(count: number, rows: Uint32Array, seen: ReadonlySet<number>, random: () => number): number[] {
  const drawn = new Set<number>();
  while (drawn.size < count) {
    const row = rows[Math.floor(random() * rows.length)];
    if (!seen.has(row)) drawn.add(row);
  }
  return [...drawn];
}
