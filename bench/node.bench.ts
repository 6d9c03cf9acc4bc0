import { test } from '@playwright/test';
import { dequantise, pickRows } from '../src/domain/matrix.ts';
import { seededRandom } from '../src/domain/seeded-random.ts';
import { makeVectors } from '../src/kernels/make-case.ts';
import { openPlainKernels } from '../src/kernels/plain-kernels.ts';
import { type Figures, report } from './figures.ts';
import { percentile } from './median.ts';

const ROWS = 10_000, DIMENSION = 384, K = 20, ROUNDS = 20;

interface Usearch {
  MetricKind: { IP: string };
  exactSearch(dataset: Float32Array, queries: Float32Array, dimensions: number, count: number, metric: string, threads: number): unknown;
}

interface Simsimd {
  dot(a: Float32Array, b: Float32Array): number;
}

/** A package that is there only where the benchmarks installed it; null, and why, where it does not load. */
async function peer<T>(name: string, missing: Figures): Promise<T | null> {
  try {
    return ((await import(name)) as { default: T }).default;
  } catch (error) {
    missing[name] = { 'cannot run': String(error).slice(0, 120) };
    return null;
  }
}

/** One query over a catalog, exact: ours beside the native searches of npm, whose code is not WebAssembly but the machine's own. */
test('one query in Node', async () => {
  const random = seededRandom(1);
  const catalog = makeVectors(ROWS, DIMENSION, random);
  const query = makeVectors(1, DIMENSION, random);
  const [rows, asked] = [dequantise(catalog).data, dequantise(query).data];
  const resident = await openPlainKernels().load(catalog);
  const heads = [{ bias: new Float32Array(1), temperature: 0.1, readout: 'mean' as const, blendWeight: 1 }];
  const ways: Record<string, () => unknown> = { 'ours, plain': () => resident.rank({ history: pickRows(query, [0]), heads, sample: new Uint32Array(), k: K }) };
  const missing: Figures = {};
  const usearch = await peer<Usearch>('usearch', missing);
  if (usearch) ways['usearch, exact'] = () => usearch.exactSearch(rows, asked, DIMENSION, K, usearch.MetricKind.IP, 1);
  const simsimd = await peer<Simsimd>('simsimd', missing);
  if (simsimd) ways['simsimd, dot and sort'] = () => Array.from({ length: ROWS }, (_, row) => ({ row, s: simsimd.dot(rows.subarray(row * DIMENSION, (row + 1) * DIMENSION), asked) })).sort((a, b) => b.s - a.s).slice(0, K);
  const times = Object.fromEntries(Object.keys(ways).map((name) => [name, [] as number[]]));
  for (let round = -3; round < ROUNDS; round++) {
    for (const [name, way] of Object.entries(ways)) {
      const started = performance.now();
      await way();
      if (round >= 0) times[name].push(performance.now() - started);
    }
  }
  report(`one query in Node, ${ROWS} × 1 × ${DIMENSION}`, {
    ...Object.fromEntries(Object.entries(times).map(([name, all]) => [name, { 'p50 (ms)': Number(percentile(all, 0.5).toPrecision(3)), p95: Number(percentile(all, 0.95).toPrecision(3)) }])),
    ...missing,
  });
});
