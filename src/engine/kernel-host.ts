import type { QuantisedMatrix } from '../domain/matrix.ts';
import type { KernelChoice, KernelReason, Status } from '../domain/status.ts';
import { DeviceLostError, KernelError, type Kernels, type ResidentCatalog } from '../kernels/kernels.ts';
import { orGivenUp } from './or-given-up.ts';

export type ChooseKernels = (choice: KernelChoice, signal?: AbortSignal) => Promise<{ kernels: Kernels; reason: KernelReason; detail?: string }>;

/** What runs in place of kernels that cannot, and why. */
const NEXT = { gpu: 'simd', simd: 'plain' } as const;
const REFUSED = { gpu: 'device-refused', simd: 'no-room' } as const;

interface Loaded {
  kernels: Kernels;
  resident: ResidentCatalog;
  reason: KernelReason;
}

/**
 * Owns the kernels and the catalog that is resident on them. A device that goes away is replaced, first by a new one,
 * then by the CPU; kernels that refuse a request, by the next. The request that met it is run again: its caller never notices.
 */
export class KernelHost {
  #choose: ChooseKernels;
  #vectors: QuantisedMatrix;
  #changed: () => void;
  #choice: KernelChoice;
  #loading!: Promise<Loaded>;
  #loaded: Loaded | null = null;
  /** Changes of kernels, one after the other. */
  #switching: Promise<unknown> = Promise.resolve();
  #losses = 0;
  #closed = false;

  constructor(choose: ChooseKernels, vectors: QuantisedMatrix, choice: KernelChoice, changed: () => void) {
    this.#choose = choose;
    this.#vectors = vectors;
    this.#choice = choice;
    this.#changed = changed;
    this.#serve(this.#load(choice));
  }

  /** Runs `work` on the resident catalog, and again on other kernels when the device is lost, refuses or is replaced under it. */
  async run<T>(work: (resident: ResidentCatalog) => Promise<T>): Promise<T> {
    for (;;) {
      const loading = this.#loading;
      const loaded = await loading;
      try {
        return await work(loaded.resident);
      } catch (error) {
        // Others were chosen meanwhile: the old ones' end is no fault of the request.
        if (this.#loading !== loading) continue;
        const { name } = loaded.kernels;
        if (this.#closed || name === 'plain') throw error;
        if (error instanceof DeviceLostError) this.#replace(loaded);
        else if (error instanceof KernelError) this.#giveWay(loaded, name);
        else throw error;
      }
    }
  }

  /**
   * Changes the kernels; those before serve until the new ones are there.
   *
   * @throws what choosing throws; the signal's reason when given up: then nothing is changed
   */
  async use(choice: KernelChoice, signal?: AbortSignal): Promise<void> {
    const turn = this.#switching.then(() => this.#switch(choice, signal));
    this.#switching = turn.catch(() => undefined);
    return orGivenUp(turn, signal);
  }

  status(): Status['kernels'] {
    if (!this.#loaded) return null;
    const { kernels, reason } = this.#loaded;
    return { name: kernels.name, choice: this.#choice, adapter: kernels.adapter, fallback: kernels.fallback, reason, dispatches: kernels.dispatches };
  }

  /** Lets nothing stay of a history that was forgotten. */
  forget(): void {
    this.#loaded?.resident.forget();
  }

  close(): void {
    this.#closed = true;
    this.#loading.then(release, () => undefined);
  }

  async #switch(choice: KernelChoice, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const next = await this.#load(choice, undefined, signal);
    if (this.#closed || signal?.aborted) release(next);
    signal?.throwIfAborted();
    if (this.#closed) return;
    const before = this.#loading;
    this.#choice = choice;
    this.#losses = 0;
    this.#serve(Promise.resolve(next));
    await this.#loading;
    before.then(release, () => undefined);
  }

  /** From here on requests run on what `loading` gives. */
  #serve(loading: Promise<Loaded>): void {
    this.#loading = loading;
    this.#loaded = null;
    loading.then((loaded) => this.#took(loading, loaded), () => undefined);
  }

  #took(loading: Promise<Loaded>, loaded: Loaded): void {
    if (this.#loading !== loading) return;
    this.#loaded = loaded;
    void loaded.kernels.lost.then(() => this.#replace(loaded));
    this.#changed();
  }

  /**
   * Loads the catalog on the kernels chosen; on the next where they have no room for it or the device goes away at once.
   *
   * @param insteadOf why the CPU runs, if it comes to that, in place of what was lost
   */
  async #load(choice: KernelChoice, insteadOf?: KernelReason, signal?: AbortSignal): Promise<Loaded> {
    const { kernels, reason } = await this.#choose(choice, signal);
    const { name } = kernels;
    const resident = await kernels.load(this.#vectors, signal).catch((error: unknown) => {
      kernels.close();
      if (name === 'plain' || signal?.aborted) throw error;
      return error instanceof DeviceLostError ? 'device-lost' as const : REFUSED[name];
    });
    if (typeof resident === 'string') return this.#load(NEXT[name as 'gpu' | 'simd'], insteadOf ?? resident, signal);
    return { kernels, resident, reason: name === 'gpu' ? reason : (insteadOf ?? reason) };
  }

  /** One new device after the first loss; the CPU after the second, and when there is no new device. */
  #replace(lost: Loaded): void {
    if (this.#loaded !== lost || this.#closed) return;
    this.#losses++;
    this.#serve(this.#load(this.#losses > 1 ? NEXT.gpu : this.#choice, 'device-lost'));
    this.#changed();
  }

  /** The next kernels, until others are chosen: a device out of memory for one request would refuse the next. */
  #giveWay(refusing: Loaded, name: 'gpu' | 'simd'): void {
    this.#serve(this.#load(NEXT[name], REFUSED[name]));
    release(refusing);
    this.#changed();
  }
}

function release({ kernels, resident }: Loaded): void {
  resident.release();
  kernels.close();
}
