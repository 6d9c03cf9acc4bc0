import type { AttentionWay } from '../../src/kernels/gpu/shader-catalog.ts';
import { runCases } from './kernels-cases.ts';

/** Answers a way to compute attention with the report of all kernel cases by it, run in this worker. */
addEventListener('message', async ({ data }: MessageEvent<AttentionWay>) => {
  postMessage(await runCases(data, 200));
});
