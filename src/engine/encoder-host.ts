import type { EncoderStatus, Problem, Progress } from '../domain/status.ts';
import type { Encoder } from '../encoder/encoder.ts';
import { orGivenUp } from './or-given-up.ts';

export interface OpenEncoderRequest {
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
  /** Must fetch nothing: opens what is kept here, or rejects with the code `deferred`. */
  keptOnly: boolean;
}

export type OpenEncoder = (request: OpenEncoderRequest) => Promise<Encoder>;

export interface EncoderHostParts {
  model: string;
  open: OpenEncoder;
  /** Deletes what is kept of the model. */
  remove(): Promise<void>;
  /** Whether a download should wait for a person's word. */
  isCostly(): boolean;
  changed(): void;
}

/** Owns the encoder: fetched when it is first needed or asked for, given up or removed on demand, its state told to all. */
export class EncoderHost {
  #parts: EncoderHostParts;
  #state: EncoderStatus['state'] = 'absent';
  #progress: Progress | undefined;
  #problem: Problem | undefined;
  #encoder: Encoder | null = null;
  #loading: Promise<Encoder> | null = null;
  #controller = new AbortController();

  constructor(parts: EncoderHostParts) {
    this.#parts = parts;
  }

  /** Whether loading may start by itself: not after a person gave it up or removed it, nor while it waits for their word. */
  get willing(): boolean {
    return !['cancelled', 'removed', 'deferred'].includes(this.#state);
  }

  /**
   * Fetches and starts the encoder because somebody asked; calls while it loads share one download.
   *
   * @throws what opening throws; `AbortError` when given up
   */
  async load(signal?: AbortSignal): Promise<Encoder> {
    return this.#load(false, signal);
  }

  /**
   * Starts the encoder because a text waits for it: on a costly connection only if nothing must be fetched.
   *
   * @throws as load(); `deferred` when it waits for a person's word
   */
  async loadUnasked(): Promise<Encoder> {
    return this.#load(this.#parts.isCostly());
  }

  /** Stops the encoder and deletes what is kept of it; it is not fetched again until somebody asks. */
  async remove(): Promise<void> {
    this.#controller.abort(new DOMException('removed', 'AbortError'));
    await this.#loading?.catch(() => undefined);
    await this.#stop();
    await this.#parts.remove();
    this.#to('removed');
  }

  /** Takes up that it was removed in an earlier session. */
  stayRemoved(): void {
    if (this.#state === 'absent') this.#to('removed');
  }

  status(waiting: number): EncoderStatus {
    const { backend, choice, batchSize, kept, languages } = this.#encoder ?? {};
    return { state: this.#state, model: this.#parts.model, backend, choice, batchSize, kept, languages: languages && [...languages], progress: this.#progress, waiting, problem: this.#problem };
  }

  async close(): Promise<void> {
    this.#controller.abort(new DOMException('closed', 'AbortError'));
    await this.#stop();
  }

  async #stop(): Promise<void> {
    await this.#encoder?.close();
    this.#encoder = null;
    this.#loading = null;
  }

  async #load(keptOnly: boolean, signal?: AbortSignal): Promise<Encoder> {
    signal?.throwIfAborted();
    if (this.#encoder) return this.#encoder;
    this.#loading ??= this.#start(keptOnly);
    const cancel = (): void => this.#controller.abort(signal?.reason);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await this.#loading;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  async #start(keptOnly: boolean): Promise<Encoder> {
    this.#controller = new AbortController();
    this.#to('loading');
    try {
      const onProgress = (progress: Progress): void => {
        this.#progress = progress;
        this.#parts.changed();
      };
      const { signal } = this.#controller;
      const opening = this.#parts.open({ signal, onProgress, keptOnly });
      // What opens too late is nobody's.
      this.#encoder = await orGivenUp(opening, signal, () => void opening.then((late) => late.close(), () => undefined));
      this.#to('ready');
      return this.#encoder;
    } catch (error) {
      const { name, message, code } = error as Error & { code?: string };
      this.#loading = null;
      if (name === 'AbortError') this.#to('cancelled');
      else if (code === 'deferred') this.#to('deferred');
      else this.#to('failed', { room: 'encoder', code: code ?? name, detail: message });
      throw error;
    }
  }

  #to(state: EncoderStatus['state'], problem?: Problem): void {
    this.#state = state;
    this.#problem = problem;
    this.#progress = undefined;
    this.#parts.changed();
  }
}
