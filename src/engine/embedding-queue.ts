import { encodeItems } from '../encoder/encode-items.ts';
import type { EncoderHost } from './encoder-host.ts';
import type { HistoryBook } from './history-book.ts';
import type { HistoryKeys } from './history-keys.ts';

/** Texts embedded before the list is refreshed, so that a long import shows as it goes. */
const AT_ONCE = 32;
/** A hidden page rests so many times as long as it works: other pages need the processor more. */
const IDLE_REST = 4;

/** Embeds what of the history has no vector yet: one run at a time, newest first, kept in the store. */
export class EmbeddingQueue {
  #book: HistoryBook;
  #keys: HistoryKeys;
  #encoder: EncoderHost;
  #embedded: () => void;
  #failed: (error: Error) => void;
  #run: Promise<void> | null = null;
  #closing = new AbortController();
  #hidden = false;
  #shown: (() => void) | null = null;

  constructor(book: HistoryBook, keys: HistoryKeys, encoder: EncoderHost, embedded: () => void, failed: (error: Error) => void) {
    this.#book = book;
    this.#keys = keys;
    this.#encoder = encoder;
    this.#embedded = embedded;
    this.#failed = failed;
  }

  /** Items whose text still waits. */
  get waiting(): number {
    return this.#keys.missing(this.#book.events).length;
  }

  /** Takes up what was embedded in earlier sessions. */
  async recall(spaces: readonly string[], dimension: number): Promise<void> {
    const ids = this.#keys.missing(this.#book.events).map(({ id }) => id);
    const known = ids.length > 0 ? await (await this.#book.store).vectors(ids, spaces) : null;
    if (known && known.matrix.dimension === dimension) this.#keys.add(known.ids, known.matrix);
  }

  /** Starts embedding, unless nothing waits, there is no encoder, or a person gave its loading up; a loading that failed is tried again. */
  start(): void {
    if (this.#run || this.#closing.signal.aborted || this.waiting === 0 || !this.#encoder.willing) return;
    this.#run = this.#toTheEnd();
  }

  /** Whether nobody looks: then it works at an idle pace. */
  pace(hidden: boolean): void {
    this.#hidden = hidden;
    if (!hidden) this.#shown?.();
  }

  close(): void {
    this.#shown?.();
    this.#closing.abort(new DOMException('closed', 'AbortError'));
  }

  async #toTheEnd(): Promise<void> {
    try {
      await this.#embed();
    } catch (error) {
      this.#run = null;
      const { name, code } = error as Error & { code?: string };
      if (name === 'AbortError') this.start();
      else if (code !== 'deferred') this.#failed(error as Error);
      return;
    }
    this.#run = null;
    // What came while this run was ending.
    this.start();
  }

  async #embed(): Promise<void> {
    const store = await this.#book.store;
    for (let items = this.#keys.missing(this.#book.events); items.length > 0; items = this.#keys.missing(this.#book.events)) {
      const some = items.slice(-AT_ONCE);
      const open = await this.#encoder.loadUnasked();
      const started = performance.now();
      const { matrix } = await encodeItems(open, some, { signal: this.#closing.signal }).catch((error: Error) => {
        throw this.#encoder.current === open ? error : new DOMException('another encoder was chosen', 'AbortError');
      });
      const ids = some.map(({ id }) => id);
      this.#keys.add(ids, matrix);
      // What was forgotten meanwhile must not stay; the store leaves it out by itself.
      this.#keys.keepOnly(this.#book.events);
      await store.putVectors(ids, matrix).catch((error: Error) => {
        // Not kept, it is embedded again another day; the store tells of its trouble itself.
        if (error.name !== 'StoreError') throw error;
      });
      this.#embedded();
      await this.#rest((performance.now() - started) * IDLE_REST);
    }
  }

  /** Waits while the page is hidden; one that is shown again goes on at once. */
  async #rest(ms: number): Promise<void> {
    if (!this.#hidden || this.#closing.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#shown = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#shown = null;
  }
}
