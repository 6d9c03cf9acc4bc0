import { isUnadjusted } from '../domain/adjustments.ts';
import { checkLimit, type CompleteRequest, completeRequest, idsOf } from '../domain/complete-request.ts';
import type { Derivation, DerivationQuery } from '../domain/derivation.ts';
import { completeEvent, completeFilter, type EventFilter, type EventId, type HistoryEvent, type NewEvent } from '../domain/event.ts';
import type { ExperimentReport, Variant } from '../domain/experiment.ts';
import type { Item, ItemId } from '../domain/item.ts';
import { completeFeedback, type Feedback, type Learning } from '../domain/learning.ts';
import { completeMemory, type Memory, type Restored } from '../domain/memory.ts';
import type { AttentionMap, Explanation, RecommendationList, RecommendRequest } from '../domain/recommendation.ts';
import type { Cancellable, HistoryQuery, ItemQuery, Recommender } from '../domain/recommender.ts';
import { type Adjustment, completeAdjustment, completeInterestsQuery, type Interests, type InterestsQuery } from '../domain/interests.ts';
import { type Change, KERNEL_CHOICES, type KernelChoice, SCAN_CHOICES, type ScanChoice, type Status } from '../domain/status.ts';
import type { WordExplanation } from '../domain/word-explanation.ts';
import type { Store } from '../store/store.ts';
import { ChangeTeller } from './change-teller.ts';
import { ClosedError } from './closed-error.ts';
import { EncoderDelivery } from './encoder-delivery.ts';
import { ExperimentDraws } from './experiment-draws.ts';
import { statusOf } from './engine-status.ts';
import type { EngineParts } from './engine-parts.ts';
import { HistoryBook } from './history-book.ts';
import { HistoryDesk } from './history-desk.ts';
import { HistoryLanguages } from './history-languages.ts';
import { listKey } from './list-maker.ts';
import { openRooms, type Rooms, type RoomsHearing } from './open-rooms.ts';
import { orGivenUp } from './or-given-up.ts';
import { ProblemList } from './problem-list.ts';
import { RequestSlots } from './request-slots.ts';
import { RoomOpener } from './room-opener.ts';

/** Wires the rooms behind the contract: what was observed is stored, embedded, ranked and explained. */
export class Engine implements Recommender {
  #parts: EngineParts;
  #closing = new AbortController();
  #closed: Promise<void> | null = null;
  #slots = new RequestSlots();
  #teller = new ChangeTeller(() => this.#statusNow());
  #problems = new ProblemList(() => this.#teller.statusChanged());
  #timings: Record<string, number> = {};
  #book: HistoryBook;
  #desk: HistoryDesk;
  #experiments: ExperimentDraws;
  #languages = new HistoryLanguages();
  #encoders: EncoderDelivery;
  #rooms: RoomOpener;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#book = new HistoryBook(parts.openStore, () => void this.#desk.changedElsewhere(), ({ trouble, detail }) => this.#problems.add({ room: 'store', code: trouble, detail }));
    this.#experiments = new ExperimentDraws(this.#book.store, parts.now);
    this.#rooms = new RoomOpener((signal) => openRooms(parts, this.#book, this.#encoders, this.#hearing(), signal), this.#closing.signal, this.#problems, () => this.#teller.statusChanged());
    this.#desk = new HistoryDesk(this.#book, () => this.#rooms.ready, this.#problems, this.#teller);
    this.#encoders = new EncoderDelivery(parts, async () => (await this.#rooms.opened()).catalog, this.#book, this.#problems, () => this.#teller.statusChanged());
    this.#rooms.opened().catch(() => undefined);
  }

  async observe(events: NewEvent[], { signal }: Cancellable = {}): Promise<EventId[]> {
    const { newId, now } = this.#parts;
    const at = now();
    const complete = events.map((event) => completeEvent(event, at, newId));
    await this.#stored(signal);
    if (this.#book.paused) return [];
    await orGivenUp(this.#desk.record(complete), signal);
    return complete.map(({ id }) => id);
  }

  async recommend(request: RecommendRequest = {}, { signal }: Cancellable = {}): Promise<RecommendationList> {
    return this.#asked('recommend', request, signal, async ({ lists }, complete, either) => {
      const { events } = this.#book;
      const list = await lists.recommend(events, complete, either);
      either.throwIfAborted();
      this.#timings = list.timings;
      this.#teller.statusChanged();
      // A list of a history that has changed meanwhile is not worth keeping, nor allowed to outlive a forget.
      // One that leaves events out is an answer to a question, and would name what a forget takes away.
      if (this.#book.events === events && complete.without.length === 0) void this.#desk.keepList(listKey(complete), list);
      return list;
    });
  }

  async last(request: RecommendRequest = {}, { signal }: Cancellable = {}): Promise<RecommendationList | null> {
    const key = listKey(completeRequest(request));
    const store = await this.#stored(signal);
    return (await orGivenUp(store.getList<RecommendationList>(key), signal)) ?? null;
  }

  async rank(ids: ItemId[], request: RecommendRequest = {}, { signal }: Cancellable = {}): Promise<ItemId[]> {
    const given = idsOf('rank: expected ids', ids);
    return this.#asked(`rank ${JSON.stringify(given)}`, request, signal, ({ lists }, complete, either) => lists.rank(given, this.#book.events, complete, either));
  }

  async explain(id: ItemId, request: RecommendRequest = {}, { signal }: Cancellable = {}): Promise<Explanation> {
    return this.#asked(`explain ${id}`, request, signal, ({ lists }, complete, either) => lists.explain(id, this.#book.events, complete, either));
  }

  async explainWords(id: ItemId, eventId?: EventId, request: RecommendRequest = {}, { signal }: Cancellable = {}): Promise<WordExplanation> {
    return this.#asked(`words ${JSON.stringify([id, eventId])}`, request, signal, async ({ words }, complete, either) => (await words()).explain(id, eventId, this.#book.events, complete, either));
  }

  async derivation(id: ItemId | null = null, query: DerivationQuery = {}, request: RecommendRequest = {}, { signal }: Cancellable = {}): Promise<Derivation> {
    return this.#asked(`derivation ${JSON.stringify([id, query])}`, request, signal, async ({ deriver }, complete, either) => (await deriver()).derive(id, query, this.#book.events, complete, either));
  }

  async attention(request: RecommendRequest = {}, { signal }: Cancellable = {}): Promise<AttentionMap> {
    return this.#asked('attention', request, signal, ({ lists }, complete, either) => lists.attention(this.#book.events, complete, either));
  }

  async history({ limit, ...filter }: HistoryQuery = {}, { signal }: Cancellable = {}): Promise<HistoryEvent[]> {
    const complete = completeFilter(filter);
    if (limit !== undefined) checkLimit('history', limit);
    await this.#stored(signal);
    return this.#book.query({ ...complete, limit });
  }

  async items(query: ItemQuery = {}, { signal }: Cancellable = {}): Promise<{ items: Item[]; total: number }> {
    const { catalog } = await this.#usable(signal);
    const { searchItems } = await import('../catalog/search-items.ts');
    return searchItems(catalog.items, query);
  }

  async interests(query: InterestsQuery = {}, { signal }: Cancellable = {}): Promise<Interests> {
    const complete = completeInterestsQuery(query);
    const { interests, lists } = await this.#usable(signal);
    const { events } = this.#book;
    const list = complete.candidates > 0 && events.length > 0 ? await lists.recommend(events, completeRequest({ limit: complete.candidates }), this.#orClosing(signal)) : null;
    return orGivenUp(interests.interests(events, list?.recommendations.map(({ id }) => id) ?? [], complete), signal);
  }

  async adjust(adjustment: Adjustment, { signal }: Cancellable = {}): Promise<void> {
    const complete = completeAdjustment(adjustment);
    const { interests } = await this.#usable(signal);
    await orGivenUp(interests.adjust(complete), signal);
    this.#desk.historyWritten();
  }

  async forget(filter: EventFilter, { signal }: Cancellable = {}): Promise<number> {
    const complete = completeFilter(filter);
    await this.#stored(signal);
    const all = Object.keys(complete).length === 0;
    return orGivenUp(this.#desk.forget(complete).then(async (count) => (all ? this.#experiments.forget().then(() => count) : count)), signal);
  }

  async feedback(feedback: Feedback[], { signal }: Cancellable = {}): Promise<number> {
    if (!Array.isArray(feedback)) throw new TypeError(`feedback: expected a list, got ${JSON.stringify(feedback)}`);
    const complete = feedback.map(completeFeedback);
    await this.#usable(signal);
    return orGivenUp(this.#desk.learn(complete), signal);
  }

  async learning({ signal }: Cancellable = {}): Promise<Learning> {
    return (await this.#usable(signal)).learner.report();
  }

  async resetLearning({ signal }: Cancellable = {}): Promise<Memory> {
    await this.#stored(signal);
    return orGivenUp(this.#desk.dropLearning(), signal);
  }

  async memory(filter: EventFilter = {}, { signal }: Cancellable = {}): Promise<Memory> {
    const complete = completeFilter(filter);
    await this.#stored(signal);
    // What an adjustment rests on, where not all goes, is told with the catalog; one that failed to open takes no part, as in `forget`.
    if (Object.keys(complete).length > 0 && !isUnadjusted(this.#book.adjustments)) await orGivenUp(this.#rooms.opened().catch(() => null), this.#orClosing(signal));
    return orGivenUp(this.#desk.memory(complete), signal);
  }

  async restore(memory: Memory, { signal }: Cancellable = {}): Promise<Restored> {
    const complete = completeMemory(memory);
    await this.#stored(signal);
    return orGivenUp(this.#desk.restore(complete), signal);
  }

  async experiment(name: string, share: number, { signal }: Cancellable = {}): Promise<Variant> {
    await this.#stored(signal);
    return orGivenUp(this.#experiments.variant(name, share), signal);
  }

  async experiments({ signal }: Cancellable = {}): Promise<ExperimentReport[]> {
    await this.#stored(signal);
    return orGivenUp(this.#experiments.reports(this.#book.events), signal);
  }

  async pause(paused: boolean, { signal }: Cancellable = {}): Promise<void> {
    await this.#stored(signal);
    await orGivenUp(this.#book.pause(paused).then(() => this.#teller.statusChanged()), signal);
  }

  async loadEncoder({ signal }: Cancellable = {}): Promise<void> {
    this.#closing.signal.throwIfAborted();
    await this.#encoders.host.load(signal);
    this.#rooms.ready?.queue.start();
  }

  async removeEncoder({ signal }: Cancellable = {}): Promise<void> {
    await this.#stored(signal);
    await orGivenUp(this.#encoders.remove(), signal);
  }

  async useEncoder(choice: string, { signal }: Cancellable = {}): Promise<void> {
    if (typeof choice !== 'string' || choice === '') throw new TypeError(`useEncoder: expected none, embedded, full or the id of a model, got ${JSON.stringify(choice)}`);
    await this.#usable(signal);
    await orGivenUp(this.#encoders.use(choice), signal);
    this.#rooms.ready?.queue.start();
  }

  /** Whether nobody looks at the page: then work that nobody waits for goes slowly. */
  pace(hidden: boolean): void {
    this.#rooms.pace(hidden);
  }

  async useKernels(choice: KernelChoice, { signal }: Cancellable = {}): Promise<void> {
    if (!KERNEL_CHOICES.includes(choice)) throw new TypeError(`useKernels: expected one of ${KERNEL_CHOICES.join(', ')}, got ${JSON.stringify(choice)}`);
    const { kernels } = await this.#usable(signal);
    await kernels.use(choice, signal);
    this.#teller.historyChanged();
  }

  async useScan(choice: ScanChoice, { signal }: Cancellable = {}): Promise<void> {
    if (!SCAN_CHOICES.includes(choice)) throw new TypeError(`useScan: expected one of ${SCAN_CHOICES.join(', ')}, got ${JSON.stringify(choice)}`);
    const { kernels } = await this.#usable(signal);
    await kernels.useScan(choice, signal);
    this.#teller.historyChanged();
  }

  async status({ signal }: Cancellable = {}): Promise<Status> {
    this.#closing.signal.throwIfAborted();
    signal?.throwIfAborted();
    return this.#statusNow();
  }

  async subscribe(listener: (change: Change) => void, { signal }: Cancellable = {}): Promise<() => void> {
    // Who gives up at once hears nothing.
    await Promise.resolve();
    this.#closing.signal.throwIfAborted();
    signal?.throwIfAborted();
    return this.#teller.add(listener);
  }

  async close({ signal }: Cancellable = {}): Promise<void> {
    signal?.throwIfAborted();
    this.#closed ??= this.#shut();
    return orGivenUp(this.#closed, signal);
  }

  async #shut(): Promise<void> {
    this.#closing.abort(new ClosedError());
    this.#slots.close(new ClosedError());
    this.#rooms.close();
    await this.#encoders.host.close();
    this.#book.close();
    this.#teller.close();
  }

  #hearing(): RoomsHearing {
    return {
      catalogRefused: ({ message }) => this.#problems.add({ room: 'catalog', code: 'kept', detail: message }),
      kernelsChanged: () => this.#teller.statusChanged(),
      embedded: () => {
        this.#problems.settle('encoder');
        this.#teller.historyChanged();
      },
      embeddingFailed: (error) => this.#problems.report('encoder', error),
    };
  }

  /** Runs a request on what ranks, one of a key at a time. */
  #asked<T>(what: string, request: RecommendRequest, signal: AbortSignal | undefined, work: (rooms: Rooms, complete: CompleteRequest, either: AbortSignal) => Promise<T>): Promise<T> {
    const complete = completeRequest(request);
    return this.#slots.run(`${what} ${listKey(complete)}`, signal, async (either) => work(await this.#usable(either), complete, either));
  }

  /** What ranks; a catalog that failed to open is tried again. */
  async #usable(signal?: AbortSignal): Promise<Rooms> {
    return orGivenUp(this.#rooms.usable(), this.#orClosing(signal));
  }

  async #stored(signal?: AbortSignal): Promise<Store> {
    return orGivenUp(this.#book.store, this.#orClosing(signal));
  }

  /** Aborts when a call is given up, and when all are. */
  #orClosing(signal: AbortSignal | undefined): AbortSignal {
    return signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal;
  }

  #statusNow(): Status {
    return statusOf({
      state: this.#rooms.state,
      rooms: this.#rooms.ready,
      encoders: this.#encoders.host,
      languages: this.#languages,
      events: this.#book.events,
      store: this.#book.status(),
      timings: this.#timings,
      problems: this.#problems.all,
    });
  }
}
