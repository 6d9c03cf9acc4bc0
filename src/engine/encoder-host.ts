import type { EncoderStatus, Problem, Progress } from '../domain/status.ts';
import type { Encoder } from '../encoder/encoder.ts';

export type OpenEncoder = (options: { signal: AbortSignal; onProgress: (progress: Progress) => void }) => Promise<Encoder>;

/** Owns the encoder: fetched when it is first needed or asked for, given up on demand, its state told to all. */
export class EncoderHost {
  #open: OpenEncoder;
  #changed: () => void;
  #model: string;
  #state: EncoderStatus['state'] = 'absent';
  #progress: Progress | undefined;
  #problem: Problem | undefined;
  #encoder: Encoder | null = null;
  #loading: Promise<Encoder> | null = null;
  #controller = new AbortController();

  constructor(model: string, open: OpenEncoder, changed: () => void) {
    this.#model = model;
    this.#open = open;
    this.#changed = changed;
  }

  /** Whether loading may start by itself: not after a person gave it up. */
  get willing(): boolean {
    return this.#state !== 'cancelled';
  }

  /**
   * Fetches and starts the encoder; calls while it loads share one download.
   *
   * @throws what opening throws; `AbortError` when given up
   */
  async load(signal?: AbortSignal): Promise<Encoder> {
    signal?.throwIfAborted();
    if (this.#encoder) return this.#encoder;
    this.#loading ??= this.#start();
    const cancel = (): void => this.#controller.abort(signal?.reason);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await this.#loading;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  status(waiting: number): EncoderStatus {
    const { backend, batchSize } = this.#encoder ?? {};
    return { state: this.#state, model: this.#model, backend, batchSize, progress: this.#progress, waiting, problem: this.#problem };
  }

  async close(): Promise<void> {
    this.#controller.abort(new DOMException('closed', 'AbortError'));
    await this.#encoder?.close();
    this.#encoder = null;
  }

  async #start(): Promise<Encoder> {
    this.#controller = new AbortController();
    this.#to('loading');
    try {
      const onProgress = (progress: Progress): void => {
        this.#progress = progress;
        this.#changed();
      };
      const { signal } = this.#controller;
      this.#encoder = await Promise.race([this.#open({ signal, onProgress }), rejectedBy(signal)]);
      this.#to('ready');
      return this.#encoder;
    } catch (error) {
      const { name, message, code } = error as Error & { code?: string };
      this.#loading = null;
      if (name === 'AbortError') this.#to('cancelled');
      else this.#to('failed', { room: 'encoder', code: code ?? name, detail: message });
      throw error;
    }
  }

  #to(state: EncoderStatus['state'], problem?: Problem): void {
    this.#state = state;
    this.#problem = problem;
    this.#progress = undefined;
    this.#changed();
  }
}

/** Rejects when `signal` aborts: what waits for something else first is given up at once too. */
function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}
