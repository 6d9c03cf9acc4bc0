import type { Item, ItemId } from '../../domain/item.ts';
import type { AttentionClock } from './attention-clock.ts';
import { eventIdOf, openingOf } from './event-ids.ts';
import type { SentEvent } from './event-sender.ts';

/** Who leaves earlier has not looked. */
const BOUNCE_MS = 1_000;

/** Where attention to the page's item began to count. */
interface Start {
  /** Milliseconds after the document was opened. */
  ms: number;
  attendedMs: number;
}

/**
 * Openings of items on one document, one after the other: an item that somebody looked at for a second or more is told once, as
 * `open` with the time that it was looked at, when the page is left or hidden or goes over to another item.
 */
export class Visits {
  readonly #clock: AttentionClock;
  readonly #tell: (event: SentEvent) => void;
  #start: Start;
  #item: Item | null = null;
  #told = false;
  #before: ItemId | null = null;

  /** @param ms when this page began to be shown, in milliseconds after the document was opened */
  constructor(clock: AttentionClock, tell: (event: SentEvent) => void, ms: number) {
    this.#clock = clock;
    this.#tell = tell;
    this.#start = { ms, attendedMs: clock.totalMs };
  }

  /** The item of the page before, where it was told: its markup may still stand. */
  get before(): ItemId | null {
    return this.#before;
  }

  /** Says that another page began. */
  begin(ms: number): void {
    this.leave();
    this.#before = this.#told ? (this.#item?.id ?? null) : null;
    this.#restart(ms);
  }

  /** Says which item the page shows now, null for none. What was looked at before it was found counts for the first of a page. */
  show(item: Item | null, ms: number): void {
    if (item?.id !== this.#item?.id && this.#item) {
      this.leave();
      this.#restart(ms);
    }
    this.#item = item;
  }

  /** Says that the page is left or hidden. */
  leave(): void {
    const dwellMs = Math.round(this.#clock.totalMs - this.#start.attendedMs);
    if (!this.#item || this.#told || dwellMs < BOUNCE_MS) return;
    this.#told = true;
    const at = new Date(performance.timeOrigin + this.#start.ms).toISOString();
    this.#tell({ id: eventIdOf('visit', openingOf(), Math.round(this.#start.ms / 100), this.#item.id), kind: 'open', at, item: this.#item, dwellMs });
  }

  #restart(ms: number): void {
    this.#start = { ms, attendedMs: this.#clock.totalMs };
    this.#item = null;
    this.#told = false;
  }
}
