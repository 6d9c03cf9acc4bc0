import { hrefOf, routeOf } from './routes.ts';
import type { Route } from './routes.ts';

const KEPT = 'attune-shop-scroll';
/** How long a page may take to grow to where it was left. */
const PATIENCE_MS = 1500;

/** Keeps where each entry of the browser's history was scrolled to, and goes back there when the entry is come back to. */
export class ScrollKeeper {
  #places: Record<string, number> = {};
  #entry = '';
  #goal: number | null = null;

  start(signal: AbortSignal): void {
    history.scrollRestoration = 'manual';
    try {
      this.#places = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') as Record<string, number>;
    } catch {
      this.#places = {};
    }
    this.arrive(history.state);
    addEventListener('scroll', () => this.#note(), { signal, passive: true });
    for (const event of ['wheel', 'touchstart', 'keydown']) addEventListener(event, () => (this.#goal = null), { signal, passive: true });
    addEventListener('pagehide', () => this.#write(), { signal });
  }

  /** The browser is at another entry; `state` is the entry's, none for a new one. */
  arrive(state: unknown): void {
    const known = typeof state === 'object' && state !== null && 'entry' in state ? String(state.entry) : null;
    this.#entry = known ?? newEntry();
    if (known === null) history.replaceState({ entry: this.#entry }, '');
    this.#goal = known === null ? 0 : (this.#places[known] ?? 0);
  }

  /** Scrolls to where the entry was left, waiting for the page to be tall enough. */
  restore(): void {
    const until = performance.now() + PATIENCE_MS;
    const step = (): void => {
      if (this.#goal === null) return;
      const goal = this.#goal;
      scrollTo({ top: goal, behavior: 'instant' });
      if (Math.abs(scrollY - goal) < 2 || performance.now() > until) this.#goal = null;
      else requestAnimationFrame(step);
    };
    step();
  }

  /** Gives the entry another address without making a new one; returns the route it now has. */
  replace(route: Route): Route {
    history.replaceState(history.state, '', hrefOf(route));
    return routeOf(location.hash);
  }

  #note(): void {
    if (this.#goal === null) this.#places[this.#entry] = scrollY;
  }

  #write(): void {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(Object.entries(this.#places).slice(-100))));
    } catch {
      // Without it a reload starts at the top.
    }
  }
}

function newEntry(): string {
  return `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 7)}`;
}
