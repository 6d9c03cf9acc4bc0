import type { HistoryEvent } from '../domain/event.ts';
import { type Draw, type ExperimentReport, experimentReport, type Variant } from '../domain/experiment.ts';
import type { Store } from '../store/store.ts';

const EXPERIMENTS = 'experiments';

/** What was drawn for this device in each experiment; it lies in the store alone, so that all tabs go by one draw. */
export class ExperimentDraws {
  #store: Promise<Store>;
  #now: () => string;
  /** Draws one after the other: of two at once both would write. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: Promise<Store>, now: () => string) {
    this.#store = store;
    this.#now = now;
  }

  /**
   * The variant of an experiment, drawn where there is none yet.
   *
   * @throws {TypeError} when the name is empty; {RangeError} unless the share is 0 … 1
   */
  async variant(name: string, share: number): Promise<Variant> {
    if (typeof name !== 'string' || name === '') throw new TypeError(`experiment: expected a name, got ${JSON.stringify(name)}`);
    if (!(share >= 0 && share <= 1)) throw new RangeError(`experiment: expected a share from 0 to 1, got ${JSON.stringify(share)}`);
    const drawn = this.#last.then(() => this.#draw(name, share));
    this.#last = drawn.catch(() => undefined);
    return (await drawn).variant;
  }

  async reports(history: readonly HistoryEvent[]): Promise<ExperimentReport[]> {
    return Object.entries(await this.#known()).map(([name, draw]) => experimentReport(name, draw, history));
  }

  async forget(): Promise<void> {
    if (Object.keys(await this.#known()).length > 0) await (await this.#store).putSetting(EXPERIMENTS, {});
  }

  async #draw(name: string, share: number): Promise<Draw> {
    const known = await this.#known();
    if (Object.hasOwn(known, name)) return known[name];
    const draw: Draw = { variant: Math.random() < share ? 'treatment' : 'control', since: this.#now() };
    // One that cannot be kept holds for this list; the store's own trouble is told where something is remembered.
    await (await this.#store).putSetting(EXPERIMENTS, { ...known, [name]: draw }).catch(() => undefined);
    return draw;
  }

  async #known(): Promise<Record<string, Draw>> {
    return (await (await this.#store).getSetting<Record<string, Draw>>(EXPERIMENTS)) ?? {};
  }
}
