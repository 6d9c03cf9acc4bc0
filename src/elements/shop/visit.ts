import type { NewEvent } from '../../domain/event.ts';
import type { ItemId } from '../../domain/item.ts';
import type { Recommender } from '../../domain/recommender.ts';
import { recall, remember } from './remembered.ts';

/** From here on a longer stay says little more: the usual dwell of an open. */
const ENOUGH_MS = 30_000;
const PENDING = 'attune-shop-pending';

let sending: Promise<unknown> = Promise.resolve();

/** Whether a visit ended that is not yet known to be kept. */
export function visitPending(): boolean {
  return recall(PENDING) !== null;
}

/** Resolves when no visit that ended is still on its way. */
export function visitsKept(): Promise<unknown> {
  return sending;
}

/**
 * One opening of a book's page, observed once as `open` with the time that it was looked at: on leaving, when the page
 * is hidden, or after 30 seconds, whichever comes first. A page that is torn down may take its message with it, so the
 * event is written down first and sent again by `sendPending` on the next start; its id makes it count once.
 */
export class Visit {
  readonly #recommender: Recommender;
  readonly #event: NewEvent & { id: string };
  readonly #abort = new AbortController();
  #dwellMs = 0;
  #since: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sent: Promise<unknown> | null = null;

  constructor(recommender: Recommender, item: ItemId) {
    this.#recommender = recommender;
    this.#event = { id: newId(), kind: 'open', item, at: new Date().toISOString() };
    const { signal } = this.#abort;
    document.addEventListener('visibilitychange', () => (document.hidden ? void this.end() : this.#look()), { signal });
    addEventListener('pagehide', () => void this.end(), { signal });
    if (!document.hidden) this.#look();
  }

  /** Observes the visit, unless that was done; resolves when it is kept. */
  async end(): Promise<void> {
    if (this.#since !== null) this.#dwellMs += performance.now() - this.#since;
    this.#since = null;
    clearTimeout(this.#timer);
    this.#abort.abort();
    this.#sent ??= send(this.#recommender, JSON.stringify({ ...this.#event, dwellMs: Math.round(this.#dwellMs) }));
    await this.#sent;
  }

  #look(): void {
    this.#since = performance.now();
    this.#timer = setTimeout(() => void this.end(), ENOUGH_MS - this.#dwellMs);
  }
}

/** Observes the visit that the last page could not be sure to have sent. */
export function sendPending(recommender: Recommender): void {
  const written = recall(PENDING);
  if (written !== null) void send(recommender, written);
}

function send(recommender: Recommender, written: string): Promise<void> {
  const kept = keep(recommender, written);
  sending = Promise.all([sending, kept]);
  return kept;
}

async function keep(recommender: Recommender, written: string): Promise<void> {
  remember(PENDING, written);
  try {
    await recommender.observe([JSON.parse(written) as NewEvent]);
  } catch {
    // A history that cannot be kept shows itself in the status, and nobody can do more for an event that is refused; the page goes on.
  }
  if (recall(PENDING) === written) remember(PENDING, null);
}

function newId(): string {
  return `visit-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
}
