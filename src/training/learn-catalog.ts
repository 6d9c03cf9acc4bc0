import type { Item } from '../domain/item.ts';
import type { LearnedTransform } from '../domain/learned-transform.ts';
import { type Matrix, quantise, type QuantisedMatrix } from '../domain/matrix.ts';
import type { Blend } from '../domain/recommendation.ts';
import type { RepeatRates } from '../domain/repeat-rates.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import type { SparseRows } from '../domain/sparse-rows.ts';
import type { Kernels, Products } from '../kernels/kernels.ts';
import { DEFAULT_BLEND, FITTED_HEADS } from '../ranker/blend.ts';
import { historyOfRows } from '../ranker/history-of-rows.ts';
import { mapMatrix } from '../ranker/low-rank-map.ts';
import { reachOfMet } from '../ranker/reach-of-met.ts';
import { rankedCatalog } from '../ranker/ranked-catalog.ts';
import type { RankedCatalog } from '../ranker/ranker.ts';
import { standardisedReadouts } from '../ranker/standardised-readouts.ts';
import { CatalogInTime } from './catalog-in-time.ts';
import { coVisitation } from './co-visitation.ts';
import { nearestMet } from './nearest-met.ts';
import { type Choice, fitBlend } from './fit-blend.ts';
import { type HeldOut, holdOut } from './hold-out.ts';
import { repeatRates } from './repeat-rates.ts';
import { type Trained, trainTransform } from './train-transform.ts';

/** Candidates drawn beside each chosen item. */
const OTHERS = 500;
/** Share of the work that learning W is. */
const TRANSFORM_PART = 0.9;

export interface LearnInput {
  items: readonly Item[];
  /** Row r belongs to items[r]. */
  vectors: Matrix;
  /** The same items as a history holds them; `vectors` unless given. */
  keys?: Matrix;
  /** Interactions: rows, oldest first. */
  sequences: readonly (readonly number[])[];
  /** ms since 1970 of each item of each sequence; null for a sequence whose times are not all known. They tell what being new is worth, and at which moment to hold out. */
  times?: readonly (readonly number[] | null)[];
  /** What tells the blend where there are no interactions: other sequences of rows. */
  histories?: readonly (readonly number[])[];
  kernels: Kernels;
  products: Products;
  seed: number;
  /** Sequences that a pair of companions, and an item of which returning is told, must occur in; 1 unless given. */
  minSupport?: number;
  /** Gives way to the host now and then, and rejects once given up. */
  breathe?(): Promise<void> | undefined;
  /** Share of the work that is done, 0 … 1. */
  told?(done: number): void;
}

/** What a catalog learns from interactions, all that a pack holds of them. */
export interface LearnedCatalog {
  /** Null where W would not surely rank better than the vectors themselves. */
  transform: LearnedTransform | null;
  /** Null without interactions. */
  coVisitation: SparseRows | null;
  /** [C] how often each was met, NaN for never: of such an item nobody knows; null without interactions. */
  popularity: Float32Array | null;
  /** [C, C] who lends companions to what was never met; null where all was, or nothing. */
  lenders: SparseRows | null;
  blend: Blend;
  /** What comes back; null where nothing ever did. */
  repeats: RepeatRates | null;
  /** What a score of the blend says of what is next: P(next = c) ∝ e^(sharpness · score[c]). */
  sharpness: number;
}

/**
 * Learns W, companions, popularity, what comes back and the blend of all heads from interactions.
 *
 * The blend is that under which what really came next is most likely (`fitBlend`), by heads that have not seen the last items
 * of (at most 1,000) sequences, nor, where times are known, anything that was done since the oldest of these (`holdOut`): what is new
 * is as unknown to them as it will be to the pack. Each is in the catalog of its time (`CatalogInTime`): so freshness gets a weight.
 * Then all is learned from everything, W going on from where it was. Without interactions the last items of `histories` tell the
 * blend; where those too are shorter than two, it is the default one.
 *
 * @throws what `breathe` rejects with
 */
export async function learnCatalog(input: LearnInput): Promise<LearnedCatalog> {
  const { vectors, products, sequences, seed, breathe, told } = input;
  const telling = sequences.length > 0 ? sequences : (input.histories ?? []);
  const { cases, left } = holdOut(telling, sequences.length > 0 ? input.times : undefined, seed);
  const trained = await trainTransform({ vectors, sequences: sequences.length > 0 ? left : [], products, seed, breathe, told: ({ epoch, epochs }) => told?.((TRANSFORM_PART * epoch) / (epochs + 1)) });
  told?.(TRANSFORM_PART);
  const { blend, sharpness } = await blendOf(input, sequences.length > 0 ? left : [], trained, cases);
  const transform = await trained.goOn(sequences);
  return { transform, ...await countsOf(input, sequences), blend, sharpness, repeats: await repeatRates(sequences, vectors.rows, input.minSupport, breathe) };
}

/** Co-visitation and popularity of sequences, and who lends to what they never met. */
async function countsOf({ vectors, products, breathe, minSupport = 1 }: LearnInput, sequences: LearnInput['sequences']): Promise<Pick<LearnedCatalog, 'coVisitation' | 'popularity' | 'lenders'>> {
  if (sequences.length === 0) return { coVisitation: null, popularity: null, lenders: null };
  const popularity = new Float32Array(vectors.rows).fill(NaN);
  for (const sequence of sequences) for (const row of sequence) popularity[row] = (popularity[row] || 0) + 1;
  return { coVisitation: coVisitation(sequences, vectors.rows, minSupport), popularity, lenders: await nearestMet(products, vectors, popularity, breathe) };
}

/** The history's side of items: through W where it was learned. */
export function keysThrough(products: Products, transform: LearnedTransform | null, vectors: Matrix): QuantisedMatrix {
  return quantise(transform ? mapMatrix(products, transform.keys, vectors) : vectors);
}

/** The candidates' side of the catalog. @param popularity [C] as learned */
export function queriesThrough(products: Products, transform: LearnedTransform | null, vectors: Matrix, popularity: Float32Array | null): QuantisedMatrix {
  return quantise(transform ? mapMatrix(products, transform.queries, vectors, popularity ? reachOfMet(popularity) : undefined) : vectors);
}

async function blendOf(input: LearnInput, sequences: LearnInput['sequences'], { transform }: Trained, cases: readonly HeldOut[]): Promise<ScaledBlend> {
  if (cases.length === 0) return USUAL;
  const { items, vectors, products } = input;
  const all = Object.fromEntries(Object.keys(DEFAULT_BLEND).map((head) => [head, (FITTED_HEADS as readonly string[]).includes(head) ? 1 : 0])) as Blend;
  const counts = await countsOf(input, sequences);
  const resident = await input.kernels.load(queriesThrough(products, transform, vectors, counts.popularity));
  try {
    const catalog: RankedCatalog = { ...rankedCatalog({ items, vectors: quantise(vectors), ...counts, blend: all }), resident };
    const weights = fitBlend(await choicesOf(input, catalog, keysThrough(products, transform, input.keys ?? vectors), cases), FITTED_HEADS.length);
    return scaled(weights);
  } finally {
    resident.release();
  }
}

/** Each held-out item's standardised readouts beside those of candidates that are drawn evenly. */
async function choicesOf({ items, seed, breathe }: LearnInput, catalog: RankedCatalog, keys: QuantisedMatrix, cases: readonly HeldOut[]): Promise<Choice[]> {
  const random = seededRandom(seed + 2);
  const choices: Choice[] = [];
  const inTime = new CatalogInTime(catalog);
  // Choices of one day, one after the other, share its ages.
  for (const { history, chosen, atMs } of inTime.dated ? cases.toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0)) : cases) {
    await breathe?.();
    const then = inTime.choice(chosen, atMs);
    const seen = new Set(history).add(chosen);
    const candidates = then.rows.length - [...seen].filter(then.has).length;
    if (candidates === 0) continue;
    const drawn = draw(Math.min(OTHERS, candidates), then.rows, seen, random);
    choices.push({ readouts: await standardisedReadouts(then.catalog, historyOfRows(history, items, keys, then.now), [chosen, ...drawn], FITTED_HEADS, { now: then.now }), each: candidates / drawn.length });
  }
  return choices;
}

/** As large in sum as the default blend, so that a score means as much in any catalog; what was not fitted keeps its part. */
function scaled(weights: Float64Array): ScaledBlend {
  const usual = FITTED_HEADS.reduce((sum, head) => sum + DEFAULT_BLEND[head], 0);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum === 0) return USUAL;
  const blend = { ...DEFAULT_BLEND, ...Object.fromEntries(FITTED_HEADS.map((head, n) => [head, Math.round((1000 * usual * weights[n]) / sum) / 1000])) };
  return { blend, sharpness: sum / usual };
}

type ScaledBlend = Pick<LearnedCatalog, 'blend' | 'sharpness'>;

const USUAL: ScaledBlend = { blend: DEFAULT_BLEND, sharpness: 1 };

/** Distinct ones of `rows`, none of them `seen`. */
function draw(count: number, rows: Uint32Array, seen: ReadonlySet<number>, random: () => number): number[] {
  const drawn = new Set<number>();
  while (drawn.size < count) {
    const row = rows[Math.floor(random() * rows.length)];
    if (!seen.has(row)) drawn.add(row);
  }
  return [...drawn];
}
