import type { EventFilter, HistoryEvent } from '../domain/event.ts';
import type { Feedback, Preference } from '../domain/learning.ts';
import type { RecommendationList } from '../domain/recommendation.ts';
import type { ChangeTeller } from './change-teller.ts';
import type { HistoryBook } from './history-book.ts';
import type { Rooms } from './open-rooms.ts';
import type { ProblemList } from './problem-list.ts';

/** Where the history, and what choices taught, are changed: what is written reaches those who rank by it, and those who listen. */
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

  /** Deletes events, all that was made of them, and what choices about their items taught; returns how many events. */
  async forget(filter: EventFilter): Promise<number> {
    const taught = this.#book.preferences.length;
    const gone = await this.#book.forget(filter);
    const rooms = this.#rooms();
    const untaught = this.#book.preferences.length < taught;
    rooms?.learner.forgetLists();
    rooms?.keys.keepOnly(this.#book.events);
    rooms?.kernels.forget();
    await rooms?.interests.prune();
    if (gone > 0 || untaught) this.historyWritten();
    if (untaught) this.#teller.learningChanged();
    return gone;
  }

  /** Lists that are on the page stay as they are: a choice from one must not re-arrange it. */
  async learn(feedback: readonly Feedback[]): Promise<number> {
    const learned = await this.#written(async () => this.#rooms()?.learner.learn(feedback) ?? 0);
    if (learned > 0) this.#teller.learningChanged();
    return learned;
  }

  async dropLearning(): Promise<Preference[]> {
    const gone = await this.#written(() => this.#book.dropPreferences());
    if (gone.length > 0) this.#allChanged();
    return gone;
  }

  async restoreLearning(preferences: readonly Preference[]): Promise<number> {
    const restored = await this.#written(() => this.#book.addPreferences(preferences));
    if (restored > 0) this.#allChanged();
    return restored;
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
      const { keys, queue, catalog, kernels, learner } = rooms;
      keys.keepOnly(this.#book.events);
      kernels.forget();
      learner.forgetLists();
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
