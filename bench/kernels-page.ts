import { dequantise, pickRows, type QuantisedMatrix } from '../src/domain/matrix.ts';
import { seededRandom } from '../src/domain/seeded-random.ts';
import { openGpuKernels } from '../src/kernels/gpu/gpu-kernels.ts';
import type { Kernels, RankRequest } from '../src/kernels/kernels.ts';
import { makeVectors } from '../src/kernels/make-case.ts';
import { openPlainKernels } from '../src/kernels/plain-kernels.ts';
import { openSimdKernels } from '../src/kernels/simd/simd-kernels.ts';
import { onnxAttention } from './onnx-attention.ts';
import { typedArrayDots } from './typed-arrays.ts';
import { VECTOR_SEARCHES } from './vector-searches.ts';

/** What one contender took, in milliseconds from the request to the list. */
export interface KernelFigures {
  name: string;
  full: number[];
  /** The same after one more event. */
  next: number[];
  /** Why there are no figures. */
  refusal?: string;
  /** Results that are not those of the first contender, beyond ties. */
  strangers?: number;
}

export interface Measurement {
  rows: number;
  events: number;
  dimension: number;
  contenders: string[];
}

const ROUNDS = 5;
const TEMPERATURE = 0.1;
const K = 20;
/** Distinct rows; a larger catalog repeats them, for making random ones takes longer than ranking. */
const DISTINCT = 4096;

interface Contender {
  full(): Promise<ArrayLike<number> | null>;
  next?(): Promise<unknown>;
  release(): unknown;
}

/** Measures contenders on one random catalog and history, in turns. */
export async function measure({ rows, events, dimension, contenders }: Measurement): Promise<KernelFigures[]> {
  const random = seededRandom(rows + events + dimension);
  const few = makeVectors(Math.min(rows, DISTINCT), dimension, random);
  const catalog = pickRows(few, Uint32Array.from({ length: rows }, (_, row) => row % few.rows));
  const history = makeVectors(events + 1, dimension, random);
  const found: KernelFigures[] = [];
  const running: [KernelFigures, Contender][] = [];
  for (const name of contenders) {
    const figures: KernelFigures = { name, full: [], next: [] };
    found.push(figures);
    try {
      const contender = await open(name, catalog, history, events);
      await contender.full();
      running.push([figures, contender]);
    } catch (error) {
      figures.refusal = String(error instanceof Error ? error.message : error).slice(0, 160);
    }
  }
  let first: ArrayLike<number> | null = null;
  for (let round = 0; round < ROUNDS; round++) {
    for (const [figures, contender] of running) {
      // What takes long tells as much in one round.
      if (figures.full[0] > 3000) continue;
      const started = performance.now();
      const best = await contender.full();
      figures.full.push(performance.now() - started);
      first ??= best;
      if (best && first) figures.strangers = strangers(first, best, few.rows);
      if (!contender.next) continue;
      const again = performance.now();
      await contender.next();
      figures.next.push(performance.now() - again);
    }
  }
  for (const [, contender] of running) await contender.release();
  return found;
}

async function open(name: string, catalog: QuantisedMatrix, history: QuantisedMatrix, events: number): Promise<Contender> {
  const { rows, dimension } = catalog;
  if (name === 'ours, simd') return ours(await openSimdKernels(), catalog, history, events);
  if (name === 'ours, plain') return ours(openPlainKernels(), catalog, history, events);
  const product = /^ours, gpu (\w+)$/.exec(name)?.[1];
  if (product) return ours(await openGpuKernels({ allowFallback: true, product: product as 'tiled' }), catalog, history, events);
  const [q, k] = [dequantise(catalog).data, dequantise(pickRows(history, first(events))).data];
  if (name === 'typed arrays') {
    const dots = typedArrayDots(q, k, rows, events, dimension);
    return { full: async () => (dots(), null), release: () => undefined };
  }
  if (name === 'transformers.js, cos_sim') return cosines(q, k, rows, dimension);
  if (VECTOR_SEARCHES[name]) {
    const index = await VECTOR_SEARCHES[name](q, rows, dimension);
    return { full: async () => index.search(k, K), release: () => undefined };
  }
  const backend = /^onnxruntime-web, (wasm|webgpu)$/.exec(name)?.[1];
  if (!backend) throw new Error(`expected a contender, got ${name}`);
  const { heads: [{ bias }] } = requestOf(history, events);
  const session = await onnxAttention(backend as 'wasm', q, k, bias, rows, events, dimension, TEMPERATURE, K);
  return { full: () => session.run(), release: () => session.release() };
}

/** What its documentation suggests: a similarity at a time, then a sort. */
async function cosines(q: Float32Array, query: Float32Array, rows: number, dimension: number): Promise<Contender> {
  const { cos_sim: cosSim } = await import('@xenova/transformers');
  const arrays = Array.from({ length: rows }, (_, row) => [...q.subarray(row * dimension, (row + 1) * dimension)]);
  const asked = [...query];
  return { full: async () => arrays.map((row, i) => ({ i, s: cosSim(row, asked) })).sort((a, b) => b.s - a.s || a.i - b.i).slice(0, K).map(({ i }) => i), release: () => undefined };
}

async function ours(kernels: Kernels, catalog: QuantisedMatrix, history: QuantisedMatrix, events: number): Promise<Contender> {
  const resident = await kernels.load(catalog);
  const [all, more] = [requestOf(history, events), requestOf(history, events + 1)];
  return {
    full: async () => {
      resident.forget();
      return (await resident.rank(all)).rows;
    },
    next: kernels.name === 'plain' ? undefined : () => resident.rank(more),
    release: () => {
      resident.release();
      kernels.close();
    },
  };
}

/** One mean over all events; the older, the less, but none negligible. */
function requestOf(history: QuantisedMatrix, events: number): RankRequest {
  const bias = Float32Array.from({ length: events }, (_, event) => -0.01 * (events - 1 - event));
  return { history: pickRows(history, first(events)), heads: [{ bias, temperature: TEMPERATURE, readout: 'mean', blendWeight: 1 }], sample: new Uint32Array(), k: K };
}

function first(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, row) => row);
}

/** Rows repeat after so many: equal ones may come in any order. */
function strangers(expected: ArrayLike<number>, got: ArrayLike<number>, period: number): number {
  const known = new Set(Array.from(expected, (row) => row % period));
  return Array.from(got).filter((row) => !known.has(row % period)).length;
}
