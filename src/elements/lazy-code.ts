import type { ReactiveControllerHost } from 'lit';

/** Code that few elements need, fetched when one does. */
export class LazyCode<Code> {
  readonly #load: () => Promise<Code>;
  #code: Code | null = null;

  constructor(load: () => Promise<Code>) {
    this.#load = load;
  }

  /** For drawing: null until it is there, when `host` draws again. Where it could not be had, the next drawing tries again. */
  of(host: ReactiveControllerHost): Code | null {
    if (!this.#code) this.fetch().then(() => host.requestUpdate(), () => undefined);
    return this.#code;
  }

  async fetch(): Promise<Code> {
    return (this.#code ??= await this.#load());
  }
}
