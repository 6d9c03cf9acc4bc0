import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Preference } from '../domain/learning.ts';
import type { Recommendation } from '../domain/recommendation.ts';
import type { Recommender } from '../domain/recommender.ts';
import type { Slot } from './slots.ts';
import { LazyCode } from './lazy-code.ts';

const takingBack = new LazyCode(() => import('./take-back.ts'));

/** Observes what a person says about a card, and takes it back on undo. */
export class Noting implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  slots: readonly Slot[] = [];
  /** Whether the last thing said could not be kept. */
  failed = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.slots = [];
  }

  /** Puts a slot in the card's place and observes the event behind it. */
  async note(recommender: Recommender, listId: string, recommendation: Recommendation, index: number, kind: Slot['kind']): Promise<void> {
    const event = recommender.observe([{ kind, item: recommendation.id }]).then(([id]) => id);
    const slot: Slot = { listId, recommendation, index, kind, event, lists: 0 };
    this.#set([...this.slots, slot], false);
    try {
      await event;
    } catch {
      this.#set(this.#without(slot), true);
    }
  }

  /** Takes back what `slot` says, with what that taught, and clears its place. */
  async undo(recommender: Recommender, slot: Slot): Promise<void> {
    try {
      const { takeBack } = await takingBack.fetch();
      await takeBack(recommender, [await slot.event], (preference) => isTaughtBy(slot, preference));
      this.#set(this.#without(slot), false);
    } catch {
      this.#set(this.slots, true);
    }
  }

  /** Says that something could not be kept. */
  fail(): void {
    this.#set(this.slots, true);
  }

  #without(slot: Slot): Slot[] {
    return this.slots.filter((each) => each.event !== slot.event);
  }

  #set(slots: readonly Slot[], failed: boolean): void {
    this.slots = slots;
    this.failed = failed;
    this.#host.requestUpdate();
  }
}

/** Whether what a slot says, said of its list, taught a preference. */
function isTaughtBy({ listId, kind, recommendation: { id } }: Slot, preference: Preference): boolean {
  if (preference.listId !== listId) return false;
  return kind === 'like' ? preference.kind === 'select' && preference.better === id : preference.kind === 'dismiss' && preference.worse === id;
}
