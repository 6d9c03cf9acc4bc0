import { EncoderError, type EncoderTrouble } from '../../src/encoder/encoder.ts';
import { openEncoder } from '../../src/encoder/open-encoder.ts';

/** What the test's page asks of the encoder in a module worker, and what it hears. */
export interface WorkerAnswer {
  backend?: string;
  batchSize?: number;
  spaces?: readonly string[];
  vectors?: Float32Array;
  code?: EncoderTrouble;
  message?: string;
}

/** Encodes the texts of each message with an encoder opened for it. */
globalThis.addEventListener('message', ({ data: texts }: MessageEvent<string[]>) => {
  void answer(texts).then((result) => globalThis.postMessage(result));
});

async function answer(texts: string[]): Promise<WorkerAnswer> {
  try {
    const encoder = await openEncoder();
    const { matrix } = await encoder.encode(texts);
    const { backend, batchSize } = encoder;
    await encoder.close();
    return { backend, batchSize, spaces: matrix.spaces, vectors: matrix.data };
  } catch (error) {
    return { code: error instanceof EncoderError ? error.code : undefined, message: String(error) };
  }
}
