import type { LearnedTransform, LowRankMap } from '../domain/learned-transform.ts';
import type { Matrix } from '../domain/matrix.ts';
import { seededRandom, shuffle } from '../domain/seeded-random.ts';
import type { Products } from '../kernels/kernels.ts';
import { heldOutGains, meanOf, standardErrorsAbove } from './held-out-gains.ts';
import type { NextItemCase } from './next-item-case.ts';
import type { Readout } from './next-item-loss.ts';
import { TransformLearner } from './transform-learner.ts';

export interface TrainingOptions {
  /** [C, D] of the catalog; only rows of its first space take part. */
  vectors: Matrix;
  /** Rows, oldest first. */
  sequences: readonly (readonly number[])[];
  products: Products;
  seed: number;
  readout?: Readout;
  temperature?: number;
  decay?: number;
  /** Gives way to the host now and then, and rejects once given up. */
  breathe?(): Promise<void> | undefined;
  /** After each epoch. */
  told?(progress: TrainingProgress): void;
}

export interface TrainingProgress {
  epoch: number;
  epochs: number;
  loss: number;
  /** nDCG without a cut-off over the held-out cases. */
  quality: number;
}

export interface Trained {
  /** Null where what was held out is not surely ranked better than by the vectors themselves. */
  transform: LearnedTransform | null;
  /** Held-out nDCG without a cut-off, before and after. */
  quality: { plain: number; learned: number };
  /** Prefixes that were learned from. */
  prefixes: number;
  /** From the best epoch, once over these sequences in place of those that told which it is. @returns null where `transform` is */
  goOn(sequences: readonly (readonly number[])[]): Promise<LearnedTransform | null>;
}

/** Newest events of a prefix. */
const LAST = 10;
const EPOCHS = 24;
/** Epochs without a better one before training ends. */
const PATIENCE = 6;
/** An epoch takes so many prefixes at most, drawn anew, and the last pass so many. */
const MOST_PREFIXES = 16_384, MOST_OF_ALL = 131_072;
/** Cases that tell one epoch from the next, about: of at most one in so many sequences, and of one at most one in so many items. */
const HELD_OUT = 500, HELD_OUT_OF = 5;
/** Standard errors by which the held-out cases must be ranked better: the best of several epochs is better by luck alone. */
const LEAST_ERRORS = 2;
/** Fewer prefixes say nothing. */
const LEAST_PREFIXES = 50;
/** Share of what was learned that is kept: the whole fits too well what was learned from. */
const REACH = 0.8;

/**
 * Learns W from what people met one after the other: contrastive, low rank, by the cross-entropy of the next item under the
 * very readout that ranks (`nextItemLoss`), with a popularity offset per item that is dropped afterwards. Negatives are the
 * batch's other targets and a uniform sample, corrected for how likely each was to be drawn. The rate falls from epoch to
 * epoch; it ends when the last items of some sequences, which it does not see, are found no better; from the best epoch it goes
 * on once over everything, these among it, ever slower: what was met last says most of what comes next.
 *
 * @throws what `breathe` rejects with
 */
export async function trainTransform(options: TrainingOptions): Promise<Trained> {
  const { vectors, products, seed, readout = 'lse', temperature = 0.1, decay = 0.3, breathe, told } = options;
  const random = seededRandom(seed + 1);
  const { prefixes, heldOut } = prefixesOf(options, random);
  const gains = async (transform: LearnedTransform | null): Promise<Float64Array> =>
    meansOf(await heldOutGains({ vectors, transform, cases: heldOut.flat(), products, readout, temperature, decay, breathe }), heldOut.map(({ length }) => length));
  const plain = await gains(null);
  const nothing = { transform: null, prefixes: prefixes.length, goOn: async () => null };
  if (prefixes.length < LEAST_PREFIXES || heldOut.length === 0) return { ...nothing, quality: { plain: meanOf(plain), learned: meanOf(plain) } };
  const learner = new TransformLearner({ vectors, products, readout, temperature, decay }, random);
  let best: { gains: Float64Array; weights: LearnedTransform; epoch: number } | null = null;
  for (let epoch = 1; epoch <= EPOCHS && epoch - (best?.epoch ?? 0) <= PATIENCE; epoch++) {
    const loss = await learner.learn(drawnFrom(prefixes, MOST_PREFIXES, random), (done) => 1 - (epoch - 1 + done) / EPOCHS, breathe);
    const learned = await gains(reaching(learner.transform));
    told?.({ epoch, epochs: EPOCHS, loss, quality: meanOf(learned) });
    if (!best || meanOf(learned) > meanOf(best.gains)) best = { gains: learned, weights: learner.weights(), epoch };
  }
  const quality = { plain: meanOf(plain), learned: meanOf(best!.gains) };
  if (standardErrorsAbove(plain, best!.gains) < LEAST_ERRORS) return { ...nothing, quality };
  const goOver = async (cases: readonly NextItemCase[]): Promise<LearnedTransform> => {
    learner.setWeights(best!.weights);
    await learner.learn(drawnFrom(cases, MOST_OF_ALL, random), (done) => 1 - done, breathe);
    return reaching(learner.weights());
  };
  const all = [...prefixes, ...heldOut.flat()];
  return { transform: await goOver(all), quality, prefixes: all.length, goOn: (sequences) => goOver(knownSequences(vectors, sequences).flatMap((sequence) => prefixesIn(sequence))) };
}

function reaching({ keys, queries }: LearnedTransform): LearnedTransform {
  const reached = (map: LowRankMap): LowRankMap => ({ ...map, up: map.up.map((number) => REACH * number) });
  return { keys: reached(keys), queries: reached(queries) };
}

/** Prefixes to learn from; the newest items of some sequences are held out, each sequence's by themselves. */
function prefixesOf({ vectors, sequences }: TrainingOptions, random: () => number): { prefixes: NextItemCase[]; heldOut: NextItemCase[][] } {
  const known = knownSequences(vectors, sequences);
  const order = shuffle(Uint32Array.from(known.keys()), random);
  const chosen = new Set(order.subarray(0, Math.min(HELD_OUT, Math.floor(known.length / HELD_OUT_OF))));
  const each = Math.ceil(HELD_OUT / (chosen.size || 1));
  const prefixes: NextItemCase[] = [];
  const heldOut: NextItemCase[][] = [];
  for (const [index, sequence] of known.entries()) {
    const cases = prefixesIn(sequence);
    const left = chosen.has(index) ? cases.length - Math.min(each, Math.ceil(cases.length / HELD_OUT_OF)) : cases.length;
    prefixes.push(...cases.slice(0, left));
    heldOut.push(cases.slice(left).filter(({ history, target }) => !history.includes(target)));
  }
  return { prefixes, heldOut: heldOut.filter(({ length }) => length > 0) };
}

function drawnFrom(cases: readonly NextItemCase[], most: number, random: () => number): NextItemCase[] {
  return Array.from(shuffle(Uint32Array.from(cases.keys()), random).subarray(0, most), (index) => cases[index]);
}

/** Means of the runs of `lengths` in `values`: what belongs to one person counts once. */
function meansOf(values: Float64Array, lengths: readonly number[]): Float64Array {
  let at = 0;
  return Float64Array.from(lengths, (length) => meanOf(values.subarray(at, (at += length))));
}

/** What a map of the first space can learn from. */
function knownSequences({ spaceOf }: Matrix, sequences: TrainingOptions['sequences']): number[][] {
  return sequences.map((sequence) => sequence.filter((row) => spaceOf[row] === 0)).filter(({ length }) => length > 1);
}

function prefixesIn(sequence: readonly number[]): NextItemCase[] {
  return sequence.slice(1).map((target, before) => ({ history: sequence.slice(Math.max(0, before + 1 - LAST), before + 1), target }));
}
