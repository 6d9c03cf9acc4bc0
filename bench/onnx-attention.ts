import { attentionGraph } from './attention-graph.ts';

/** Attention over a history by onnxruntime-web, candidates resident; one thread on WASM. */
export async function onnxAttention(backend: 'wasm' | 'webgpu', candidates: Float32Array, keys: Float32Array, bias: Float32Array, rows: number, events: number, dimension: number, temperature: number, k: number): Promise<{ run(): Promise<number[]>; release(): Promise<void> }> {
  const ort = backend === 'wasm' ? await import('onnxruntime-web/wasm') : await import('onnxruntime-web/jspi');
  ort.env.wasm.wasmPaths = '/node_modules/onnxruntime-web/dist/';
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  const session = await ort.InferenceSession.create(attentionGraph(candidates, rows, dimension, events, temperature, k), { executionProviders: [backend], graphOptimizationLevel: 'all' });
  const columns = new Float32Array(dimension * events);
  for (let h = 0; h < events; h++) for (let d = 0; d < dimension; d++) columns[d * events + h] = keys[h * dimension + d];
  return {
    async run() {
      const { rows: best } = await session.run({ keys: new ort.Tensor('float32', columns, [dimension, events]), bias: new ort.Tensor('float32', bias, [events]) }, ['rows']);
      return [...(best.data as BigInt64Array)].map(Number);
    },
    release: () => session.release(),
  };
}
