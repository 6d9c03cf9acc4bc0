import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Share of a card that must be on the screen for it to count as seen. */
const SEEN = 0.5;

/** Tells once per list and item that a card came into view. */
export class Sightings implements ReactiveController {
  readonly #seen: (id: string) => void;
  readonly #told = new Set<string>();
  #list = '';
  #observer: IntersectionObserver | null = null;

  constructor(host: ReactiveControllerHost, seen: (id: string) => void) {
    this.#seen = seen;
    host.addController(this);
  }

  /** Items of the list that came into view. */
  get seen(): ReadonlySet<string> {
    return this.#told;
  }

  /** Watches `cards`, which carry their item in `data-id`; a new list starts over. */
  watch(listId: string, cards: Iterable<HTMLElement>): void {
    if (listId !== this.#list) {
      this.#list = listId;
      this.#told.clear();
    }
    this.#observer?.disconnect();
    this.#observer = new IntersectionObserver((entries) => this.#saw(entries), { threshold: SEEN });
    for (const card of cards) if (!this.#told.has(card.dataset.id ?? '')) this.#observer.observe(card);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = null;
  }

  #saw(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const id = (target as HTMLElement).dataset.id ?? '';
      if (!isIntersecting || this.#told.has(id)) continue;
      this.#told.add(id);
      this.#observer?.unobserve(target);
      this.#seen(id);
    }
  }
}
