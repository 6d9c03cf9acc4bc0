import { blocksSizeBytes, type QuantisedMatrix } from '../domain/matrix.ts';
import type { Kernels, RankRequest, ResidentCatalog } from './kernels.ts';

/** How fast kernels are on this device: a list takes overheadMs + C·H·D / productsPerMs. */
export interface KernelSpeed {
  /** From the request to the result where there is next to nothing to compute: dispatch and readback. */
  overheadMs: number;
  productsPerMs: number;
}

/** Candidates that nothing, little and enough to tell is computed of. */
const NONE = 64, FEW = 1024, MANY = 8192;
const ROUNDS = 5;
/** So many times slower than the best over a few candidates is not worth the rest of the measurement. */
const HOPELESS = 4;
/** History of a list that speeds are compared by. */
export const TYPICAL_EVENTS = 64;

/** Milliseconds of a full list over `rows` candidates and a typical history, as the speed foretells. */
export function listMs({ overheadMs, productsPerMs }: KernelSpeed, rows: number, dimension: number): number {
  return overheadMs + (rows * TYPICAL_EVENTS * dimension) / productsPerMs;
}

/**
 * Measures contenders in turns, so that what disturbs one disturbs all: medians of five, from the request to the list.
 *
 * @returns a speed for each; of a hopeless one from a few candidates alone
 */
export async function measureSpeeds(contenders: readonly Pick<Kernels, 'load'>[], dimension: number, signal?: AbortSignal): Promise<KernelSpeed[]> {
  const events = sampleEvents({ dimension });
  const request = (rows: number): RankRequest => ({
    ...events,
    sample: Uint32Array.from({ length: Math.min(rows, 1024) }, (_, row) => row),
    k: 20,
  });
  const timed = async (rows: number, rounds: number, those: readonly number[]): Promise<number[]> => {
    const catalog = sampleMatrix(rows, dimension, 1);
    const times = contenders.map((): number[] => []);
    const residents: [number, ResidentCatalog][] = [];
    for (const n of those) residents.push([n, await contenders[n].load(catalog, signal)]);
    // The first compiles.
    for (const [, resident] of residents) await resident.rank(request(rows), signal);
    for (let round = 0; round < rounds; round++) {
      for (const [n, resident] of residents) {
        resident.forget();
        const started = performance.now();
        await resident.rank(request(rows), signal);
        times[n].push(performance.now() - started);
      }
    }
    for (const [, resident] of residents) resident.release();
    return times.map(median);
  };
  const all = [...contenders.keys()];
  const [none, few] = [await timed(NONE, ROUNDS, all), await timed(FEW, 2, all)];
  const best = Math.min(...few);
  const hopeful = all.filter((n) => few[n] <= HOPELESS * best);
  const many = await timed(MANY, ROUNDS, hopeful);
  return all.map((n) => {
    const [rows, ms] = hopeful.includes(n) ? [MANY, many[n]] : [FEW, few[n]];
    return { overheadMs: none[n], productsPerMs: ((rows - NONE) * TYPICAL_EVENTS * dimension) / Math.max(0.01, ms - none[n]) };
  });
}

/** A typical history and its head, for a measurement. */
export function sampleEvents({ dimension }: Pick<QuantisedMatrix, 'dimension'>): Pick<RankRequest, 'history' | 'heads'> {
  const bias = Float32Array.from({ length: TYPICAL_EVENTS }, (_, event) => -0.1 * event);
  return { history: sampleMatrix(TYPICAL_EVENTS, dimension, 2), heads: [{ bias, temperature: 0.1, readout: 'lse', blendWeight: 1 }] };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** Any int8 rows, of unit length: only their number matters here. */
export function sampleMatrix(rows: number, dimension: number, seed: number): QuantisedMatrix {
  const blocks = new Int8Array(blocksSizeBytes(rows, dimension));
  let state = seed;
  for (let i = 0; i < blocks.length; i++) {
    state = Math.imul(state, 1664525) + 1013904223;
    blocks[i] = Math.max(-127, state >> 24);
  }
  // A uniform byte is 73 in the root mean square.
  return { rows, dimension, blocks, scales: new Float32Array(rows).fill(1 / (73 * Math.sqrt(dimension))), spaces: ['sample'], spaceOf: new Uint8Array(rows) };
}
