import { orGivenUp } from './or-given-up.ts';

interface Run {
  controller: AbortController;
  /** The newer run of the same key that took over. */
  next: Promise<unknown> | null;
}

/** Runs one request per key at a time: the latest wins, and whoever asked earlier is given the latest's result. */
export class RequestSlots {
  #running = new Map<string, Run>();
  #closed: Error | null = null;

  /** @throws `AbortError` when `signal` gives this call up; what `work` throws */
  async run<T>(key: string, signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    if (this.#closed) throw this.#closed;
    const older = this.#running.get(key);
    const run: Run = { controller: new AbortController(), next: null };
    this.#running.set(key, run);
    const result = this.#attempt(key, run, signal, work);
    if (older) {
      older.next = result;
      older.controller.abort(new DOMException('superseded by a newer request', 'AbortError'));
    }
    return result;
  }

  /** Gives every request up, now and from now on. */
  close(reason: Error): void {
    this.#closed = reason;
    for (const { controller } of this.#running.values()) controller.abort(reason);
    this.#running.clear();
  }

  async #attempt<T>(key: string, run: Run, signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const either = signal ? AbortSignal.any([signal, run.controller.signal]) : run.controller.signal;
    try {
      return await orGivenUp(work(either), either);
    } catch (error) {
      if (!run.next || signal?.aborted) throw error;
      try {
        return await orGivenUp(run.next as Promise<T>, signal);
      } catch (later) {
        if (signal?.aborted) throw later;
        // The newer caller gave up; this one did not.
        if ((later as Error).name === 'AbortError' && !this.#closed) return this.run(key, signal, work);
        throw later;
      }
    } finally {
      if (this.#running.get(key) === run) this.#running.delete(key);
    }
  }
}
