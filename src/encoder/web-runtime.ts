import * as ort from 'onnxruntime-web/wasm';

export * from 'onnxruntime-web/wasm';

/** Stands for a session that could not be made. */
export interface FailedSession {
  failure: unknown;
  inputNames: string[];
  outputNames: string[];
}

/**
 * What transformers.js is given as onnxruntime-web (the Vite plugin `encoder-assets` puts it there): the CPU build, whose
 * `create` never rejects, and for WebGPU the build for GPUs, a chunk that is fetched when it is first asked for.
 * transformers.js 4.3 chains every start behind the last (`webInitChain` in its backends/onnx.js),
 * so one refused file would make every later model of the page fail with the first one's error.
 * Delete when that chain survives a failure.
 */
export const InferenceSession = {
  async create(model: Uint8Array, options?: ort.InferenceSession.SessionOptions): Promise<ort.InferenceSession | FailedSession> {
    try {
      const runtime = options?.executionProviders?.some((each) => (typeof each === 'string' ? each : each.name) === 'webgpu') ? await gpuRuntime() : ort;
      return await runtime.InferenceSession.create(model, options);
    } catch (failure) {
      return { failure, inputNames: [], outputNames: [] };
    }
  },
};

/** Where start-model.ts leaves the flags of the build for GPUs: transformers.js hands on those of one build alone. */
export interface GpuFlags {
  gpu?: Pick<ort.Env.WebAssemblyFlags, 'wasmBinary' | 'wasmPaths' | 'numThreads'>;
}

async function gpuRuntime(): Promise<typeof import('onnxruntime-web/jspi')> {
  const runtime = await import('onnxruntime-web/jspi');
  Object.assign(runtime.env.wasm, (ort.env.wasm as GpuFlags).gpu);
  runtime.env.logLevel = 'error';
  return runtime;
}
