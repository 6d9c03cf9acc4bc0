import type { Derivation, DerivationQuery } from '../../domain/derivation.ts';
import { completeEvent, matchesFilter } from '../../domain/event.ts';
import type { EventFilter, EventId, HistoryEvent, NewEvent } from '../../domain/event.ts';
import { completeAdjustment, completeInterestsQuery } from '../../domain/interests.ts';
import type { Adjustment, Interests, InterestsQuery } from '../../domain/interests.ts';
import type { Feedback, Learning } from '../../domain/learning.ts';
import { type Memory, memoryOf, type Restored } from '../../domain/memory.ts';
import type { ExperimentReport, Variant } from '../../domain/experiment.ts';
import type { Item, ItemId } from '../../domain/item.ts';
import type { AttentionMap, Because, Explanation, Recommendation, RecommendationList, RecommendRequest } from '../../domain/recommendation.ts';
import type { Cancellable, HistoryQuery, ItemQuery, Recommender } from '../../domain/recommender.ts';
import type { WordExplanation } from '../../domain/word-explanation.ts';
import type { Change, EncoderTier, KernelChoice, ScanChoice, Status } from '../../domain/status.ts';
import { derivationOf } from './fake-derivation.ts';
import { interestsOf, topicOf } from './fake-interests.ts';
import type { FakeLearning } from './fake-learning.ts';
import { FakeMemory } from './fake-memory.ts';
import { FAKE_FIGURES, fakeStatus } from './fake-status.ts';
import { explanationOf, itemOf, ranked, summary, weightsOf, wordsOf } from './fake-ranking.ts';
import { WORKS } from './works.ts';

/** What a test decides about the fake. */
export interface FakeOptions {
  items?: readonly Item[];
  history?: readonly HistoryEvent[];
  /** Milliseconds that every list takes. */
  delayMs?: number;
  status?: Partial<Status>;
}

const FILES = [
  { file: 'onnx/model_quantized.onnx', total: 22_972_370 },
  { file: 'tokenizer.json', total: 711_661 },
  { file: 'config.json', total: 650 },
];

/** A recommender in memory whose arithmetic is small, real and the same every time. */
export class FakeRecommender implements Recommender {
  /** Error that the next lists and explanations reject with; null lets them succeed. */
  failure: Error | null = null;
  delayMs: number;
  fallback: RecommendationList['fallback'];
  /** How many lists were asked for. */
  asked = 0;
  readonly listeners = new Set<(change: Change) => void>();
  readonly #items: Map<ItemId, Item>;
  readonly #last = new Map<string, RecommendationList>();
  readonly #known: FakeMemory;
  #status: Status;
  #gate: Promise<void> | null = null;
  #open: (() => void) | null = null;
  #next = 1;

  constructor(options: FakeOptions = {}) {
    this.#items = new Map((options.items ?? WORKS).map((item) => [item.id, item]));
    this.#known = new FakeMemory(options.history);
    this.delayMs = options.delayMs ?? 0;
    this.#status = { ...fakeStatus(this.#items.size, this.#history.length), ...options.status };
  }

  /** Keeps every list waiting until `release`. */
  hold(): void {
    this.#gate = new Promise((resolve) => (this.#open = resolve));
  }

  release(): void {
    this.#open?.();
    this.#gate = null;
  }

  setStatus(change: Partial<Status>): void {
    this.#status = { ...this.#status, ...change };
    this.#tell({ type: 'status', status: this.#status });
  }

  async observe(events: NewEvent[]): Promise<EventId[]> {
    const complete = events.map((event) => completeEvent(event, new Date().toISOString(), () => `event-${this.#next++}`));
    if (!this.#status.store.paused && this.#known.add(complete) > 0) this.#historyChanged();
    return complete.map(({ id }) => id);
  }

  async recommend(request: RecommendRequest = {}, { signal }: Cancellable = {}): Promise<RecommendationList> {
    this.asked++;
    await this.#gate;
    if (this.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    signal?.throwIfAborted();
    if (this.failure) throw this.failure;
    const list = this.#list(request);
    this.#last.set(JSON.stringify(request), list);
    return list;
  }

  async last(request: RecommendRequest = {}): Promise<RecommendationList | null> {
    return this.#last.get(JSON.stringify(request)) ?? null;
  }

  async rank(ids: ItemId[]): Promise<ItemId[]> {
    const order = ranked(this.#items, this.#history).map(({ item }) => item.id);
    return ids.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  }

  async explain(id: ItemId, request: RecommendRequest = {}): Promise<Explanation> {
    if (this.failure) throw this.failure;
    const item = this.#items.get(id);
    if (!item) throw new RangeError(`explain: expected an item of the catalog, got ${id}`);
    const listRank = this.#list(request).recommendations.findIndex((each) => each.id === id) + 1;
    return explanationOf(item, this.#history, this.#items, listRank || undefined);
  }

  async explainWords(id: ItemId, eventId?: EventId): Promise<WordExplanation> {
    await this.#gate;
    if (this.failure) throw this.failure;
    const item = this.#items.get(id);
    if (!item) throw new RangeError(`explainWords: expected an item of the catalog, got ${id}`);
    const event = this.#history.find((each) => each.id === (eventId ?? explanationOf(item, this.#history, this.#items, undefined).events[0]?.id));
    if (!event) return { id, reader: 'no-event', similarity: 0, parts: [] };
    const { state, model } = this.#status.encoder;
    if (state !== 'ready') return { id, event: summary(event, this.#items), reader: model === '' ? 'no-model' : 'no-encoder', similarity: 0, parts: [] };
    return { id, event: summary(event, this.#items), reader: 'encoder', ...wordsOf(item, itemOf(event, this.#items)) };
  }

  async derivation(id: ItemId | null = null, query: DerivationQuery = {}, request: RecommendRequest = {}): Promise<Derivation> {
    await this.#gate;
    if (this.failure) throw this.failure;
    return derivationOf(id, query, this.#history, this.#items, request.limit ?? 8);
  }

  async attention(request: RecommendRequest = {}): Promise<AttentionMap> {
    await this.#gate;
    if (this.failure) throw this.failure;
    const { recommendations } = this.#list(request);
    const weights = recommendations.flatMap(({ item }) => weightsOf(item, this.#history, this.#items));
    return { recommendations: recommendations.map(({ id, item }) => ({ id, title: item.title })), events: this.#history.map((event) => summary(event, this.#items)), weights: Float32Array.from(weights) };
  }

  async history(query: HistoryQuery = {}): Promise<HistoryEvent[]> {
    await this.#gate;
    if (this.failure) throw this.failure;
    return this.#history.filter((event) => matchesFilter(event, query)).toReversed().slice(0, query.limit);
  }

  async items(query: ItemQuery = {}): Promise<{ items: Item[]; total: number }> {
    const items = [...this.#items.values()].filter(({ id }) => !query.ids || query.ids.includes(id));
    return { items, total: items.length };
  }

  async interests(query: InterestsQuery = {}): Promise<Interests> {
    await this.#gate;
    if (this.failure) throw this.failure;
    const { projection, candidates } = completeInterestsQuery(query);
    return interestsOf(this.#history, this.#items, this.#known.adjustments, projection, candidates);
  }

  async adjust(adjustment: Adjustment): Promise<void> {
    if (this.failure) throw this.failure;
    this.#known.adjust(completeAdjustment(adjustment));
    this.#historyChanged();
  }

  async forget(filter: EventFilter): Promise<number> {
    const { events, preferences } = this.#known.forget(filter);
    if (events.length > 0) this.#historyChanged();
    if (preferences.length > 0) this.#tell({ type: 'learning' });
    return events.length;
  }

  async memory(filter?: EventFilter): Promise<Memory> {
    if (this.failure) throw this.failure;
    return this.#known.memory(filter);
  }

  async restore(memory: Memory): Promise<Restored> {
    if (this.failure) throw this.failure;
    const restored = this.#known.restore(memory);
    this.#historyChanged();
    if (restored.preferences > 0) this.#tell({ type: 'learning' });
    return restored;
  }

  async feedback(feedback: Feedback[]): Promise<number> {
    if (this.failure) throw this.failure;
    const count = this.#status.store.paused ? 0 : this.#learning.learn(feedback, new Date().toISOString());
    if (count > 0) this.#tell({ type: 'learning' });
    return count;
  }

  async learning(): Promise<Learning> {
    if (this.failure) throw this.failure;
    return this.#learning.report();
  }

  async resetLearning(): Promise<Memory> {
    if (this.failure) throw this.failure;
    const preferences = [...this.#learning.preferences];
    this.#learning.drop(preferences);
    this.#historyChanged();
    this.#tell({ type: 'learning' });
    return memoryOf({ preferences });
  }

  async experiment(_name: string, share: number): Promise<Variant> {
    return share >= 0.5 ? 'treatment' : 'control';
  }

  async experiments(): Promise<ExperimentReport[]> {
    return [];
  }

  async pause(paused: boolean): Promise<void> {
    this.setStatus({ store: { ...this.#status.store, paused } });
  }

  async loadEncoder({ signal }: Cancellable = {}): Promise<void> {
    const total = FILES.reduce((sum, file) => sum + file.total, 0);
    for (let part = 0; part <= 20; part++) {
      if (signal?.aborted) {
        this.#encoder({ state: 'cancelled', progress: undefined });
        throw new DOMException('loadEncoder was given up', 'AbortError');
      }
      const files = FILES.map(({ file, total }) => ({ file, total, done: Math.round((total * part) / 20) }));
      this.#encoder({ state: 'loading', progress: { done: Math.round((total * part) / 20), total, unit: 'bytes', files } });
      await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    }
    this.#encoder({ state: 'ready', backend: 'wasm', batchSize: 1, kept: true, languages: ['en', 'zh'], progress: undefined });
  }

  async useEncoder(choice: string): Promise<void> {
    this.#encoder({ state: 'absent', tier: choice as EncoderTier, model: choice === 'none' ? '' : choice === 'full' ? 'Xenova/all-MiniLM-L6-v2' : 'attune/minilm-zh-en', languages: undefined });
  }

  async useKernels(choice: KernelChoice): Promise<void> {
    const plain = choice === 'plain';
    this.setStatus({ kernels: { name: plain ? 'plain' : 'gpu', choice, adapter: plain ? null : 'Apple M2', fallback: false, reason: choice === 'auto' ? 'gpu-faster' : 'forced', dispatches: plain ? 0 : 12, scan: { choice: 'auto', ran: 'exact' }, ...(choice === 'auto' && { figures: FAKE_FIGURES }) } });
  }

  async useScan(choice: ScanChoice): Promise<void> {
    const { kernels } = await this.status();
    if (kernels) this.setStatus({ kernels: { ...kernels, scan: choice === 'exact' ? { choice, ran: 'exact' } : { choice, ran: 'coarse', survivors: 4000, recall: { value: 0.994, at: 100, rows: 20_096 } } } });
  }

  async removeEncoder(): Promise<void> {
    this.#encoder({ state: 'removed', languages: undefined });
  }

  async status(): Promise<Status> {
    return this.#status;
  }

  async subscribe(listener: (change: Change) => void): Promise<() => void> {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.listeners.clear();
  }

  get #history(): readonly HistoryEvent[] {
    return this.#known.events;
  }

  get #learning(): FakeLearning {
    return this.#known.learning;
  }

  /** What speaks: works of a muted topic do not. */
  #speaking(): HistoryEvent[] {
    const muted = new Set(interestsOf(this.#history, this.#items, this.#known.adjustments, 'pca', 0).topics.filter(({ degree }) => degree === 0).map(({ keywords }) => keywords[0].word));
    return this.#history.filter((event) => !muted.has(topicOf(itemOf(event, this.#items))));
  }

  #list(request: RecommendRequest): RecommendationList {
    const used = request.profiling === 'off' ? [] : this.#speaking().filter((event) => !request.without?.includes(event.id));
    const chosen = ranked(this.#items, used).filter(({ item }) => !request.exclude?.includes(item.id)).slice(0, request.limit ?? 8);
    const exploring = Math.round((request.explore ?? 0) * chosen.length);
    const recommendations = chosen.map(({ item, score }, place): Recommendation => ({ id: item.id, item, score, because: this.#because(item, used), ...(place > 0 && place <= exploring && { explored: true }) }));
    return { listId: `list-${this.asked}`, strategy: request.strategy ?? 'for-you', fallback: this.fallback, recommendations, madeAt: new Date().toISOString(), timings: { embed: 0, score: 3.4, diversify: 0.6, total: 4.6 } };
  }

  #because(item: Item, history: readonly HistoryEvent[]): Because {
    if (history.length === 0) return { kind: 'popularity' };
    const weights = weightsOf(item, history, this.#items);
    const order = weights.map((_, h) => h).toSorted((a, b) => weights[b] - weights[a]);
    const events = order.filter((h, place) => place === 0 || weights[h] > 0.25).slice(0, 2).map((h) => summary(history[h], this.#items));
    return { kind: 'events', events, lexical: item.language === 'zh' && itemOf(history[order[0]], this.#items).language !== 'zh' };
  }

  #historyChanged(): void {
    this.#status = { ...this.#status, store: { ...this.#status.store, events: this.#history.length } };
    this.#tell({ type: 'history' });
    this.#tell({ type: 'status', status: this.#status });
  }

  #encoder(change: Partial<Status['encoder']>): void {
    this.setStatus({ encoder: { ...this.#status.encoder, ...change } });
  }

  #tell(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }
}

/** A history of `count` events over the first half of the works, one every `gapMs` up to `until`, oldest first. */
export function pastEvents(count: number, until = Date.now(), gapMs = 7_200_000, items: readonly Item[] = WORKS): HistoryEvent[] {
  const kinds = ['open', 'save', 'open', 'like', 'view'] as const;
  const half = Math.ceil(items.length / 2);
  return Array.from({ length: count }, (_, i) => ({ id: `past-${i}`, kind: kinds[i % kinds.length], at: new Date(until - (count - i) * gapMs).toISOString(), item: items[(i * 5 + 3) % half].id }));
}
