import type { BenchmarkSize } from '../src/domain/benchmark.ts';
import { dequantise } from '../src/domain/matrix.ts';
import { firstRows, type Found, measureContenders, type OpenContender, ourGpu, ourPlain, ourSimd, ourSimdInStages, ourSimdOf, RESULTS, TEMPERATURE, typedArrays, wayName } from '../src/kernels/benchmark.ts';
import { compileRelaxedSimd, compileSimd } from '../src/kernels/simd/compile-simd.ts';
import { onnxAttention } from './onnx-attention.ts';
import { VECTOR_SEARCHES } from './vector-searches.ts';

const startWorker = (): Worker => new Worker('/src/kernels/simd/shard-worker.ts', { type: 'module' });

const GPU_WAYS = (['tiled', 'registers', 'half', 'packed'] as const).flatMap((product) => [false, true].map((subgroups) => ({ product, subgroups })));

/** All that can be measured in a page, by name. */
const CONTENDERS: Record<string, OpenContender> = {
  'ours, simd': ourSimd(),
  'ours, simd in two workers': ourSimd({ count: 2, leastGain: 0, startWorker }),
  'ours, simd in two stages': ourSimdInStages,
  'ours, simd128 dots': ourSimdOf(compileSimd),
  'ours, relaxed dots': ourSimdOf(compileRelaxedSimd),
  'ours, plain': ourPlain,
  ...Object.fromEntries(GPU_WAYS.map((way) => [`ours, gpu ${wayName(way)}`, ourGpu(way)])),
  'typed arrays': typedArrays,
  'onnxruntime-web, wasm': onnx('wasm'),
  'onnxruntime-web, webgpu': onnx('webgpu'),
  'transformers.js, cos_sim': cosines,
  ...Object.fromEntries(Object.entries(VECTOR_SEARCHES).map(([name, open]): [string, OpenContender] => [name, async ({ catalog, history, rows, dimension }) => {
    const index = await open(dequantise(catalog).data, rows, dimension);
    const query = dequantise(firstRows(history, 1)).data;
    return { full: async () => index.search(query, RESULTS), release: () => undefined };
  }])),
};

export function measure(size: BenchmarkSize, names: readonly string[]): Promise<Found[]> {
  return measureContenders(size, Object.fromEntries(names.map((name) => [name, CONTENDERS[name]])), true);
}

function onnx(backend: 'wasm' | 'webgpu'): OpenContender {
  return async ({ catalog, history, rows, events, dimension, request }) => {
    const [q, k] = [dequantise(catalog).data, dequantise(firstRows(history, events)).data];
    const session = await onnxAttention(backend, q, k, request(events).heads[0].bias, rows, events, dimension, TEMPERATURE, RESULTS);
    return { full: () => session.run(), release: () => session.release() };
  };
}

/** What its documentation suggests: a similarity at a time, then a sort. */
async function cosines({ catalog, history, rows, dimension }: Parameters<OpenContender>[0]): ReturnType<OpenContender> {
  const { cos_sim: cosSim } = await import('@xenova/transformers');
  const { data } = dequantise(catalog);
  const arrays = Array.from({ length: rows }, (_, row) => [...data.subarray(row * dimension, (row + 1) * dimension)]);
  const query = [...dequantise(firstRows(history, 1)).data];
  return { full: async () => arrays.map((row, i) => ({ i, s: cosSim(row, query) })).sort((a, b) => b.s - a.s || a.i - b.i).slice(0, RESULTS).map(({ i }) => i), release: () => undefined };
}
