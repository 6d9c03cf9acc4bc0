import { type CommerceEvent, commerceEventOf } from './commerce-event.ts';
import { wrapMethod } from './watch-navigation.ts';

/** Tag managers keep no more themselves. */
const MAX_PAST_ENTRIES = 300;

interface Layer {
  push(...entries: unknown[]): unknown;
}

/**
 * Hears what shops push to their data layer, from the entries that were there before. The array and its `push` go on
 * working; when `signal` aborts they are what they were.
 */
export class DataLayer {
  readonly #name: string;
  readonly #heard: (event: CommerceEvent, entry: number) => void;
  readonly #signal: AbortSignal;
  #layer: Layer | null = null;
  #entries = 0;

  /** @param heard told each event with the number of its entry on this page */
  constructor(name: string, heard: (event: CommerceEvent, entry: number) => void, signal: AbortSignal) {
    this.#name = name;
    this.#heard = heard;
    this.#signal = signal;
    this.look();
  }

  /** Goes over to the layer that the page has now, which may be another. A page without one gets one, as a tag manager would give it. */
  look(): void {
    const globals = globalThis as unknown as Record<string, unknown>;
    if (globals[this.#name] === undefined) this.#create(globals);
    const layer = globals[this.#name];
    if (layer === this.#layer || !isLayer(layer)) return;
    this.#layer = layer;
    wrapMethod(layer, 'push', (...entries) => entries.forEach((entry) => this.#hear(entry)), this.#signal);
    if (Array.isArray(layer)) for (const entry of layer.slice(-MAX_PAST_ENTRIES)) this.#hear(entry);
  }

  #create(globals: Record<string, unknown>): void {
    const made: unknown[] = [];
    globals[this.#name] = made;
    this.#signal.addEventListener('abort', () => {
      if (globals[this.#name] === made && made.length === 0) delete globals[this.#name];
    }, { once: true });
  }

  #hear(entry: unknown): void {
    const number = this.#entries++;
    try {
      const event = commerceEventOf(entry);
      if (event) this.#heard(event, number);
    } catch {
      // What a page pushes may answer reading with an error; its push was done.
    }
  }
}

function isLayer(value: unknown): value is Layer {
  return typeof value === 'object' && value !== null && typeof (value as Layer).push === 'function';
}
