import { dequantise, pickRows, type QuantisedMatrix } from '../src/domain/matrix.ts';
import { seededRandom } from '../src/domain/seeded-random.ts';
import type { Kernels, RankRequest, ResidentCatalog } from '../src/kernels/kernels.ts';
import { makeVectors } from '../src/kernels/make-case.ts';
import { openPlainKernels } from '../src/kernels/plain-kernels.ts';
import { openSimdKernels } from '../src/kernels/simd/simd-kernels.ts';
import { median } from './median.ts';

export interface KernelFigures {
  name: string;
  /** 1e9 multiplications a second of the full ranking. */
  rate: number;
  /** Milliseconds from the request to the list, all computed. */
  fullMs?: number;
  /** The same after one more event. */
  nextMs?: number;
}

/** So many multiplications are worth a measurement of the slowest. */
const SAMPLE_PRODUCTS = 2e9;
const ROUNDS = 5;

/** Measures each implementation on one random catalog and history, in turns. */
export async function measure(rows: number, events: number, dimension: number): Promise<KernelFigures[]> {
  const random = seededRandom(rows + events + dimension);
  const few = makeVectors(Math.min(rows, 4096), dimension, random);
  const catalog = pickRows(few, Uint32Array.from({ length: rows }, (_, row) => row % few.rows));
  const history = makeVectors(events + ROUNDS + 2, dimension, random);
  const figures: KernelFigures[] = [];
  for (const kernels of [await openSimdKernels(), openPlainKernels()]) figures.push(await ours(kernels, catalog, history, events));
  return [...figures, typedArrays(few, pickRows(history, first(events)), dimension)];
}

async function ours(kernels: Kernels, catalog: QuantisedMatrix, history: QuantisedMatrix, events: number): Promise<KernelFigures> {
  const resident = await kernels.load(catalog);
  const [full, next]: [number[], number[]] = [[], []];
  const products = catalog.rows * catalog.dimension * events;
  const rounds = kernels.name === 'plain' && products > SAMPLE_PRODUCTS ? 1 : ROUNDS;
  await timed(resident, requestOf(history, Math.min(events, 4)));
  for (let round = 0; round < rounds; round++) {
    resident.forget();
    full.push(await timed(resident, requestOf(history, events)));
    if (kernels.name === 'simd') next.push(await timed(resident, requestOf(history, events + 1)));
  }
  resident.release();
  return { name: `ours, ${kernels.name}`, rate: products / median(full) / 1e6, fullMs: median(full), nextMs: next.length > 0 ? median(next) : undefined };
}

async function timed(resident: ResidentCatalog, request: RankRequest): Promise<number> {
  const start = performance.now();
  await resident.rank(request);
  return performance.now() - start;
}

/** One head over all events; the older, the less, but none negligible. */
function requestOf(history: QuantisedMatrix, events: number): RankRequest {
  const bias = Float32Array.from({ length: events }, (_, event) => -0.01 * (events - 1 - event));
  return { history: pickRows(history, first(events)), heads: [{ bias, temperature: 0.1, readout: 'lse', blendWeight: 1 }], sample: first(1024).map((row) => row % 1000), k: 20 };
}

function first(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, row) => row);
}

/** Dots of f32 rows over typed arrays, two candidates by four events at a time: the best loop of plain JavaScript. */
function typedArrays(catalog: QuantisedMatrix, history: QuantisedMatrix, dimension: number): KernelFigures {
  const [{ data: q }, { data: k }] = [dequantise(catalog), dequantise(history)];
  const events = history.rows & ~3;
  const rows = catalog.rows & ~1;
  if (events === 0) return oneByOne(q, k, catalog.rows, dimension);
  const out = new Float32Array(rows * events);
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (let c = 0; c < rows; c += 2) for (let h = 0; h < events; h += 4) tile(q, k, c, h, dimension, out, events);
    rates.push((rows * events * dimension) / (performance.now() - start) / 1e6);
  }
  return { name: 'typed arrays', rate: median(rates) };
}

function tile(q: Float32Array, k: Float32Array, c: number, h: number, dimension: number, out: Float32Array, events: number): void {
  let a0 = 0, a1 = 0, a2 = 0, a3 = 0, b0 = 0, b1 = 0, b2 = 0, b3 = 0;
  const [p0, p1] = [c * dimension, (c + 1) * dimension];
  const [k0, k1, k2, k3] = [h * dimension, (h + 1) * dimension, (h + 2) * dimension, (h + 3) * dimension];
  for (let d = 0; d < dimension; d++) {
    const x = q[p0 + d], y = q[p1 + d];
    const v0 = k[k0 + d], v1 = k[k1 + d], v2 = k[k2 + d], v3 = k[k3 + d];
    a0 += x * v0; a1 += x * v1; a2 += x * v2; a3 += x * v3;
    b0 += y * v0; b1 += y * v1; b2 += y * v2; b3 += y * v3;
  }
  const at = c * events + h;
  out[at] = a0; out[at + 1] = a1; out[at + 2] = a2; out[at + 3] = a3;
  out[at + events] = b0; out[at + events + 1] = b1; out[at + events + 2] = b2; out[at + events + 3] = b3;
}

function oneByOne(q: Float32Array, k: Float32Array, rows: number, dimension: number): KernelFigures {
  const out = new Float32Array(rows);
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS * 10; round++) {
    const start = performance.now();
    for (let c = 0, at = 0; c < rows; c++) {
      let sum = 0;
      for (let d = 0; d < dimension; d++, at++) sum += q[at] * k[d];
      out[c] = sum;
    }
    rates.push((rows * dimension) / Math.max(0.05, performance.now() - start) / 1e6);
  }
  return { name: 'typed arrays', rate: median(rates) };
}
