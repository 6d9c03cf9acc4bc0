import type { RecommendationList, RecommendRequest } from '../domain/recommendation.ts';
import type { Recommender } from '../domain/recommender.ts';

/** What a loader tells while it works. */
export interface ListListener {
  /** A list to show: the one last made, or the new one. */
  list(list: RecommendationList, fresh: boolean): void;
  failed(error: Error): void;
}

/** Fetches lists: the last one at once, then the new one; the latest request wins. */
export class ListLoader {
  readonly #listener: ListListener;
  #abort: AbortController | null = null;

  constructor(listener: ListListener) {
    this.#listener = listener;
  }

  /** Whether a list is on its way. */
  get busy(): boolean {
    return this.#abort !== null;
  }

  /** Loads for `request`; with `remembered` it shows the list last made for it while it waits. */
  load(recommender: Recommender, request: RecommendRequest, remembered: boolean): void {
    this.stop();
    const abort = (this.#abort = new AbortController());
    if (remembered) void this.#remembered(recommender, request, abort);
    void this.#fresh(recommender, request, abort);
  }

  stop(): void {
    this.#abort?.abort();
    this.#abort = null;
  }

  async #remembered(recommender: Recommender, request: RecommendRequest, abort: AbortController): Promise<void> {
    try {
      const list = await recommender.last(request);
      if (list && this.#abort === abort) this.#listener.list(list, false);
    } catch {
      // The fresh list is on its way, and says what is wrong if it fails too.
    }
  }

  async #fresh(recommender: Recommender, request: RecommendRequest, abort: AbortController): Promise<void> {
    try {
      const list = await recommender.recommend(request, { signal: abort.signal });
      if (this.#abort !== abort) return;
      this.#abort = null;
      this.#listener.list(list, true);
    } catch (error) {
      if (this.#abort !== abort) return;
      this.#abort = null;
      this.#listener.failed(error as Error);
    }
  }
}
