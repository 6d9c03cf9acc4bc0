/** Longest stretch without giving way: short enough for a progress bar and an abort. */
const STRETCH_MS = 100;

/**
 * Makes the function that long loops call: it gives way to the host when the last time is STRETCH_MS ago, else it
 * returns undefined at once, so that a tight loop need not await.
 *
 * @throws the signal's reason, once given up
 */
export function breather(signal?: AbortSignal): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    signal?.throwIfAborted();
    if (performance.now() - last < STRETCH_MS) return undefined;
    return new Promise((resolve, reject) => {
      setTimeout(() => {
        last = performance.now();
        if (signal?.aborted) reject(signal.reason as Error);
        else resolve();
      });
    });
  };
}
