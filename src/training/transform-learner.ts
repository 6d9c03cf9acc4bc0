import type { LearnedTransform, LowRankMap } from '../domain/learned-transform.ts';
import { type Matrix, rowOf } from '../domain/matrix.ts';
import { shuffle } from '../domain/seeded-random.ts';
import type { Products } from '../kernels/kernels.ts';
import { mapRows } from '../ranker/low-rank-map.ts';
import { AdamW } from './adam-w.ts';
import { backThroughMap, transposed } from './back-through-map.ts';
import type { NextItemCase } from './next-item-case.ts';
import { nextItemLoss, type Prefix, type Readout } from './next-item-loss.ts';

const RANK = 64;
const BATCH = 128;
/** Candidates beside a batch's targets, drawn anew for each from what was met: on the shop as good as twice as many. What never was would be pushed away for nothing. */
const NEGATIVES = 512;
/** Of the inner numbers. */
const DROPOUT = 0.2;
const RATE = 2e-3;
const FIRST_SCALE = 20;

export interface LearnerOptions {
  vectors: Matrix;
  products: Products;
  readout: Readout;
  temperature: number;
  decay: number;
}

/** A transform under training, with the scale and the popularity offsets that only training needs. */
export class TransformLearner {
  readonly transform: LearnedTransform;
  readonly #options: LearnerOptions;
  readonly #random: () => number;
  readonly #optimisers: { down: AdamW; up: AdamW }[];
  readonly #logScale = new AdamW(Float32Array.of(Math.log(FIRST_SCALE)), { rate: RATE, decay: 0 });
  readonly #popularity: AdamW;

  constructor(options: LearnerOptions, random: () => number) {
    const { rows, dimension } = options.vectors;
    this.#options = options;
    this.#random = random;
    this.transform = { keys: newMap(dimension, random), queries: newMap(dimension, random) };
    this.#optimisers = this.#maps().map(({ down, up }) => ({ down: new AdamW(down, { rate: RATE, decay: 1e-2 }), up: new AdamW(up, { rate: RATE, decay: 1e-2 }) }));
    this.#popularity = new AdamW(new Float32Array(rows), { rate: RATE, decay: 0.1 });
  }

  /** A copy of the transform as it is now. */
  weights(): LearnedTransform {
    const copied = ({ rank, down, up }: LowRankMap): LowRankMap => ({ rank, down: down.slice(), up: up.slice() });
    return { keys: copied(this.transform.keys), queries: copied(this.transform.queries) };
  }

  setWeights({ keys, queries }: LearnedTransform): void {
    for (const [n, map] of this.#maps().entries()) {
      map.down.set([keys, queries][n].down);
      map.up.set([keys, queries][n].up);
    }
  }

  /**
   * Goes once over the prefixes, in random order.
   *
   * @param rate share of the rate once so much is done, 0 … 1
   * @returns the mean loss, nats
   */
  async learn(prefixes: readonly NextItemCase[], rate: (done: number) => number, breathe?: () => Promise<void> | undefined): Promise<number> {
    const order = shuffle(Uint32Array.from(prefixes.keys()), this.#random);
    const met = metRows(prefixes);
    const chances = drawChances(prefixes, this.#options.vectors.rows, met.length);
    let loss = 0;
    for (let from = 0; from < order.length; from += BATCH) {
      await breathe?.();
      const batch = Array.from(order.subarray(from, from + BATCH), (index) => prefixes[index]);
      loss += (this.#step(batch, met, chances, rate(from / order.length)) * batch.length) / order.length;
    }
    return loss;
  }

  #step(batch: readonly NextItemCase[], met: readonly number[], chances: Float64Array, rate: number): number {
    const { vectors, products, readout, temperature, decay } = this.#options;
    const { rows, dimension } = vectors;
    const { events, candidates, prefixes } = placesOf(batch, met, this.#random);
    const [E, C] = [events.length, candidates.length];
    const keys = mapRows(products, this.transform.keys, gathered(vectors, events), dimension, this.#kept(E));
    const queries = mapRows(products, this.transform.queries, gathered(vectors, candidates), dimension, this.#kept(C));
    const { loss, bySimilarities, byScale, byOffsets } = nextItemLoss({
      prefixes, candidates: C, temperature, decay, readout,
      similarities: products.multiply(keys.mapped, transposed(queries.mapped, C, dimension), E, dimension, C),
      scale: Math.exp(this.#logScale.values[0]),
      offsets: Float64Array.from(candidates, (row) => this.#popularity.values[row] - Math.log(chances[row])),
    });
    const byKeys = products.multiply(bySimilarities, queries.mapped, E, C, dimension);
    const byQueries = products.multiply(transposed(bySimilarities, E, C), keys.mapped, C, E, dimension);
    const gradients = [backThroughMap(products, this.transform.keys, keys, byKeys, dimension), backThroughMap(products, this.transform.queries, queries, byQueries, dimension)];
    for (const [half, { down, up }] of this.#optimisers.entries()) {
      down.step(gradients[half].down, rate);
      up.step(gradients[half].up, rate);
    }
    this.#logScale.step([byScale], rate);
    const byPopularity = new Float64Array(rows);
    for (const [place, row] of candidates.entries()) byPopularity[row] = byOffsets[place];
    this.#popularity.step(byPopularity, rate);
    return loss;
  }

  /** [count, RANK] factors of dropout. */
  #kept(count: number): Float32Array {
    return Float32Array.from({ length: count * RANK }, () => (this.#random() < DROPOUT ? 0 : 1 / (1 - DROPOUT)));
  }

  #maps(): LowRankMap[] {
    return [this.transform.keys, this.transform.queries];
  }
}

/** `down` small at random, `up` zero: it begins as the identity. */
function newMap(dimension: number, random: () => number): LowRankMap {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return { rank: RANK, down: Float32Array.from({ length: dimension * RANK }, () => 0.02 * normal()), up: new Float32Array(RANK * dimension) };
}

/** Those that occur in any prefix. */
function metRows(prefixes: readonly NextItemCase[]): number[] {
  return [...new Set(prefixes.flatMap(({ history, target }) => [...history, target]))];
}

/** [C] how likely a batch is to have an item as a candidate: as one of its targets, or drawn. */
function drawChances(prefixes: readonly NextItemCase[], rows: number, drawn: number): Float64Array {
  const counts = new Float64Array(rows);
  for (const { target } of prefixes) counts[target]++;
  const undrawn = drawn <= NEGATIVES ? 0 : (1 - 1 / drawn) ** NEGATIVES;
  return counts.map((count) => 1 - (1 - count / prefixes.length) ** Math.min(BATCH, prefixes.length) * undrawn);
}

/** The distinct events and candidates of a batch, and its prefixes by places among them. */
function placesOf(batch: readonly NextItemCase[], met: readonly number[], random: () => number): { events: number[]; candidates: number[]; prefixes: Prefix[] } {
  const [events, candidates] = [new Map<number, number>(), new Map<number, number>()];
  const place = (places: Map<number, number>, row: number): number => {
    if (!places.has(row)) places.set(row, places.size);
    return places.get(row)!;
  };
  const prefixes = batch.map(({ history, target }) => ({ events: history.map((row) => place(events, row)), target: place(candidates, target) }));
  for (let draw = 0; draw < Math.min(met.length, NEGATIVES); draw++) place(candidates, met[met.length <= NEGATIVES ? draw : Math.floor(random() * met.length)]);
  return { events: [...events.keys()], candidates: [...candidates.keys()], prefixes };
}

function gathered(vectors: Matrix, rows: readonly number[]): Float32Array {
  const data = new Float32Array(rows.length * vectors.dimension);
  for (const [n, row] of rows.entries()) data.set(rowOf(vectors, row), n * vectors.dimension);
  return data;
}
