import type { WorkerAnswer } from './encoder-worker.ts';

/** Writes what the encoder answers in a worker of the built page. */
const worker = new Worker(new URL('./encoder-worker.ts', import.meta.url), { type: 'module' });
worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => {
  const { backend, batchSize, vectors, spaces, message } = data;
  document.body.textContent = message ?? `${backend}, ${batchSize} texts per call, rows ${vectors!.length / 384}, ${spaces!.join()}`;
});
worker.postMessage(['a cat', 'a dog']);
