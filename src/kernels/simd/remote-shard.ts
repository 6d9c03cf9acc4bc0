import type { QuantisedMatrix } from '../../domain/matrix.ts';
import type { ReadRequest } from '../cpu-catalog.ts';
import { KernelError } from '../kernels.ts';
import type { SimdModule } from './compile-simd.ts';
import type { FromShard, ToShard } from './shard-messages.ts';

/** A shard that a worker reads. */
export class RemoteShard {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve(readouts: Float32Array[]): void; reject(error: Error): void }>();
  #calls = 0;
  #failure: KernelError | null = null;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<FromShard>) => this.#take(data));
    // Without a message the script could not be loaded: an address that is refused, or a page that forbids workers.
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#fail(event.message || 'no script');
    });
    worker.addEventListener('messageerror', () => this.#fail('a message that cannot be read'));
  }

  /** Gives the worker its rows, whose buffers it keeps. */
  async load(catalog: QuantisedMatrix, module: SimdModule): Promise<void> {
    await this.#call((call) => ({ kind: 'load', call, catalog, module }), undefined, [catalog.blocks.buffer, catalog.scales.buffer, catalog.spaceOf.buffer]);
  }

  /**
   * [heads][rows of the shard]
   *
   * @throws {KernelError} when the worker fails; the signal's reason when given up
   */
  read(request: ReadRequest, signal?: AbortSignal): Promise<Float32Array[]> {
    return this.#call((call) => ({ kind: 'read', call, request }), signal);
  }

  forget(): void {
    this.#send({ kind: 'forget' });
  }

  close(): void {
    this.#worker.terminate();
    this.#fail('a closed worker');
  }

  #call(message: (call: number) => ToShard, signal?: AbortSignal, transfer: Transferable[] = []): Promise<Float32Array[]> {
    const call = ++this.#calls;
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      if (signal?.aborted) return reject(signal.reason as Error);
      const abort = () => {
        this.#send({ kind: 'abort', call });
        reject(signal?.reason as Error);
      };
      const done = () => {
        this.#waiting.delete(call);
        signal?.removeEventListener('abort', abort);
      };
      this.#waiting.set(call, { resolve: (readouts) => (done(), resolve(readouts)), reject: (error) => (done(), reject(error)) });
      signal?.addEventListener('abort', abort, { once: true });
      this.#send(message(call), transfer);
    });
  }

  #take(answer: FromShard): void {
    const waiting = this.#waiting.get(answer.call);
    if ('readouts' in answer) waiting?.resolve(answer.readouts);
    else if (answer.error.name === 'AbortError') waiting?.reject(new DOMException(answer.error.message, 'AbortError'));
    else waiting?.reject(new KernelError(answer.error.message));
  }

  #fail(why: string): void {
    this.#failure ??= new KernelError(`WebAssembly: expected a worker for a shard, got ${why}`);
    for (const { reject } of Array.from(this.#waiting.values())) reject(this.#failure);
  }

  #send(message: ToShard, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, { transfer });
  }
}
