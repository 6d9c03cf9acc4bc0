import { KernelError, DeviceLostError } from '../kernels.ts';
import { compileShader, type CompiledShader } from './compile-shader.ts';
import { Recorder } from './recorder.ts';
import type { Shader } from './shader-catalog.ts';

/** A mapping that fails because the device goes is told of shortly before the loss is: how long to wait for the news. */
const LOSS_NEWS_MS = 2_000;

/** Longest work of one submission: the GPU also draws the page, and watchdogs kill what takes seconds. */
const SUBMISSION_MS = 12;
/** Multiplications a millisecond of a slow GPU, until this one's are known, and how many tell. */
const FIRST_RATE = 20e6;
const TELLING_PRODUCTS = 20e6;

/** The one device: compiles each shader once, runs submissions, and turns loss and validation errors into named ones. */
export class GpuDevice {
  readonly device: GPUDevice;
  /** Resolves with the reason when the device is lost; never for `close()`. */
  readonly lost: Promise<string>;
  dispatches = 0;
  /** Multiplications a millisecond, as the last large request went. */
  #rate = FIRST_RATE;
  readonly #groupLimit: number;
  readonly #compiled = new Map<string, Promise<CompiledShader>>();
  readonly #waiting = new Set<(error: Error) => void>();
  #gone: DeviceLostError | null = null;
  #closing = false;

  constructor(device: GPUDevice, groupLimit: number) {
    this.device = device;
    this.#groupLimit = groupLimit;
    this.lost = this.#watch();
  }

  compile(shader: Shader): Promise<CompiledShader> {
    let compiled = this.#compiled.get(shader.label);
    if (!compiled) {
      compiled = this.orLost(compileShader(this.device, shader));
      this.#compiled.set(shader.label, compiled);
    }
    return compiled;
  }

  /**
   * Records, submits and reads back in one go: nothing else can come between the uploads and the submission.
   *
   * @param record dispatches on the recorder and returns what to read back
   * @throws {DeviceLostError} when the device goes; {KernelError} with the message of a validation or memory error;
   *   `AbortError` at once when given up, while the GPU finishes by itself
   */
  async run(record: (recorder: Recorder) => { buffer: GPUBuffer; sizeBytes: number }[], signal?: AbortSignal): Promise<ArrayBuffer> {
    const reading = this.#submit(record);
    return this.orLost(reading, signal);
  }

  /** Multiplications that one submission may hold. */
  get budget(): number {
    return this.#rate * SUBMISSION_MS;
  }

  /** `work`, or the rejection that comes first: the device's loss or the caller's abort. */
  orLost<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#gone) reject(this.#gone);
      if (signal?.aborted) reject(signal.reason as Error);
      const abort = () => reject(signal?.reason as Error);
      this.#waiting.add(reject);
      signal?.addEventListener('abort', abort, { once: true });
      void work.then(resolve, reject).finally(() => {
        this.#waiting.delete(reject);
        signal?.removeEventListener('abort', abort);
      });
    });
  }

  /** Fills buffers with zeros, behind what is submitted already. */
  clear(buffers: readonly GPUBuffer[]): void {
    if (this.#gone) return;
    const encoder = this.device.createCommandEncoder();
    for (const buffer of buffers) encoder.clearBuffer(buffer);
    this.device.queue.submit([encoder.finish()]);
  }

  close(): void {
    this.#closing = true;
    this.device.destroy();
  }

  async #watch(): Promise<string> {
    const { reason, message } = await this.device.lost;
    this.#gone = new DeviceLostError(this.#closing ? 'kernels: expected an open device, got a closed one' : `GPU device lost (${reason}): ${message}`);
    for (const reject of this.#waiting) reject(this.#gone);
    return this.#closing ? new Promise<string>(() => undefined) : message || reason;
  }

  async #submit(record: (recorder: Recorder) => { buffer: GPUBuffer; sizeBytes: number }[]): Promise<ArrayBuffer> {
    if (this.#gone) throw this.#gone;
    const scopes: GPUErrorFilter[] = ['validation', 'out-of-memory', 'internal'];
    for (const scope of scopes) this.device.pushErrorScope(scope);
    const recorder = new Recorder(this.device, this.#groupLimit);
    let staging: GPUBuffer;
    let sizeBytes: number;
    let errors: Promise<(GPUError | null)[]>;
    const started = performance.now();
    try {
      const parts = record(recorder);
      sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
      staging = recorder.submit(parts);
    } finally {
      errors = Promise.all(scopes.map(() => this.device.popErrorScope()));
    }
    this.dispatches += recorder.dispatches;
    try {
      const reading = staging.mapAsync(GPUMapMode.READ).then(() => null, (error: unknown) => error);
      const error = (await errors).find((each) => each !== null);
      if (error) throw new KernelError(`GPU: expected a valid submission, got ${error.message}`);
      const failure = await reading;
      if (failure !== null) throw await this.#lossOr(failure);
      if (recorder.products >= TELLING_PRODUCTS) this.#rate = recorder.products / (performance.now() - started);
      return staging.getMappedRange().slice(0, sizeBytes);
    } finally {
      recorder.free();
    }
  }

  async #lossOr(failure: unknown): Promise<Error> {
    const timer = new Promise((resolve) => setTimeout(resolve, LOSS_NEWS_MS));
    await Promise.race([this.device.lost, timer]);
    return this.#gone ?? new KernelError(`GPU: expected to read the result back, got ${String(failure)}`, { cause: failure });
  }
}
