import type { Product } from '../../src/kernels/gpu/shader-catalog.ts';
import { runCases } from './kernels-cases.ts';

/** Answers the name of a way to compute dots with the report of all kernel cases by it, run in this worker. */
addEventListener('message', async ({ data }: MessageEvent<Product>) => {
  postMessage(await runCases({ product: data }, 200));
});
