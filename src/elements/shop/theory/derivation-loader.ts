import type { Derivation, DerivationQuery } from '../../../domain/derivation.ts';
import type { ItemId } from '../../../domain/item.ts';
import type { Recommender } from '../../../domain/recommender.ts';

export interface DerivationAsk {
  recommender: Recommender;
  id: ItemId | null;
  query: DerivationQuery;
  limit: number;
}

export interface DerivationListener {
  /** @param ask what it answers */
  derived(derivation: Derivation, ask: DerivationAsk): void;
  failed(error: Error): void;
}

/**
 * Fetches derivations while somebody turns a slider: one at a time and one a frame at most. What is asked meanwhile waits, and
 * only the latest of it is asked, so that the page follows as fast as the engine answers and is never behind by more than one.
 */
export class DerivationLoader {
  readonly #listener: DerivationListener;
  readonly #nextFrame: (work: () => void) => void;
  #waiting: DerivationAsk | null = null;
  #running = false;
  #abort = new AbortController();

  constructor(listener: DerivationListener, nextFrame: (work: () => void) => void = (work) => requestAnimationFrame(work)) {
    this.#listener = listener;
    this.#nextFrame = nextFrame;
  }

  ask(ask: DerivationAsk): void {
    this.#waiting = ask;
    if (this.#running) return;
    this.#running = true;
    this.#nextFrame(() => void this.#run());
  }

  /** Gives up what is under way and what waits. */
  stop(): void {
    this.#waiting = null;
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  async #run(): Promise<void> {
    const ask = this.#waiting;
    const { signal } = this.#abort;
    this.#waiting = null;
    if (ask) {
      try {
        const derivation = await ask.recommender.derivation(ask.id, ask.query, { limit: ask.limit }, { signal });
        if (!signal.aborted) this.#listener.derived(derivation, ask);
      } catch (error) {
        if (!signal.aborted) this.#listener.failed(error as Error);
      }
    }
    this.#running = this.#waiting !== null;
    if (this.#running) this.#nextFrame(() => void this.#run());
  }
}
