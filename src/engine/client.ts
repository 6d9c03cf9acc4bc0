import { proxy, type Remote, releaseProxy, wrap } from 'comlink';
import type { Derivation, DerivationQuery } from '../domain/derivation.ts';
import type { EventFilter, EventId, HistoryEvent, NewEvent } from '../domain/event.ts';
import type { Adjustment, Interests, InterestsQuery } from '../domain/interests.ts';
import type { ExperimentReport, Variant } from '../domain/experiment.ts';
import type { Item, ItemId } from '../domain/item.ts';
import type { Feedback, Learning } from '../domain/learning.ts';
import type { Memory, Restored } from '../domain/memory.ts';
import type { AttentionMap, Explanation, RecommendationList, RecommendRequest } from '../domain/recommendation.ts';
import type { WordExplanation } from '../domain/word-explanation.ts';
import type { Cancellable, HistoryQuery, ItemQuery, Recommender } from '../domain/recommender.ts';
import { type Change, KERNEL_CHOICES, type KernelChoice, SCAN_CHOICES, type ScanChoice, type Status } from '../domain/status.ts';
import { watchVisibility } from '../sources/page/watch-visibility.ts';
import { ClosedError } from './closed-error.ts';
import { orGivenUp } from './or-given-up.ts';
import { startWorker } from './start-worker.ts';
import type { WorkerApi } from './worker-api.ts';
import { chosenEncoder, type EncoderChoice } from './encoder-choice.ts';
import type { WorkerOptions } from './worker-options.ts';

export interface RecommenderOptions {
  /** URL of the pack's folder. */
  catalog: string | URL;
  /** Public key, Ed25519 as PEM or base64, that the pack must be signed by: another is not used, and the one before stays. */
  catalogKey?: string | null;
  /** `none` unless given. */
  encoder?: EncoderChoice | null;
  /** `auto` unless given. */
  kernels?: KernelChoice;
  /** How a large catalog is read: `auto` (in two stages where an exact list would take longer than a second) unless given. */
  scan?: ScanChoice;
  /** `persistent` (IndexedDB) unless given; `session` forgets with the page. */
  storage?: 'persistent' | 'session';
  /** URL of the folder that holds `models/` and `ort/`; the page's own folder unless given. */
  assets?: string | URL;
  /** A same-origin copy of the worker, for pages that refuse `blob:` workers. */
  workerUrl?: string;
}

/**
 * A recommender whose engine runs in a worker of its own.
 *
 * @param worker where the engine's worker is started already
 * @throws {TypeError} when the catalog's URL or a choice of kernels or scan is none
 */
export function createRecommender(options: RecommenderOptions, worker: Worker = startWorker(options.workerUrl)): Recommender {
  return new RecommenderClient(worker, workerOptions(options));
}

function workerOptions({ catalog, catalogKey = null, encoder = null, kernels = 'auto', scan = 'auto', storage = 'persistent', assets = '.' }: RecommenderOptions): WorkerOptions {
  if (!KERNEL_CHOICES.includes(kernels)) throw new TypeError(`createRecommender: expected kernels to be one of ${KERNEL_CHOICES.join(', ')}, got ${kernels}`);
  if (!SCAN_CHOICES.includes(scan)) throw new TypeError(`createRecommender: expected scan to be one of ${SCAN_CHOICES.join(', ')}, got ${scan}`);
  const absolute = (url: string | URL): string => new URL(url, location.href).href;
  const given = chosenEncoder(encoder);
  return {
    catalog: absolute(catalog),
    catalogKey,
    encoder: given && { model: given.model, base: given.base && absolute(given.base) },
    kernels,
    scan,
    storage,
    assets: absolute(assets),
  };
}

class RecommenderClient implements Recommender {
  #worker: Worker;
  #api: Remote<WorkerApi>;
  #calls = 0;
  #closed = false;
  #closing: Promise<void> | null = null;
  /** Whether the browser was asked to keep the storage, or need not be. */
  #asked: boolean;
  #broken: Promise<never>;
  #unwatch: () => void;

  constructor(worker: Worker, options: WorkerOptions) {
    this.#worker = worker;
    this.#asked = options.storage === 'session';
    this.#broken = new Promise((_, reject) => {
      worker.addEventListener('error', (event) => reject(new Error(`the engine's worker could not run: ${event.message || 'its script was not found or not allowed'}`)), { once: true });
    });
    this.#broken.catch(() => undefined);
    this.#api = wrap<WorkerApi>(worker);
    this.#api.open(options).catch(() => undefined);
    this.#unwatch = watchVisibility((hidden) => void this.#api.pace(hidden).catch(() => undefined));
  }

  observe(events: NewEvent[], { signal }: Cancellable = {}): Promise<EventId[]> {
    this.#persist();
    return this.#numbered(signal, (call) => this.#api.observe(call, events));
  }

  recommend(request?: RecommendRequest, { signal }: Cancellable = {}): Promise<RecommendationList> {
    return this.#numbered(signal, (call) => this.#api.recommend(call, request));
  }

  last(request?: RecommendRequest, { signal }: Cancellable = {}): Promise<RecommendationList | null> {
    return this.#numbered(signal, (call) => this.#api.last(call, request));
  }

  rank(ids: ItemId[], request?: RecommendRequest, { signal }: Cancellable = {}): Promise<ItemId[]> {
    return this.#numbered(signal, (call) => this.#api.rank(call, ids, request));
  }

  explain(id: ItemId, request?: RecommendRequest, { signal }: Cancellable = {}): Promise<Explanation> {
    return this.#numbered(signal, (call) => this.#api.explain(call, id, request));
  }

  explainWords(id: ItemId, eventId?: EventId, request?: RecommendRequest, { signal }: Cancellable = {}): Promise<WordExplanation> {
    return this.#numbered(signal, (call) => this.#api.explainWords(call, id, eventId, request));
  }

  derivation(id?: ItemId | null, query?: DerivationQuery, request?: RecommendRequest, { signal }: Cancellable = {}): Promise<Derivation> {
    return this.#numbered(signal, (call) => this.#api.derivation(call, id, query, request));
  }

  attention(request?: RecommendRequest, { signal }: Cancellable = {}): Promise<AttentionMap> {
    return this.#numbered(signal, (call) => this.#api.attention(call, request));
  }

  history(query?: HistoryQuery, { signal }: Cancellable = {}): Promise<HistoryEvent[]> {
    return this.#numbered(signal, (call) => this.#api.history(call, query));
  }

  items(query?: ItemQuery, { signal }: Cancellable = {}): Promise<{ items: Item[]; total: number }> {
    return this.#numbered(signal, (call) => this.#api.items(call, query));
  }

  interests(query?: InterestsQuery, { signal }: Cancellable = {}): Promise<Interests> {
    return this.#numbered(signal, (call) => this.#api.interests(call, query));
  }

  adjust(adjustment: Adjustment, { signal }: Cancellable = {}): Promise<void> {
    return this.#numbered(signal, (call) => this.#api.adjust(call, adjustment));
  }

  forget(filter: EventFilter, { signal }: Cancellable = {}): Promise<number> {
    return this.#numbered(signal, (call) => this.#api.forget(call, filter));
  }

  feedback(feedback: Feedback[], { signal }: Cancellable = {}): Promise<number> {
    return this.#numbered(signal, (call) => this.#api.feedback(call, feedback));
  }

  learning({ signal }: Cancellable = {}): Promise<Learning> {
    return this.#numbered(signal, (call) => this.#api.learning(call));
  }

  resetLearning({ signal }: Cancellable = {}): Promise<Memory> {
    return this.#numbered(signal, (call) => this.#api.resetLearning(call));
  }

  memory(filter?: EventFilter, { signal }: Cancellable = {}): Promise<Memory> {
    return this.#numbered(signal, (call) => this.#api.memory(call, filter));
  }

  restore(memory: Memory, { signal }: Cancellable = {}): Promise<Restored> {
    this.#persist();
    return this.#numbered(signal, (call) => this.#api.restore(call, memory));
  }

  experiment(name: string, share: number, { signal }: Cancellable = {}): Promise<Variant> {
    return this.#numbered(signal, (call) => this.#api.experiment(call, name, share));
  }

  experiments({ signal }: Cancellable = {}): Promise<ExperimentReport[]> {
    return this.#numbered(signal, (call) => this.#api.experiments(call));
  }

  pause(paused: boolean, { signal }: Cancellable = {}): Promise<void> {
    return this.#numbered(signal, (call) => this.#api.pause(call, paused));
  }

  loadEncoder({ signal }: Cancellable = {}): Promise<void> {
    return this.#numbered(signal, (call) => this.#api.loadEncoder(call));
  }

  removeEncoder({ signal }: Cancellable = {}): Promise<void> {
    return this.#numbered(signal, (call) => this.#api.removeEncoder(call));
  }

  useEncoder(choice: string, { signal }: Cancellable = {}): Promise<void> {
    return this.#numbered(signal, (call) => this.#api.useEncoder(call, choice));
  }

  useKernels(choice: KernelChoice, { signal }: Cancellable = {}): Promise<void> {
    return this.#numbered(signal, (call) => this.#api.useKernels(call, choice));
  }

  useScan(choice: ScanChoice, { signal }: Cancellable = {}): Promise<void> {
    return this.#numbered(signal, (call) => this.#api.useScan(call, choice));
  }

  status({ signal }: Cancellable = {}): Promise<Status> {
    return this.#numbered(signal, (call) => this.#api.status(call));
  }

  async subscribe(listener: (change: Change) => void, { signal }: Cancellable = {}): Promise<() => void> {
    let hears = true;
    const heard = (change: Change): void => {
      if (hears) listener(change);
    };
    let started: Promise<() => void> | undefined;
    const end = (): void => {
      hears = false;
      // One given up on this side may have begun on the other.
      started?.then((stop) => (this.#closed ? undefined : stop())).catch(() => undefined);
    };
    try {
      await this.#numbered(signal, (call) => (started = this.#api.subscribe(call, proxy(heard))));
    } catch (error) {
      end();
      throw error;
    }
    return end;
  }

  async close({ signal }: Cancellable = {}): Promise<void> {
    signal?.throwIfAborted();
    this.#closing ??= this.#shut();
    await orGivenUp(this.#closing, signal);
  }

  async #shut(): Promise<void> {
    await Promise.race([this.#api.close(), this.#broken]).catch(() => undefined);
    this.#closed = true;
    this.#unwatch();
    this.#api[releaseProxy]();
    this.#worker.terminate();
  }

  /** Asks the browser, once, not to clear what is remembered when space is short; a worker cannot ask. */
  #persist(): void {
    if (this.#asked) return;
    this.#asked = true;
    void navigator.storage?.persist?.().catch(() => undefined);
  }

  #call<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new ClosedError());
    return Promise.race([work(), this.#broken]);
  }

  /** A call that `signal` gives up: on the other side by its number, on this side at once. */
  async #numbered<T>(signal: AbortSignal | undefined, work: (call: number) => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    const call = this.#calls++;
    return orGivenUp(this.#call(() => work(call)), signal, () => {
      if (!this.#closed) void this.#api.cancel(call).catch(() => undefined);
    });
  }
}
