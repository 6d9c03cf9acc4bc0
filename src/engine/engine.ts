import type { Catalog } from '../catalog/catalog.ts';
import { searchItems } from '../catalog/search-items.ts';
import { completeEvent, completeFilter, type EventFilter, type EventId, type HistoryEvent, type NewEvent } from '../domain/event.ts';
import type { Item, ItemId } from '../domain/item.ts';
import type { AttentionMap, Explanation, RecommendationList, RecommendRequest } from '../domain/recommendation.ts';
import type { Cancellable, HistoryQuery, ItemQuery, Recommender } from '../domain/recommender.ts';
import type { Change, KernelChoice, Problem, Status } from '../domain/status.ts';
import type { Encoder } from '../encoder/encoder.ts';
import type { Store } from '../store/store.ts';
import { ClosedError } from './closed-error.ts';
import { EmbeddingQueue } from './embedding-queue.ts';
import { EncoderHost, type OpenEncoderRequest } from './encoder-host.ts';
import { type EncoderMemory, HistoryBook } from './history-book.ts';
import { HistoryKeys } from './history-keys.ts';
import { type ChooseKernels, KernelHost } from './kernel-host.ts';
import { ListMaker } from './list-maker.ts';
import { RequestSlots } from './request-slots.ts';

/** The rooms that an engine wires; `worker.ts` gives the real ones, a test gives its own. */
export interface EngineParts {
  openStore(): Promise<Store>;
  openCatalog(signal: AbortSignal): Promise<Catalog>;
  chooseKernels: ChooseKernels;
  /** Null where there is to be no encoder: then only catalog items can speak. */
  encoder: EncoderParts | null;
  kernels: KernelChoice;
  now(): string;
  newId(): EventId;
}

export interface EncoderParts {
  model: string;
  open(catalog: Catalog, request: OpenEncoderRequest): Promise<Encoder>;
  /** Deletes what is kept of the model. */
  remove(): Promise<void>;
  /** Whether a download should wait for a person's word. */
  isCostly(): boolean;
}

interface Opened {
  catalog: Catalog;
  keys: HistoryKeys;
  kernels: KernelHost;
  lists: ListMaker;
  queue: EmbeddingQueue;
}

/** Wires the rooms behind the contract: what was observed is stored, embedded, ranked and explained. */
export class Engine implements Recommender {
  #parts: EngineParts;
  #opening = new AbortController();
  #slots = new RequestSlots();
  #listeners = new Set<(change: Change) => void>();
  #problems = new Map<string, Problem>();
  #state: Status['state'] = 'opening';
  #timings: Record<string, number> = {};
  #hidden = false;
  #book: HistoryBook;
  #encoder: EncoderHost | null = null;
  #opened: Promise<Opened>;
  #ready: Opened | null = null;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    const { encoder } = parts;
    if (encoder) this.#encoder = new EncoderHost({ ...encoder, open: async (request) => this.#openEncoder(encoder, request), changed: () => this.#statusChanged() });
    this.#book = new HistoryBook(parts.openStore, () => void this.#changedElsewhere(), ({ trouble, detail }) => this.#report({ room: 'store', code: trouble, detail }));
    this.#opened = this.#start();
    this.#opened.catch(() => undefined);
  }

  async observe(events: NewEvent[], { signal }: Cancellable = {}): Promise<EventId[]> {
    const { newId, now } = this.#parts;
    const at = now();
    const complete = events.map((event) => completeEvent(event, at, newId));
    await this.#stored(signal);
    if (this.#book.paused) return [];
    if ((await this.#recorded(complete)) > 0) this.#historyChanged();
    this.#ready?.queue.start();
    return complete.map(({ id }) => id);
  }

  async recommend(request: RecommendRequest = {}, { signal }: Cancellable = {}): Promise<RecommendationList> {
    return this.#slots.run(`recommend ${keyOf(request)}`, signal, async (either) => {
      const { lists } = await this.#usable(either);
      const { events } = this.#book;
      const list = await lists.recommend(events, request, either);
      this.#timings = list.timings;
      this.#statusChanged();
      // A list of a history that has changed meanwhile is not worth keeping, nor allowed to outlive a forget.
      if (this.#book.events === events) void this.#keep(keyOf(request), list);
      return list;
    });
  }

  async last(request: RecommendRequest = {}, { signal }: Cancellable = {}): Promise<RecommendationList | null> {
    const store = await this.#stored(signal);
    return (await store.getList<RecommendationList>(keyOf(request))) ?? null;
  }

  async rank(ids: ItemId[], request: RecommendRequest = {}, { signal }: Cancellable = {}): Promise<ItemId[]> {
    return this.#slots.run(`rank ${JSON.stringify(ids)} ${keyOf(request)}`, signal, async (either) => {
      const { lists } = await this.#usable(either);
      return lists.rank(ids, this.#book.events, request, either);
    });
  }

  async explain(id: ItemId, request: RecommendRequest = {}, { signal }: Cancellable = {}): Promise<Explanation> {
    return this.#slots.run(`explain ${id} ${keyOf(request)}`, signal, async (either) => {
      const { lists } = await this.#usable(either);
      return lists.explain(id, this.#book.events, request, either);
    });
  }

  async attention(request: RecommendRequest = {}, { signal }: Cancellable = {}): Promise<AttentionMap> {
    return this.#slots.run(`attention ${keyOf(request)}`, signal, async (either) => {
      const { lists } = await this.#usable(either);
      return lists.attention(this.#book.events, request, either);
    });
  }

  async history({ limit, ...filter }: HistoryQuery = {}, { signal }: Cancellable = {}): Promise<HistoryEvent[]> {
    const complete = completeFilter(filter);
    await this.#stored(signal);
    return this.#book.query({ ...complete, limit });
  }

  async items(query: ItemQuery = {}, { signal }: Cancellable = {}): Promise<{ items: Item[]; total: number }> {
    const { catalog } = await this.#usable(signal);
    return searchItems(catalog.items, query);
  }

  async forget(filter: EventFilter, { signal }: Cancellable = {}): Promise<number> {
    const complete = completeFilter(filter);
    await this.#stored(signal);
    const gone = await this.#book.forget(complete);
    this.#ready?.keys.keepOnly(this.#book.events);
    if (gone > 0) this.#historyChanged();
    return gone;
  }

  async pause(paused: boolean, { signal }: Cancellable = {}): Promise<void> {
    await this.#stored(signal);
    await this.#book.pause(paused);
    this.#statusChanged();
  }

  async loadEncoder({ signal }: Cancellable = {}): Promise<void> {
    this.#throwIfClosed();
    if (!this.#encoder) throw new TypeError('loadEncoder: expected an encoder to be set, got none');
    await this.#encoder.load(signal);
    this.#ready?.queue.start();
  }

  async removeEncoder({ signal }: Cancellable = {}): Promise<void> {
    await this.#stored(signal);
    await this.#encoder?.remove();
    await this.#noted({ removed: true });
  }

  /** Whether nobody looks at the page: then work that nobody waits for goes slowly. */
  pace(hidden: boolean): void {
    this.#hidden = hidden;
    this.#ready?.queue.pace(hidden);
  }

  async useKernels(choice: KernelChoice, { signal }: Cancellable = {}): Promise<void> {
    const { kernels } = await this.#usable(signal);
    await kernels.use(choice);
    this.#historyChanged();
  }

  async status({ signal }: Cancellable = {}): Promise<Status> {
    signal?.throwIfAborted();
    const catalog = this.#ready?.catalog;
    const waiting = this.#ready?.queue.waiting ?? 0;
    return {
      state: this.#state,
      catalog: catalog ? { items: catalog.items.length, dimension: catalog.vectors.dimension, spaces: [...catalog.vectors.spaces], sizeBytes: catalog.sizeBytes, interactions: catalog.interactions } : null,
      encoder: this.#encoder?.status(waiting) ?? { state: 'absent', model: '', waiting },
      kernels: this.#ready?.kernels.status() ?? null,
      store: this.#book.status(),
      timings: this.#timings,
      problems: [...this.#problems.values()],
    };
  }

  async subscribe(listener: (change: Change) => void, { signal }: Cancellable = {}): Promise<() => void> {
    signal?.throwIfAborted();
    this.#listeners.add(listener);
    listener({ type: 'status', status: await this.status() });
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#opening.abort(new ClosedError());
    this.#slots.close(new ClosedError());
    this.#ready?.queue.close();
    this.#ready?.kernels.close();
    await this.#encoder?.close();
    this.#book.close();
    this.#statusChanged();
    this.#listeners.clear();
  }

  async #start(): Promise<Opened> {
    this.#state = 'opening';
    this.#problems.clear();
    let kernels: KernelHost | null = null;
    try {
      const catalog = await this.#parts.openCatalog(this.#opening.signal);
      const keys = new HistoryKeys(catalog);
      kernels = new KernelHost(this.#parts.chooseKernels, catalog.vectors, this.#parts.kernels, () => this.#statusChanged());
      const queue = new EmbeddingQueue(this.#book, keys, this.#encoder, () => this.#historyChanged(), (error) => this.#report({ room: 'encoder', code: codeOf(error), detail: error.message }));
      await this.#book.store;
      await queue.recall(catalog.vectors.spaces, catalog.vectors.dimension);
      queue.pace(this.#hidden);
      if ((await this.#book.encoderMemory()).removed) this.#encoder?.stayRemoved();
      await kernels.run(async () => undefined);
      this.#opening.signal.throwIfAborted();
      this.#ready = { catalog, keys, kernels, queue, lists: new ListMaker(catalog, keys, kernels, this.#parts.now) };
      this.#state = 'ready';
      // The queue needs the encoder, which needs what this very promise gives.
      queueMicrotask(() => queue.start());
      this.#statusChanged();
      return this.#ready;
    } catch (error) {
      kernels?.close();
      if (!this.#isClosed()) {
        this.#state = 'failed';
        this.#report({ room: (error as Error).name === 'CatalogError' ? 'catalog' : 'engine', code: codeOf(error as Error), detail: (error as Error).message });
      }
      throw error;
    }
  }

  async #recorded(events: readonly HistoryEvent[]): Promise<number> {
    try {
      return await this.#book.add(events);
    } catch (error) {
      this.#report({ room: 'store', code: codeOf(error as Error), detail: (error as Error).message });
      throw error;
    }
  }

  async #keep(key: string, list: RecommendationList): Promise<void> {
    const named = list.recommendations.flatMap(({ because }) => (because.kind === 'events' ? because.events.map(({ id }) => id) : []));
    try {
      await (await this.#book.store).putList(key, list, named);
    } catch (error) {
      this.#report({ room: 'store', code: codeOf(error as Error), detail: (error as Error).message });
    }
  }

  async #openEncoder({ model, open }: EncoderParts, request: OpenEncoderRequest): Promise<Encoder> {
    const { catalog } = await this.#opened;
    request.signal.throwIfAborted();
    const encoder = await open(catalog, request);
    const { kept } = await this.#book.encoderMemory();
    if (encoder.fetched && kept === model) this.#report({ room: 'encoder', code: 'evicted', detail: `${model}: expected its files to be kept here, got none` });
    if (!encoder.kept) this.#report({ room: 'encoder', code: 'not-kept', detail: `${model}: expected room for its files, got a refusal` });
    await this.#noted(encoder.kept ? { kept: model } : {});
    return encoder;
  }

  /** What is not noted costs a sentence another day, and nothing else. */
  async #noted(memory: EncoderMemory): Promise<void> {
    await this.#book.rememberEncoder(memory).catch(() => undefined);
  }

  async #changedElsewhere(): Promise<void> {
    if (this.#ready) {
      const { keys, queue, catalog } = this.#ready;
      keys.keepOnly(this.#book.events);
      await queue.recall(catalog.vectors.spaces, catalog.vectors.dimension);
      queue.start();
    }
    this.#historyChanged();
  }

  /** What ranks; a catalog that failed to open is tried again. */
  async #usable(signal?: AbortSignal): Promise<Opened> {
    this.#throwIfClosed();
    if (this.#state === 'failed') this.#opened = this.#start();
    const opened = await this.#opened;
    signal?.throwIfAborted();
    this.#throwIfClosed();
    return opened;
  }

  async #stored(signal?: AbortSignal): Promise<Store> {
    this.#throwIfClosed();
    const store = await this.#book.store;
    signal?.throwIfAborted();
    return store;
  }

  #throwIfClosed(): void {
    if (this.#isClosed()) throw new ClosedError();
  }

  #isClosed(): boolean {
    return this.#state === 'closed';
  }

  #report(problem: Problem): void {
    this.#problems.set(`${problem.room} ${problem.code}`, problem);
    this.#statusChanged();
  }

  #historyChanged(): void {
    this.#tell({ type: 'history' });
    this.#statusChanged();
  }

  #statusChanged(): void {
    if (this.#listeners.size > 0) void this.status().then((status) => this.#tell({ type: 'status', status }));
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}

function codeOf(error: Error & { code?: unknown }): string {
  return typeof error.code === 'string' ? error.code : error.name;
}

/** Requests of one key ask for the same list. */
function keyOf(request: RecommendRequest): string {
  const { strategy = 'for-you', for: context = [], limit, threshold, diversity, exclude = [], profiling = 'on' } = request;
  return JSON.stringify([strategy, context, limit, threshold, diversity, exclude, profiling]);
}
