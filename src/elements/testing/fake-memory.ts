import { type Adjustments, adjustmentsBut, countAdjustments, joinAdjustments, NO_ADJUSTMENTS } from '../../domain/adjustments.ts';
import { byTime, type EventFilter, type HistoryEvent, itemIdOf, matchesFilter } from '../../domain/event.ts';
import type { CompleteAdjustment } from '../../domain/interests.ts';
import { isForgotten } from '../../domain/learning.ts';
import { completeMemory, type Memory, memoryOf, type Restored } from '../../domain/memory.ts';
import { FakeLearning } from './fake-learning.ts';

/** What the fake knows of a person. */
export class FakeMemory {
  readonly learning = new FakeLearning();
  #events: HistoryEvent[];
  #adjustments: Adjustments = NO_ADJUSTMENTS;

  constructor(events: readonly HistoryEvent[] = []) {
    this.#events = [...events];
  }

  /** Oldest first. */
  get events(): readonly HistoryEvent[] {
    return this.#events;
  }

  /** Of a topic its first item alone is noted. */
  get adjustments(): Adjustments {
    return this.#adjustments;
  }

  /** Adds the events whose id is new; returns how many. */
  add(events: readonly HistoryEvent[]): number {
    const known = new Set(this.#events.map(({ id }) => id));
    const fresh = events.filter(({ id }) => !known.has(id));
    this.#events = [...this.#events, ...fresh].toSorted(byTime);
    return fresh.length;
  }

  adjust({ target, name, degree }: CompleteAdjustment): void {
    const one = { ...NO_ADJUSTMENTS, [target === 'topic' ? 'items' : `${target}s`]: { [name]: degree } };
    this.#adjustments = degree === 1 ? adjustmentsBut(this.#adjustments, one) : joinAdjustments(one, this.#adjustments);
  }

  memory(filter: EventFilter = {}): Memory {
    const events = this.#events.filter((event) => matchesFilter(event, filter));
    const others = new Set(this.#events.filter((event) => !matchesFilter(event, filter)).map(itemIdOf));
    const gone = new Set(events.map(itemIdOf));
    const { items } = this.#adjustments;
    const lapsed = others.size === 0 ? this.#adjustments : { ...NO_ADJUSTMENTS, items: Object.fromEntries(Object.entries(items).filter(([id]) => !others.has(id))) };
    return memoryOf({ events, order: events.map((_, n) => n + 1), preferences: this.learning.preferences.filter((each) => isForgotten(each, filter, gone)), adjustments: lapsed });
  }

  forget(filter: EventFilter): Memory {
    const gone = this.memory(filter);
    this.#events = this.#events.filter((event) => !matchesFilter(event, filter));
    this.learning.drop(gone.preferences);
    this.#adjustments = adjustmentsBut(this.#adjustments, gone.adjustments);
    return gone;
  }

  restore(memory: Memory): Restored {
    const { events, preferences, adjustments } = completeMemory(memory);
    const before = countAdjustments(this.#adjustments);
    this.#adjustments = joinAdjustments(this.#adjustments, adjustments);
    return { events: this.add(events), preferences: this.learning.add(preferences), adjustments: countAdjustments(this.#adjustments) - before };
  }
}
