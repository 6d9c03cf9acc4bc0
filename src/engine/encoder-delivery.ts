import type { Catalog } from '../catalog/catalog.ts';
import type { Encoder } from '../encoder/encoder.ts';
import { chosenEncoder } from './encoder-choice.ts';
import { EncoderHost, type EncoderHostParts, type OpenEncoderRequest } from './encoder-host.ts';
import type { EncoderParts, EngineParts } from './engine-parts.ts';
import type { HistoryBook } from './history-book.ts';
import type { ProblemList } from './problem-list.ts';
import type { EncoderOptions } from './worker-options.ts';

/** Decides which encoder the host runs, and remembers and tells what became of its files. */
export class EncoderDelivery {
  readonly host: EncoderHost;
  #page: EncoderParts | null;
  #other: EngineParts['otherEncoder'];
  #catalog: () => Promise<Catalog>;
  #book: HistoryBook;
  #problems: ProblemList;
  /** Changes of the encoder, one after the other: the last choice wins. */
  #changing: Promise<unknown> = Promise.resolve();

  constructor({ encoder, otherEncoder }: Pick<EngineParts, 'encoder' | 'otherEncoder'>, catalog: () => Promise<Catalog>, book: HistoryBook, problems: ProblemList, changed: () => void) {
    this.#page = encoder;
    this.#other = otherEncoder;
    this.#catalog = catalog;
    this.#book = book;
    this.#problems = problems;
    this.host = new EncoderHost(this.#hosted(encoder), changed);
  }

  /** Takes up what a person chose or removed in earlier sessions. */
  async recall(): Promise<void> {
    const { chosen, removed } = await this.#book.encoderMemory();
    if (chosen && chosen.insteadOf === this.#pageModel) await this.#use(chosen.encoder);
    if (removed !== undefined && removed === this.host.model) this.host.stayRemoved();
  }

  /** @param choice as EncoderChoice: a tier, or the id of a model */
  use(choice: string): Promise<void> {
    const encoder = chosenEncoder(choice);
    return this.#inTurn(async () => {
      // First, so that what the status shows is what the next session finds.
      await this.#book.rememberEncoder({ chosen: (encoder?.model ?? null) === this.#pageModel ? undefined : { insteadOf: this.#pageModel, encoder } });
      await this.#use(encoder);
    });
  }

  /** Stops the encoder and deletes what is kept of it. */
  remove(): Promise<void> {
    return this.#inTurn(async () => {
      const { model } = this.host;
      await this.host.remove();
      this.#problems.clear('encoder');
      if (model !== null) await this.#book.rememberEncoder({ kept: undefined, removed: model });
    });
  }

  #inTurn(change: () => Promise<void>): Promise<void> {
    const turn = this.#changing.then(change);
    this.#changing = turn.catch(() => undefined);
    return turn;
  }

  get #pageModel(): string | null {
    return this.#page?.model ?? null;
  }

  async #use(encoder: EncoderOptions | null): Promise<void> {
    if ((encoder?.model ?? null) === this.host.model) return;
    this.#problems.clear('encoder');
    const parts = encoder && (encoder.model === this.#page?.model ? this.#page : this.#other(encoder));
    await this.host.use(this.#hosted(parts));
  }

  #hosted(parts: EncoderParts | null): EncoderHostParts | null {
    return parts && { ...parts, open: (request) => this.#open(parts, request) };
  }

  async #open(parts: EncoderParts, request: OpenEncoderRequest): Promise<Encoder> {
    const catalog = await this.#catalog();
    request.signal.throwIfAborted();
    const { model } = parts;
    const encoder = await parts.open(catalog, request);
    this.#problems.clear('encoder');
    const { kept } = await this.#book.encoderMemory();
    if (encoder.fetched && kept === model) this.#problems.add({ room: 'encoder', code: 'evicted', detail: `${model}: expected its files to be kept here, got none` });
    if (!encoder.kept) this.#problems.add({ room: 'encoder', code: 'not-kept', detail: `${model}: expected room for its files, got a refusal` });
    await this.#book.rememberEncoder({ kept: encoder.kept ? model : undefined, removed: undefined });
    return encoder;
  }
}
