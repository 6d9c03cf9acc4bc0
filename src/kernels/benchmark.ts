import type { BenchmarkSize, BenchmarkTimes } from '../domain/benchmark.ts';
import { dequantise, pickRows, type QuantisedMatrix } from '../domain/matrix.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { openGpuKernels } from './gpu/gpu-kernels.ts';
import type { AttentionWay } from './gpu/shader-catalog.ts';
import type { Kernels, RankRequest } from './kernels.ts';
import { makeVectors } from './make-case.ts';
import { openPlainKernels } from './plain-kernels.ts';
import { referenceScores } from './reference-scores.ts';
import type { SimdModule } from './simd/compile-simd.ts';
import { openSimdKernels, type SimdShards } from './simd/simd-kernels.ts';
import { TwoStageCatalog } from './two-stage/two-stage-catalog.ts';
import { typedArrayDots } from './typed-array-dots.ts';

/** One random catalog, a history of one event more than the size says, and what a list of it asks. */
export interface BenchmarkCase extends BenchmarkSize {
  catalog: QuantisedMatrix;
  history: QuantisedMatrix;
  /** Rows repeat after so many: equal ones may come in any order. */
  distinct: number;
  request(events: number): RankRequest;
  /** [distinct] f64 scores of a full list, for those who check theirs. */
  reference(): readonly number[];
}

/** Times, and what was found beside them. */
export interface Found extends BenchmarkTimes {
  /** Results of the last list that the first contender's has not, beyond ties. */
  strangers: number;
  /** Largest difference of a score from f64, over all rows; where that is checked. */
  error?: number;
}

/** What is measured; it computes a list, and gives its rows if it has them. */
export interface Contender {
  full(): Promise<ArrayLike<number> | null>;
  next?(): Promise<unknown>;
  /** [rows] scores of a full list. */
  scores?(): Promise<ArrayLike<number>>;
  release(): unknown;
}

export type OpenContender = (given: BenchmarkCase) => Promise<Contender>;

export const TEMPERATURE = 0.1;
export const RESULTS = 20;
const ROUNDS = 5;
/** A larger catalog repeats its rows: making random ones takes longer than ranking. */
const DISTINCT = 4096;
/** Recall is measured elsewhere: here it would disturb the times. */
const NEVER = 2 ** 31 - 1;
/** What takes so long tells as much in one round. */
const LONG_MS = 3000;
/** What takes so much longer tells as much in its first list, which compiles what there is to compile. */
const VERY_LONG_MS = 30_000;

export function makeBenchmarkCase({ rows, events, dimension }: BenchmarkSize): BenchmarkCase {
  const random = seededRandom(rows + events + dimension);
  const few = makeVectors(Math.min(rows, DISTINCT), dimension, random);
  const history = makeVectors(events + 1, dimension, random);
  const given: BenchmarkCase = {
    rows, events, dimension, history,
    catalog: pickRows(few, Uint32Array.from({ length: rows }, (_, row) => row % few.rows)),
    distinct: few.rows,
    // One mean over all events; the older, the less, but none negligible.
    request: (count) => ({
      history: firstRows(history, count),
      heads: [{ bias: Float32Array.from({ length: count }, (_, event) => -0.01 * (count - 1 - event)), temperature: TEMPERATURE, readout: 'mean', blendWeight: 1 }],
      sample: new Uint32Array(),
      k: RESULTS,
    }),
    reference: () => (reference ??= referenceScores(few, given.request(events)).scores),
  };
  let reference: readonly number[] | undefined;
  return given;
}

/**
 * Measures contenders on one case, in turns, so that what disturbs one disturbs all.
 *
 * @param checks whether scores are held against f64, which takes as long again
 */
export async function measureContenders(size: BenchmarkSize, contenders: Readonly<Record<string, OpenContender>>, checks = false): Promise<Found[]> {
  const given = makeBenchmarkCase(size);
  const found: Found[] = [];
  const running: [Found, Contender][] = [];
  let expected: ArrayLike<number> | null = null;
  const timeList = async (times: Found, contender: Contender): Promise<number> => {
    const started = performance.now();
    const got = await contender.full();
    const took = performance.now() - started;
    expected ??= got;
    if (got && expected) times.strangers = strangers(expected, got, given.distinct);
    return took;
  };
  try {
    for (const [contender, open] of Object.entries(contenders)) {
      const times: Found = { contender, ...size, full: [], next: [], strangers: 0 };
      found.push(times);
      try {
        const opened = await open(given);
        running.push([times, opened]);
        // The first list compiles what there is to compile.
        const took = await timeList(times, opened);
        if (took > VERY_LONG_MS) times.full.push(took);
      } catch (error) {
        Object.assign(times, { refusal: refusalOf(error) });
      }
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const [times, contender] of running) {
        if (times.refusal || times.full[0] > LONG_MS) continue;
        times.full.push(await timeList(times, contender));
        if (!contender.next) continue;
        const again = performance.now();
        await contender.next();
        times.next.push(performance.now() - again);
      }
    }
    for (const [times, { scores }] of running) if (checks && scores && !times.refusal) times.error = largestError(await scores(), given);
  } finally {
    for (const [, contender] of running) await contender.release();
  }
  return found;
}

function largestError(scores: ArrayLike<number>, given: BenchmarkCase): number {
  const expected = given.reference();
  let largest = 0;
  for (let row = 0; row < scores.length; row++) largest = Math.max(largest, Math.abs(scores[row] - expected[row % given.distinct]));
  return largest;
}

function refusalOf(error: unknown): string {
  const told = error instanceof Error ? error.message : typeof error === 'object' ? JSON.stringify(error) : String(error);
  return told.slice(0, 160);
}

/** Kernels of this project. */
export function ours(open: () => Promise<Kernels>, inStages = false): OpenContender {
  return async ({ catalog, request, events }) => {
    const kernels = await open();
    const whole = await kernels.load(catalog);
    const resident = inStages ? new TwoStageCatalog(kernels, whole, catalog, 'coarse', { idleMs: NEVER }) : whole;
    const [all, more] = [request(events), request(events + 1)];
    return {
      full: async () => {
        resident.forget();
        return (await resident.rank(all)).rows;
      },
      next: kernels.name === 'plain' ? undefined : () => resident.rank(more),
      scores: inStages ? undefined : () => resident.scores({ ...all, k: 0 }),
      release: () => {
        resident.release();
        kernels.close();
      },
    };
  };
}

export const ourSimd = (shards?: SimdShards): OpenContender => ours(() => openSimdKernels(shards));
/** By one kind of dots, where others would be chosen by measurement. */
export const ourSimdOf = (compile: () => Promise<SimdModule | null>): OpenContender => ours(async () => {
  const module = await compile();
  if (!module) throw new TypeError('no relaxed SIMD here');
  return openSimdKernels(undefined, module);
});
export const ourSimdInStages: OpenContender = ours(() => openSimdKernels(), true);
export const ourPlain: OpenContender = ours(async () => openPlainKernels());
export const ourGpu = (way: AttentionWay): OpenContender => ours(() => openGpuKernels({ allowFallback: true, ...way }));
export const wayName = ({ product, subgroups }: AttentionWay): string => (subgroups ? `${product}, subgroups` : product);

/** The dots alone, by the best loop of plain JavaScript. */
export const typedArrays: OpenContender = async ({ catalog, history, rows, events, dimension }) => {
  const dots = typedArrayDots(dequantise(catalog).data, dequantise(firstRows(history, events)).data, rows, events, dimension);
  return { full: async () => (dots(), null), release: () => undefined };
};

export function firstRows(matrix: QuantisedMatrix, count: number): QuantisedMatrix {
  return pickRows(matrix, Uint32Array.from({ length: count }, (_, row) => row));
}

/** How many results of `got` are no row that `expected` holds, nor its equal. */
function strangers(expected: ArrayLike<number>, got: ArrayLike<number>, distinct: number): number {
  const known = new Set(Array.from(expected, (row) => row % distinct));
  return Array.from(got).filter((row) => !known.has(row % distinct)).length;
}
