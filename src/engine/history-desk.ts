import { countAdjustments } from '../domain/adjustments.ts';
import type { EventFilter, HistoryEvent } from '../domain/event.ts';
import type { Feedback } from '../domain/learning.ts';
import { type Memory, memoryOf, type Restored } from '../domain/memory.ts';
import type { RecommendationList } from '../domain/recommendation.ts';
import type { StayingAdjustments } from '../store/store.ts';
import type { ChangeTeller } from './change-teller.ts';
import type { HistoryBook } from './history-book.ts';
import type { Rooms } from './open-rooms.ts';
import type { ProblemList } from './problem-list.ts';

/** Where what is known of a person is changed: what is written reaches those who rank by it, and those who listen. */
export class HistoryDesk {
  #book: HistoryBook;
  #rooms: () => Rooms | null;
  #problems: ProblemList;
  #teller: ChangeTeller;

  /** @param rooms gives what ranks, null before it is open */
  constructor(book: HistoryBook, rooms: () => Rooms | null, problems: ProblemList, teller: ChangeTeller) {
    this.#book = book;
    this.#rooms = rooms;
    this.#problems = problems;
    this.#teller = teller;
  }

  async record(events: readonly HistoryEvent[]): Promise<void> {
    if ((await this.#written(() => this.#book.add(events))) > 0) this.historyWritten();
    this.#rooms()?.queue.start();
  }

  /** Deletes what the filter selects of all that is known, and what was made of it; returns how many events. */
  async forget(filter: EventFilter): Promise<number> {
    const gone = await this.#book.forget(filter, this.#staying());
    const rooms = this.#rooms();
    rooms?.learner.forgetLists();
    rooms?.keys.keepOnly(this.#book.events);
    rooms?.kernels.forget();
    rooms?.interests.forget();
    if (gone.preferences.length > 0) rooms?.learner.forgetLearned();
    if (gone.events.length + gone.preferences.length + countAdjustments(gone.adjustments) > 0) this.historyWritten();
    if (gone.preferences.length > 0) this.#teller.learningChanged();
    return gone.events.length;
  }

  memory(filter: EventFilter): Promise<Memory> {
    return this.#book.memory(filter, this.#staying());
  }

  async restore(memory: Memory): Promise<Restored> {
    const restored = await this.#written(() => this.#book.restore(memory));
    const { events, preferences, adjustments } = restored;
    if (events + preferences + adjustments > 0) this.historyWritten();
    if (preferences > 0) this.#teller.learningChanged();
    this.#rooms()?.queue.start();
    return restored;
  }

  /** Lists that are on the page stay as they are: a choice from one must not re-arrange it. */
  async learn(feedback: readonly Feedback[]): Promise<number> {
    const learned = await this.#written(async () => this.#rooms()?.learner.learn(feedback) ?? 0);
    if (learned > 0) this.#teller.learningChanged();
    return learned;
  }

  async dropLearning(): Promise<Memory> {
    const preferences = await this.#written(() => this.#book.dropPreferences());
    this.#rooms()?.learner.forgetLearned();
    if (preferences.length > 0) this.#allChanged();
    return memoryOf({ preferences });
  }

  /** Keeps a list as last shown; one that cannot be kept is a problem, and no more. */
  async keepList(key: string, list: RecommendationList): Promise<void> {
    const named = list.recommendations.flatMap(({ because }) => (because.kind === 'events' ? because.events.map(({ id }) => id) : []));
    await this.#written(async () => (await this.#book.store).putList(key, list, named)).catch(() => undefined);
  }

  /** Follows what another tab wrote. */
  async changedElsewhere(): Promise<void> {
    const rooms = this.#rooms();
    if (rooms) {
      const { keys, queue, catalog, kernels, learner, interests } = rooms;
      keys.keepOnly(this.#book.events);
      kernels.forget();
      learner.forgetLists();
      learner.forgetLearned();
      interests.forget();
      await queue.recall(catalog.vectors.spaces, catalog.vectors.dimension);
      queue.start();
    }
    this.#allChanged();
  }

  /** A list that is kept settles nothing: it may find room where the history finds none. */
  historyWritten(): void {
    this.#problems.settle('store');
    this.#teller.historyChanged();
  }

  /** Which adjustments outlast the events that they rest on. Before the catalog tells what an item is, those of the whole history go alone. */
  #staying(): StayingAdjustments | undefined {
    const rooms = this.#rooms();
    return rooms ? (adjustments, events) => rooms.interests.staying(adjustments, events) : undefined;
  }

  #allChanged(): void {
    this.#teller.historyChanged();
    this.#teller.learningChanged();
  }

  /** A store that refuses is told as a problem. */
  async #written<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      this.#problems.report('store', error as Error);
      throw error;
    }
  }
}
