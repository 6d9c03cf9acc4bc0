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
 * `create` never rejects. transformers.js 4.3 chains every start behind the last (`webInitChain` in its backends/onnx.js),
 * so one refused file would make every later model of the page fail with the first one's error.
 * Delete when that chain survives a failure.
 */
export const InferenceSession = {
  async create(model: Uint8Array, options?: ort.InferenceSession.SessionOptions): Promise<ort.InferenceSession | FailedSession> {
    try {
      return await ort.InferenceSession.create(model, options);
    } catch (failure) {
      return { failure, inputNames: [], outputNames: [] };
    }
  },
};
