import type { RecommendationList, RecommendRequest } from '../domain/recommendation.ts';
import type { Recommender } from '../domain/recommender.ts';
import { LazyCode } from './lazy-code.ts';
import type { TransformItems } from './transform-items.ts';

const transforming = new LazyCode(() => import('./transform-items.ts'));

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
  load(recommender: Recommender, request: RecommendRequest, remembered: boolean, transform: TransformItems | null = null): void {
    this.stop();
    const abort = (this.#abort = new AbortController());
    if (remembered) void this.#remembered(recommender, request, transform, abort);
    void this.#fresh(recommender, request, transform, abort);
  }

  stop(): void {
    this.#abort?.abort();
    this.#abort = null;
  }

  async #remembered(recommender: Recommender, request: RecommendRequest, transform: TransformItems | null, abort: AbortController): Promise<void> {
    try {
      const last = await recommender.last(request);
      const list = last && transform ? await (await transforming.fetch()).laidOver(last, transform) : last;
      if (list && this.#abort === abort) this.#listener.list(list, false);
    } catch {
      // The fresh list is on its way, and says what is wrong if it fails too.
    }
  }

  async #fresh(recommender: Recommender, request: RecommendRequest, transform: TransformItems | null, abort: AbortController): Promise<void> {
    try {
      const ask = (asked: RecommendRequest): Promise<RecommendationList> => recommender.recommend(asked, { signal: abort.signal });
      const list = transform ? await (await transforming.fetch()).transformedList(request, transform, ask) : await ask(request);
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
