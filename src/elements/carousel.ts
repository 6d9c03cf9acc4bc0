import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Share of a card that must be inside the track for it to be reachable by keyboard. */
const VISIBLE = 0.6;

/** Which cards of a scrolling track are visible; the others cannot be focused. */
export class Carousel implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #cards = new Set<HTMLElement>();
  readonly #visible = new Set<Element>();
  #track: HTMLElement | null = null;
  #observer: IntersectionObserver | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** First and last visible place, from 1, and how many there are; null before the first look. */
  get range(): { first: number; last: number; total: number } | null {
    const places = [...(this.#track?.children ?? [])].flatMap((card, index) => (this.#visible.has(card) ? [index + 1] : []));
    return places.length === 0 ? null : { first: places[0], last: places.at(-1)!, total: this.#cards.size };
  }

  /** Watches the cards of `track`; null stops. Call it after each drawing. */
  watch(track: HTMLElement | null): void {
    if (track !== this.#track) this.#reset(track);
    if (!track || !this.#observer) return;
    const now = new Set([...track.children] as HTMLElement[]);
    for (const card of this.#cards) if (!now.has(card)) this.#drop(card);
    for (const card of now) {
      if (this.#cards.has(card)) continue;
      this.#cards.add(card);
      this.#observer.observe(card);
    }
  }

  /** Scrolls by whole visible cards: 1 forwards, −1 back. */
  page(direction: 1 | -1): void {
    const track = this.#track;
    if (!track) return;
    const sign = getComputedStyle(track).direction === 'rtl' ? -1 : 1;
    const card = track.firstElementChild?.getBoundingClientRect().width ?? track.clientWidth;
    const smooth = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    track.scrollBy({ left: direction * sign * Math.max(card, track.clientWidth - card / 2), behavior: smooth ? 'smooth' : 'instant' });
  }

  hostDisconnected(): void {
    this.#reset(null);
  }

  #reset(track: HTMLElement | null): void {
    this.#observer?.disconnect();
    for (const card of this.#cards) card.inert = false;
    this.#cards.clear();
    this.#visible.clear();
    this.#track = track;
    this.#observer = track && new IntersectionObserver((entries) => this.#saw(entries), { root: track, threshold: VISIBLE });
  }

  #drop(card: HTMLElement): void {
    this.#observer?.unobserve(card);
    this.#cards.delete(card);
    this.#visible.delete(card);
  }

  #saw(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, intersectionRatio } of entries) {
      const visible = intersectionRatio >= VISIBLE;
      if (visible) this.#visible.add(target);
      else this.#visible.delete(target);
      (target as HTMLElement).inert = !visible;
    }
    this.#host.requestUpdate();
  }
}
