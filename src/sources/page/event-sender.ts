import type { EventId, NewEvent } from '../../domain/event.ts';

/** Takes events in; what it promises is awaited, to know that they are kept. */
export type Observe = (events: NewEvent[]) => void | Promise<unknown>;

/** An event with what makes it count once. */
export type SentEvent = NewEvent & { id: EventId; at: string };

const WRITTEN = 'attune-page ';
const MAX_WRITTEN = 50;
/** Of a description; an encoder reads little more. */
const MAX_TEXT_CHARACTERS = 2_000;

/**
 * Hands events on, those alone that are allowed. A page that is torn down may take its messages with it, so an event is written
 * down (localStorage) until it is kept, and the next page of the site sends it again; its id makes it count once. With
 * `sessionOnly` nothing is written, and what was is forgotten.
 */
export class EventSender {
  readonly #observe: Observe;
  readonly #allowed: () => boolean;
  readonly #sessionOnly: boolean;

  constructor(observe: Observe, allowed: () => boolean, sessionOnly = false) {
    this.#observe = observe;
    this.#allowed = allowed;
    this.#sessionOnly = sessionOnly;
  }

  send(event: SentEvent): void {
    if (!this.#allowed()) return;
    const short = shortened(event);
    if (!this.#sessionOnly) writeDown(short.id, JSON.stringify(short));
    void this.#keep(short);
  }

  /** Sends what the last page could not be sure of; what is no longer allowed is forgotten. */
  sendWritten(): void {
    for (const [id, written] of writtenDown()) {
      const event = parsed(written);
      if (event && !this.#sessionOnly && this.#allowed()) void this.#keep(event);
      else writeDown(id, null);
    }
  }

  async #keep(event: SentEvent): Promise<void> {
    try {
      await this.#observe([event]);
    } catch {
      // A history that cannot be kept shows itself in the status, and nobody can do more for an event that is refused; the page goes on.
    }
    writeDown(event.id, null);
  }
}

function shortened(event: SentEvent): SentEvent {
  const { item } = event;
  return typeof item === 'string' || item.text === undefined ? event : { ...event, item: { ...item, text: item.text.slice(0, MAX_TEXT_CHARACTERS) } };
}

function writeDown(id: EventId, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(WRITTEN + id);
    else localStorage.setItem(WRITTEN + id, text);
  } catch {
    // Private modes and full disks may refuse; the event is on its way all the same.
  }
}

function writtenDown(): [EventId, string][] {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(WRITTEN)).slice(0, MAX_WRITTEN);
    return keys.map((key) => [key.slice(WRITTEN.length), localStorage.getItem(key) ?? '']);
  } catch {
    return [];
  }
}

function parsed(written: string): SentEvent | null {
  try {
    const event = JSON.parse(written) as Partial<SentEvent> | null;
    return typeof event?.id === 'string' && typeof event.at === 'string' ? (event as SentEvent) : null;
  } catch {
    return null;
  }
}
