/** Longest stretch of work between two looks at the event loop. */
const TURN_MS = 30;

/**
 * A function that long work calls often: it gives the event loop its turn when one is due, so that an abort can arrive.
 *
 * @throws {DOMException} (async) `AbortError`, or the reason of `signal`
 */
export function turnTaker(signal?: AbortSignal): () => Promise<void> | undefined {
  let started = performance.now();
  return () => {
    if (performance.now() - started < TURN_MS) return undefined;
    return giveTurn();
  };

  async function giveTurn(): Promise<void> {
    await nextTurn();
    signal?.throwIfAborted();
    started = performance.now();
  }
}

/** A message to oneself: browsers hold nested timers back by 4 ms, messages they do not. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
