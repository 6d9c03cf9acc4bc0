/**
 * What `work` gives, unless `signal` gives it up first.
 *
 * @param onGivenUp called when it is given up, before the rejection
 * @throws what `work` throws; the signal's reason
 */
export function orGivenUp<T>(work: Promise<T>, signal: AbortSignal | undefined, onGivenUp?: () => void): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      onGivenUp?.();
      reject(signal.reason as Error);
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
