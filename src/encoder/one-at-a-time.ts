import { abortError } from './abort.ts';

/**
 * Does `work` while no other tab of this site does work of the same name; tabs wait for each other in order. So one tab
 * downloads a model and the others find it kept. Where there are no locks (plain http, Node) work is done at once.
 *
 * @throws what `work` throws; `AbortError` when given up while waiting
 */
export async function oneAtATime<T>(name: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks;
  if (!locks) return work();
  try {
    return await locks.request(name, signal ? { signal } : {}, work);
  } catch (error) {
    throw signal?.aborted ? abortError(signal) : error;
  }
}
