import { msg, str } from '@lit/localize';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CardFormat } from './card-format.ts';

/** Share of a card that must be inside the track for it to be reachable by keyboard. */
const VISIBLE = 0.6;
/** Milliseconds after a wheel or finger was last felt in which the track still counts as being scrolled. */
const SETTLED_MS = 1500;

/** Milliseconds until a page has scrolled into view. */
const SCROLLED_MS = 400;

/** Which cards of a scrolling track are visible, the others cannot be focused; and where a new list begins. */
export class Carousel implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #cards = new Set<HTMLElement>();
  readonly #visible = new Set<Element>();
  #track: HTMLElement | null = null;
  #observer: IntersectionObserver | null = null;
  #order = '';
  #feltAt = -Infinity;

  constructor(host: ReactiveControllerHost & HTMLElement) {
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

  /** Where another order begins: at its front, or at the card that has the focus. Call it once the focus is restored. */
  settle(): void {
    const track = this.#track;
    if (!track) return;
    const order = JSON.stringify([...track.children].map((card) => (card as HTMLElement).dataset.id));
    const changed = order !== this.#order && this.#order !== '';
    this.#order = order;
    if (!changed || performance.now() - this.#feltAt < SETTLED_MS) return;
    const card = [...track.children].find((each) => each.matches(':focus-within'));
    if (card) show(track, card);
    else if (!this.#host.matches(':focus-within') && !track.matches(':hover')) this.#toFront(track);
  }

  /** Which cards are visible, in words; empty before the first look. */
  sentence(format: CardFormat): string {
    if (!this.range) return '';
    const [first, last, total] = [this.range.first, this.range.last, this.range.total].map((place) => format.number(place));
    return msg(str`Showing ${first} to ${last} of ${total}`, { id: 'list.range' });
  }

  /** Scrolls by whole visible cards: 1 forwards, −1 back. `scrolled` is called when they are in view. */
  page(direction: 1 | -1, scrolled: () => void): void {
    const track = this.#track;
    if (!track) return;
    const sign = getComputedStyle(track).direction === 'rtl' ? -1 : 1;
    const card = track.firstElementChild?.getBoundingClientRect().width ?? track.clientWidth;
    const smooth = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    track.scrollBy({ left: direction * sign * Math.max(card, track.clientWidth - card / 2), behavior: smooth ? 'smooth' : 'instant' });
    setTimeout(scrolled, SCROLLED_MS);
  }

  hostDisconnected(): void {
    this.#reset(null);
  }

  /** Snapping would follow the card that it holds, wherever the new list puts it; it is let go for one frame. */
  #toFront(track: HTMLElement): void {
    track.style.scrollSnapType = 'none';
    track.scrollLeft = 0;
    requestAnimationFrame(() => (track.style.scrollSnapType = ''));
  }

  readonly #felt = (): void => {
    this.#feltAt = performance.now();
  };

  #reset(track: HTMLElement | null): void {
    for (const event of ['wheel', 'touchmove'] as const) {
      this.#track?.removeEventListener(event, this.#felt);
      track?.addEventListener(event, this.#felt, { passive: true });
    }
    this.#order = '';
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
      (target as HTMLElement).inert = !visible && !target.matches(':focus-within');
    }
    this.#host.requestUpdate();
  }
}

/** Scrolls `track` by what `card` sticks out of it. */
function show(track: HTMLElement, card: Element): void {
  const [inside, outside] = [card.getBoundingClientRect(), track.getBoundingClientRect()];
  track.scrollLeft += Math.min(0, inside.left - outside.left) + Math.max(0, inside.right - outside.right);
}
