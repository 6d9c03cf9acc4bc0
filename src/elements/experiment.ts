import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { parseExperiment, type Variant } from '../domain/experiment.ts';
import type { Recommender } from '../domain/recommender.ts';

/** Which variant a list is of, asked of the recommender once. */
export class Experiment implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #text: string | null = null;
  #recommender: Recommender | null = null;
  #variant: Variant | null = null;
  #asking = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#recommender = null;
  }

  /** Null without an experiment, and before it is known. */
  get variant(): Variant | null {
    return this.#variant;
  }

  /** As analytics name it; undefined without an experiment. */
  get label(): string | undefined {
    const setting = parseExperiment(this.#text ?? '');
    return setting && this.#variant ? `${setting.name}:${this.#variant}` : undefined;
  }

  /** Whether a list may be asked for: not while the draw is unknown. A text that describes no experiment is none. */
  ready(text: string | null, recommender: Recommender | null): boolean {
    if (text !== this.#text || recommender !== this.#recommender) {
      [this.#text, this.#recommender, this.#variant, this.#asking] = [text, recommender, null, false];
    }
    const setting = parseExperiment(text ?? '');
    if (!setting) return true;
    if (recommender && this.#variant === null && !this.#asking) void this.#ask(recommender, setting.name, setting.share);
    return this.#variant !== null;
  }

  /** Where nothing can be drawn the list is the one that everybody would get. */
  async #ask(recommender: Recommender, name: string, share: number): Promise<void> {
    const text = this.#text;
    this.#asking = true;
    const variant = await recommender.experiment(name, share).catch((): Variant => 'control');
    if (text !== this.#text || recommender !== this.#recommender) return;
    this.#variant = variant;
    this.#host.requestUpdate();
  }
}
