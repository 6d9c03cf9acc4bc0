import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Recommender } from '../domain/recommender.ts';
import type { Change } from '../domain/status.ts';

/** Asked by an element without a recommender; bubbles, composed. */
export const CONNECT = 'attune-connect';
/** Heard on `window`: someone new answers, ask again. */
export const PROVIDER = 'attune-provider';

export interface ConnectDetail {
  /** URL of the catalog pack that the element was given. */
  catalog: string | null;
  /** Public key that the pack must be signed by, where the element was given one. */
  key: string | null;
  /** The encoder that the element was given. */
  encoder: string | null;
  connect(recommender: Recommender): void;
}

declare global {
  interface HTMLElementEventMap {
    'attune-connect': CustomEvent<ConnectDetail>;
  }
}

/**
 * Answers the elements under `root`: `provide` gives the recommender of what was asked for, or null to leave the question to
 * someone further out. Elements that asked before are heard too. Call the result to stop.
 */
export function answerConnect(root: EventTarget, provide: (asked: Omit<ConnectDetail, 'connect'>) => Recommender | null): () => void {
  const listener = (event: Event): void => {
    const { connect, ...asked } = (event as CustomEvent<ConnectDetail>).detail;
    const recommender = provide(asked);
    if (!recommender) return;
    event.stopPropagation();
    connect(recommender);
  };
  root.addEventListener(CONNECT, listener);
  window.dispatchEvent(new Event(PROVIDER));
  return () => root.removeEventListener(CONNECT, listener);
}

/** What an element must offer to be connected. */
export interface Connectable extends ReactiveControllerHost, HTMLElement {
  /** The recommender that was set. */
  given: Recommender | null;
  catalog: string | null;
  catalogKey: string | null;
  encoder: string | null;
  /** Resolves once there is somebody to work for; null where that is now. */
  whenWanted(signal: AbortSignal): Promise<void> | null;
  /** Starts work; `signal` aborts when the element leaves or is given another recommender. */
  begin(recommender: Recommender, signal: AbortSignal): void;
  changed(change: Change): void;
}

/** Holds an element's line to its recommender: given as a property or asked for, released when the element leaves. */
export class Connection implements ReactiveController {
  readonly #host: Connectable;
  #given: Recommender | null = null;
  #answer: Recommender | null = null;
  #serving: Recommender | null = null;
  /** Catalog and key of the open question; undefined before one was put. */
  #askedFor: string | undefined;
  #abort: AbortController | null = null;

  constructor(host: Connectable) {
    this.#host = host;
    host.addController(this);
  }

  /** The recommender in use; null while nobody answered. */
  get recommender(): Recommender | null {
    return this.#serving;
  }

  hostConnected(): void {
    window.addEventListener(PROVIDER, this.#ask);
    // A first update follows by itself; an element that was moved gets none.
    queueMicrotask(() => this.hostUpdate());
  }

  hostDisconnected(): void {
    window.removeEventListener(PROVIDER, this.#ask);
    this.#given = this.#answer = null;
    this.#askedFor = undefined;
    this.#release();
  }

  hostUpdate(): void {
    const { given: recommender, isConnected } = this.#host;
    if (!isConnected || (recommender === this.#given && (recommender !== null || this.#asks === this.#askedFor))) return;
    this.#given = recommender;
    this.#answer = null;
    if (recommender) return this.#serve(recommender);
    this.#release();
    this.#ask();
  }

  get #asks(): string {
    return JSON.stringify([this.#host.catalog, this.#host.catalogKey, this.#host.encoder]);
  }

  readonly #ask = (): void => {
    if (this.#given || this.#answer) return;
    const { catalog, catalogKey: key, encoder } = this.#host;
    const asked = (this.#askedFor = this.#asks);
    const connect = (recommender: Recommender): void => {
      if (!this.#host.isConnected || this.#given || asked !== this.#asks) return;
      this.#answer = recommender;
      this.#serve(recommender);
    };
    this.#host.dispatchEvent(new CustomEvent<ConnectDetail>(CONNECT, { bubbles: true, composed: true, detail: { catalog, key, encoder, connect } }));
  };

  #serve(recommender: Recommender): void {
    if (recommender === this.#serving) return;
    this.#release();
    this.#serving = recommender;
    const abort = (this.#abort = new AbortController());
    const wanted = this.#host.whenWanted(abort.signal);
    if (wanted) void wanted.then(() => this.#begin(recommender, abort.signal));
    else this.#begin(recommender, abort.signal);
  }

  #begin(recommender: Recommender, signal: AbortSignal): void {
    if (signal.aborted) return;
    const heard = (change: Change): void => {
      if (!signal.aborted) this.#host.changed(change);
    };
    void recommender.subscribe(heard).then(
      (stop) => (signal.aborted ? stop() : signal.addEventListener('abort', stop)),
      () => {
        // A recommender that is closed tells nothing; what is asked of it next says so.
      },
    );
    this.#host.begin(recommender, signal);
  }

  #release(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.#serving = null;
  }
}
