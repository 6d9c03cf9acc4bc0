/** Longer without a key, a pointer or a scroll nobody is reading. */
const IDLE_MS = 60_000;

/** Sums the time that somebody looks at a page: it is visible and focused, and input is at most a minute ago. */
export class AttentionClock {
  readonly #now: () => number;
  #totalMs = 0;
  /** Up to when time is counted. */
  #countedTo: number;
  #lastInput: number;
  #attended = false;

  /** @param now milliseconds, never less than before */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#countedTo = this.#lastInput = now();
  }

  /** The time so far. */
  get totalMs(): number {
    this.#count(this.#now());
    return this.#totalMs;
  }

  /** Says whether the page is looked at from now on. To come back is input. */
  attend(attended: boolean): void {
    if (attended === this.#attended) return;
    this.input();
    this.#attended = attended;
  }

  /** Says that somebody did something. */
  input(): void {
    const now = this.#now();
    this.#count(now);
    this.#lastInput = now;
  }

  #count(now: number): void {
    if (this.#attended) this.#totalMs += Math.max(0, Math.min(now, this.#lastInput + IDLE_MS) - this.#countedTo);
    this.#countedTo = now;
  }
}

const INPUT = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'scroll'];

/** Runs a clock by what happens to the page until `signal` aborts. */
export function watchAttention(signal: AbortSignal): AttentionClock {
  const clock = new AttentionClock();
  const look = (): void => clock.attend(document.visibilityState === 'visible' && document.hasFocus());
  for (const type of INPUT) addEventListener(type, () => clock.input(), { capture: true, passive: true, signal });
  document.addEventListener('visibilitychange', look, { signal });
  addEventListener('focus', look, { signal });
  // What has the focus next, perhaps a frame of this page, has it only afterwards.
  addEventListener('blur', () => queueMicrotask(look), { signal });
  addEventListener('pagehide', () => clock.attend(false), { signal });
  addEventListener('pageshow', look, { signal });
  look();
  return clock;
}
