import type { EmbeddingSpace } from '../domain/embedding-space.ts';
import { pause, throwIfAborted } from './abort.ts';
import { type EncodeOptions, type Encoder, EncoderError, type Encoding, UNKNOWN_LIMIT } from './encoder.ts';
import type { Lexicon } from './lexicon.ts';
import type { StartedModel, Tokens } from './start-model.ts';

/** How long a thread may be kept busy before it hears messages, an abort among them. */
const BREATH_MS = 100;

export interface ModelEncoderParts {
  model: string;
  space: EmbeddingSpace;
  backend: Encoder['backend'];
  batchSize: number;
  started: StartedModel;
  lexicon?: Lexicon;
}

/** An encoder over a model that runs; texts that the model cannot read go to the lexicon. */
export class ModelEncoder implements Encoder {
  readonly model: string;
  readonly space: EmbeddingSpace;
  readonly dimension: number;
  readonly backend: Encoder['backend'];
  readonly batchSize: number;
  readonly #started: StartedModel;
  readonly #lexicon: Lexicon | undefined;
  #closed = false;

  /** @throws {RangeError} when the lexicon's vectors have another dimension than the model's */
  constructor({ model, space, backend, batchSize, started, lexicon }: ModelEncoderParts) {
    if (lexicon && lexicon.dimension !== started.dimension) throw new RangeError(`encoder: expected a lexicon of ${started.dimension} dimensions, got ${lexicon.dimension}`);
    this.model = model;
    this.space = space;
    this.dimension = started.dimension;
    this.backend = backend;
    this.batchSize = batchSize;
    this.#started = started;
    this.#lexicon = lexicon;
  }

  async encode(texts: readonly string[], { signal, onProgress }: EncodeOptions = {}): Promise<Encoding> {
    const encoding = this.#blank(texts.length);
    let waiting: { row: number; tokens: Tokens }[] = [];
    const start = performance.now();
    let breath = start;
    const flush = async () => {
      await this.#fill(encoding, waiting);
      waiting = [];
    };
    for (const [row, text] of texts.entries()) {
      throwIfAborted(signal);
      const tokens = this.#started.tokens(text);
      encoding.unknownShare[row] = tokens.unknownShare;
      if (this.#lexicon && tokens.unknownShare > UNKNOWN_LIMIT) this.#speak(encoding, row, text, this.#lexicon);
      else if (tokens.ids.length > 0) waiting.push({ row, tokens });
      if (waiting.length >= this.batchSize) await flush();
      if (performance.now() - breath >= BREATH_MS) {
        await pause(0, signal);
        onProgress?.({ done: row + 1 - waiting.length, total: texts.length, unit: 'items' });
        breath = performance.now();
      }
    }
    if (waiting.length > 0) await flush();
    throwIfAborted(signal);
    onProgress?.({ done: texts.length, total: texts.length, unit: 'items' });
    performance.measure('encode', { start, end: performance.now() });
    return encoding;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#started.close();
  }

  #blank(rows: number): Encoding {
    if (this.#closed) throw new EncoderError('encode-failed', 'expected an open encoder, got a closed one');
    const spaces = this.#lexicon ? [this.space, this.#lexicon.space] : [this.space];
    const data = new Float32Array(rows * this.dimension);
    return { matrix: { data, rows, dimension: this.dimension, spaces, spaceOf: new Uint8Array(rows) }, unknownShare: new Float32Array(rows) };
  }

  #speak({ matrix }: Encoding, row: number, text: string, lexicon: Lexicon): void {
    matrix.data.set(lexicon.vector(text), row * this.dimension);
    matrix.spaceOf[row] = 1;
  }

  async #fill({ matrix }: Encoding, batch: readonly { row: number; tokens: Tokens }[]): Promise<void> {
    if (this.#closed) throw new EncoderError('encode-failed', 'expected an open encoder, got one that closed meanwhile');
    let vectors: Float32Array;
    try {
      vectors = await this.#started.vectors(batch.map(({ tokens }) => tokens));
    } catch (error) {
      throw new EncoderError('encode-failed', `expected vectors of ${batch.length} texts, got ${error instanceof Error ? error.message : `failure ${String(error)}`}`, error);
    }
    for (const [n, { row }] of batch.entries()) matrix.data.set(vectors.subarray(n * this.dimension, (n + 1) * this.dimension), row * this.dimension);
  }
}
