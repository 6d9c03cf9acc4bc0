import type { EncoderStatus, Problem, Progress, UnreadTexts } from '../domain/status.ts';
import type { Encoder } from '../encoder/encoder.ts';
import { tierOf } from './encoder-choice.ts';
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
}

/** Owns the encoder: fetched when it is first needed or asked for, given up or removed on demand, its state told to all. */
export class EncoderHost {
  #parts: EncoderHostParts | null;
  #changed: () => void;
  #state: EncoderStatus['state'] = 'absent';
  #progress: Progress | undefined;
  #problem: Problem | undefined;
  #encoder: Encoder | null = null;
  #loading: { encoder: Promise<Encoder>; keptOnly: boolean } | null = null;
  #controller = new AbortController();

  /**
   * @param parts null for no encoder
   * @param changed called when the status changed
   */
  constructor(parts: EncoderHostParts | null, changed: () => void) {
    this.#parts = parts;
    this.#changed = changed;
  }

  /** Id of the model; null for none. */
  get model(): string | null {
    return this.#parts?.model ?? null;
  }

  /** The encoder, once it runs. */
  get current(): Encoder | null {
    return this.#encoder;
  }

  /** Languages that the encoder reads; none while it is not there. */
  get languages(): readonly string[] {
    return this.#encoder?.languages ?? [];
  }

  /** Whether loading may start by itself: not without a model, not after a person gave it up or removed it, nor while it waits for their word. */
  get willing(): boolean {
    return this.#parts !== null && !['cancelled', 'removed', 'deferred'].includes(this.#state);
  }

  /**
   * Fetches and starts the encoder because somebody asked; calls while it loads share one download.
   *
   * @throws what opening throws; {TypeError} where there is none to load; `AbortError` when given up
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
    return this.#load(this.#parts?.isCostly() ?? false);
  }

  /** Stops the encoder and deletes what is kept of it; it is not fetched again until somebody asks. */
  async remove(): Promise<void> {
    await this.#stop('removed');
    await this.#parts?.remove();
    this.#to(this.#parts ? 'removed' : 'absent');
  }

  /** Stops the encoder and goes on with another, null for none; it is fetched when it is needed. */
  async use(parts: EncoderHostParts | null): Promise<void> {
    await this.#stop('another was chosen');
    this.#parts = parts;
    this.#to('absent');
  }

  /** Takes up that it was removed in an earlier session. */
  stayRemoved(): void {
    if (this.#state === 'absent') this.#to('removed');
  }

  status(waiting: number, unread: UnreadTexts[]): EncoderStatus {
    const { backend, choice, batchSize, kept, languages } = this.#encoder ?? {};
    return { state: this.#state, tier: tierOf(this.model), model: this.model ?? '', backend, choice, batchSize, kept, languages: languages && [...languages], unread, progress: this.#progress, waiting, problem: this.#problem };
  }

  async close(): Promise<void> {
    this.#controller.abort(new DOMException('closed', 'AbortError'));
    await this.#encoder?.close();
  }

  async #stop(reason: string): Promise<void> {
    this.#controller.abort(new DOMException(reason, 'AbortError'));
    await this.#loading?.encoder.catch(() => undefined);
    const encoder = this.#encoder;
    this.#encoder = null;
    this.#loading = null;
    await encoder?.close();
  }

  async #load(keptOnly: boolean, signal?: AbortSignal): Promise<Encoder> {
    signal?.throwIfAborted();
    if (this.#encoder) return this.#encoder;
    if (!this.#parts) throw new TypeError('loadEncoder: expected an encoder to be set, got none');
    const loading = (this.#loading ??= { encoder: this.#start(this.#parts, keptOnly), keptOnly });
    const cancel = (): void => this.#controller.abort(signal?.reason);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await loading.encoder;
    } catch (error) {
      // Whoever asked does not content themselves with what is kept here.
      if (loading.keptOnly && !keptOnly && (error as { code?: string }).code === 'deferred') return await this.#load(false, signal);
      throw error;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  async #start({ open }: EncoderHostParts, keptOnly: boolean): Promise<Encoder> {
    this.#controller = new AbortController();
    this.#to('loading');
    try {
      const onProgress = (progress: Progress): void => {
        this.#progress = progress;
        this.#changed();
      };
      const { signal } = this.#controller;
      const opening = open({ signal, onProgress, keptOnly });
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
    this.#changed();
  }
}
