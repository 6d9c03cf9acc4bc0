import { runCases } from './kernels-cases.ts';

/** Answers any message with the report of all kernel cases, run in this worker. */
addEventListener('message', async () => {
  postMessage(await runCases());
});
