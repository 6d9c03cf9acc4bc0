import type { Catalog } from '../catalog/catalog.ts';
import type { Encoder } from '../encoder/encoder.ts';
import type { OpenEncoderRequest } from './encoder-host.ts';
import type { EncoderParts } from './engine-parts.ts';
import type { EncoderMemory, HistoryBook } from './history-book.ts';
import type { ProblemList } from './problem-list.ts';

/** Opens the encoder, and remembers and tells what became of its files. */
export class EncoderDelivery {
  #parts: EncoderParts;
  #book: HistoryBook;
  #problems: ProblemList;

  constructor(parts: EncoderParts, book: HistoryBook, problems: ProblemList) {
    this.#parts = parts;
    this.#book = book;
    this.#problems = problems;
  }

  async open(catalog: Catalog, request: OpenEncoderRequest): Promise<Encoder> {
    request.signal.throwIfAborted();
    const { model } = this.#parts;
    const encoder = await this.#parts.open(catalog, request);
    this.#problems.clear('encoder');
    const { kept } = await this.#book.encoderMemory();
    if (encoder.fetched && kept === model) this.#problems.add({ room: 'encoder', code: 'evicted', detail: `${model}: expected its files to be kept here, got none` });
    if (!encoder.kept) this.#problems.add({ room: 'encoder', code: 'not-kept', detail: `${model}: expected room for its files, got a refusal` });
    await this.#noted(encoder.kept ? { kept: model } : {});
    return encoder;
  }

  /** Takes up that the files were deleted. */
  async removed(): Promise<void> {
    this.#problems.clear('encoder');
    await this.#noted({ removed: true });
  }

  /** What is not noted costs a sentence another day, and nothing else. */
  async #noted(memory: EncoderMemory): Promise<void> {
    await this.#book.rememberEncoder(memory).catch(() => undefined);
  }
}
