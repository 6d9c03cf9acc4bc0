import { type Adjustments, adjustmentsBut, NO_ADJUSTMENTS } from '../domain/adjustments.ts';
import { byTime, type EventFilter, type HistoryEvent, matchesFilter } from '../domain/event.ts';
import { byAge, type Preference, preferenceKey, surplusPreferences } from '../domain/learning.ts';
import type { Memory, Restored } from '../domain/memory.ts';
import type { HistoryQuery } from '../domain/recommender.ts';
import type { Status } from '../domain/status.ts';
import type { KernelMemory, RememberedSpeeds } from '../kernels/kernel-memory.ts';
import { ADJUSTMENTS, type StayingAdjustments, type Store, type StoreChange } from '../store/store.ts';
import type { EncoderOptions } from './worker-options.ts';

const PAUSED = 'paused';
/** Where it is said which encoder a person chose, and what became of its files. */
const ENCODER = 'encoder';
/** What was measured of kernels on this device. */
const KERNELS = 'kernels';

export interface EncoderMemory {
  /** The model whose files were kept here. */
  kept?: string;
  /** The model whose files a person removed. */
  removed?: string;
  /** What a person chose (null: none) in place of the page's own choice; another choice of the page ends it. */
  chosen?: { insteadOf: string | null; encoder: EncoderOptions | null };
}

/** The history in memory, in step with the store and with other tabs. */
export class HistoryBook {
  readonly store: Promise<Store>;
  #opened: Store | null = null;
  #events: readonly HistoryEvent[] = [];
  #preferences: readonly Preference[] = [];
  #paused = false;
  #adjustments: Adjustments = NO_ADJUSTMENTS;
  #changed: () => void;

  /**
   * @param changed called after another tab changed the history
   * @param trouble called when the store tells of trouble
   */
  constructor(open: () => Promise<Store>, changed: () => void, trouble: (change: StoreChange & { type: 'trouble' }) => void) {
    this.#changed = changed;
    this.store = open().then(async (store) => {
      this.#opened = store;
      store.subscribe((change) => (change.type === 'history' ? void this.#read(store).then(this.#changed) : trouble(change)));
      await this.#read(store);
      return store;
    });
    this.store.catch(() => undefined);
  }

  /** Oldest first. */
  get events(): readonly HistoryEvent[] {
    return this.#events;
  }

  /** What choices taught, oldest first. */
  get preferences(): readonly Preference[] {
    return this.#preferences;
  }

  /** What a person said of their interests. */
  get adjustments(): Adjustments {
    return this.#adjustments;
  }

  get paused(): boolean {
    return this.#paused;
  }

  status(): Status['store'] {
    return { kind: this.#opened?.kind ?? 'memory', reason: this.#opened?.reason, events: this.#events.length, paused: this.#paused };
  }

  /** Keeps events; returns how many were new. */
  async add(events: readonly HistoryEvent[]): Promise<number> {
    const added = await (await this.store).addEvents(events);
    this.#events = [...this.#events, ...added].sort(byTime);
    return added.length;
  }

  /** Deletes what the filter selects and the adjustments that do not `stay`; returns all that is gone. */
  async forget(filter: EventFilter, stay?: StayingAdjustments): Promise<Memory> {
    const gone = await (await this.store).forget(filter, stay);
    const [ids, keys] = [new Set(gone.events.map(({ id }) => id)), new Set(gone.preferences.map(preferenceKey))];
    this.#events = this.#events.filter(({ id }) => !ids.has(id));
    this.#preferences = this.#preferences.filter((each) => !keys.has(preferenceKey(each)));
    this.#adjustments = adjustmentsBut(this.#adjustments, gone.adjustments);
    return gone;
  }

  /** What `forget` would delete. */
  async memory(filter: EventFilter, stay?: StayingAdjustments): Promise<Memory> {
    return (await this.store).memory(filter, stay);
  }

  /** Puts back what is not there yet; returns how much of it was new. */
  async restore(memory: Memory): Promise<Restored> {
    const store = await this.store;
    const restored = await store.restore(memory);
    await this.#read(store);
    return restored;
  }

  /** Keeps what choices taught; returns how many of them were new. */
  async addPreferences(preferences: readonly Preference[]): Promise<number> {
    const added = await (await this.store).addPreferences(preferences);
    const all = [...this.#preferences, ...added].sort(byAge);
    this.#preferences = all.slice(surplusPreferences(all.length));
    return added.length;
  }

  /** Deletes what choices taught, and returns it; lists that are under way were made by it. */
  async dropPreferences(): Promise<Preference[]> {
    const gone = await (await this.store).dropPreferences();
    this.#preferences = [];
    this.#events = [...this.#events];
    return gone;
  }

  /** Keeps other adjustments; lists that are under way were made by the ones before. */
  async adjust(adjustments: Adjustments): Promise<void> {
    await (await this.store).putSetting(ADJUSTMENTS, adjustments);
    this.#adjustments = adjustments;
    this.#events = [...this.#events];
  }

  async pause(paused: boolean): Promise<void> {
    await (await this.store).putSetting(PAUSED, paused);
    this.#paused = paused;
  }

  async encoderMemory(): Promise<EncoderMemory> {
    return (await (await this.store).getSetting<EncoderMemory>(ENCODER)) ?? {};
  }

  /** What is not noted costs a sentence another day, and nothing else. */
  async rememberEncoder(memory: EncoderMemory): Promise<void> {
    await this.store.then(async (store) => store.putSetting(ENCODER, { ...(await this.encoderMemory()), ...memory })).catch(() => undefined);
  }

  /** Where speeds of kernels are kept; what is not kept is measured again. */
  get kernelMemory(): KernelMemory {
    return {
      recall: async () => (await this.store).getSetting<RememberedSpeeds>(KERNELS).catch(() => undefined),
      remember: (speeds) => this.store.then((store) => store.putSetting(KERNELS, speeds)).catch(() => undefined),
    };
  }

  /** Newest first. */
  query({ limit, ...filter }: HistoryQuery): HistoryEvent[] {
    return this.#events.filter((event) => matchesFilter(event, filter)).toReversed().slice(0, limit);
  }

  close(): void {
    this.#opened?.close();
  }

  async #read(store: Store): Promise<void> {
    this.#events = await store.events();
    this.#preferences = await store.preferences();
    this.#paused = (await store.getSetting<boolean>(PAUSED)) ?? false;
    this.#adjustments = (await store.getSetting<Adjustments>(ADJUSTMENTS)) ?? NO_ADJUSTMENTS;
  }
}
