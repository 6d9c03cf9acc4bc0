import type { QuantisedMatrix } from '../domain/matrix.ts';
import type { KernelChoice, KernelReason, Status } from '../domain/status.ts';
import { DeviceLostError, type Kernels, type ResidentCatalog } from '../kernels/kernels.ts';

export type ChooseKernels = (choice: KernelChoice, signal?: AbortSignal) => Promise<{ kernels: Kernels; reason: KernelReason; detail?: string }>;

interface Loaded {
  kernels: Kernels;
  resident: ResidentCatalog;
  reason: KernelReason;
}

/**
 * Owns the kernels and the catalog that is resident on them. A device that goes away is replaced, first by a new one,
 * then by the CPU, and the request that met the loss is run again: its caller never notices.
 */
export class KernelHost {
  #choose: ChooseKernels;
  #vectors: QuantisedMatrix;
  #changed: () => void;
  #choice: KernelChoice;
  #loading: Promise<Loaded>;
  #loaded: Loaded | null = null;
  #losses = 0;

  constructor(choose: ChooseKernels, vectors: QuantisedMatrix, choice: KernelChoice, changed: () => void) {
    this.#choose = choose;
    this.#vectors = vectors;
    this.#choice = choice;
    this.#changed = changed;
    this.#loading = this.#load(choice);
  }

  /** Runs `work` on the resident catalog, and again on other kernels when the device is lost or replaced under it. */
  async run<T>(work: (resident: ResidentCatalog) => Promise<T>): Promise<T> {
    for (;;) {
      const loading = this.#loading;
      const loaded = await loading;
      try {
        return await work(loaded.resident);
      } catch (error) {
        // Others were chosen meanwhile: the old ones' end is no fault of the request.
        if (this.#loading !== loading) continue;
        if (!(error instanceof DeviceLostError) || loaded.kernels.name === 'plain') throw error;
        this.#replace(loaded);
      }
    }
  }

  async use(choice: KernelChoice): Promise<void> {
    const before = this.#loading;
    this.#choice = choice;
    this.#losses = 0;
    this.#loading = before.catch(() => null).then(async (old) => {
      const next = await this.#load(choice);
      if (old) release(old);
      return next;
    });
    await this.#loading;
  }

  status(): Status['kernels'] {
    if (!this.#loaded) return null;
    const { kernels, reason } = this.#loaded;
    return { name: kernels.name, choice: this.#choice, adapter: kernels.adapter, fallback: kernels.fallback, reason, dispatches: kernels.dispatches };
  }

  close(): void {
    this.#loading.then(release, () => undefined);
  }

  /**
   * Loads the catalog on the kernels chosen; on the CPU where a device has no room for it or goes away at once.
   *
   * @param insteadOf why the CPU runs, if it comes to that, in place of what was lost
   */
  async #load(choice: KernelChoice, insteadOf?: KernelReason): Promise<Loaded> {
    const { kernels, reason } = await this.#choose(choice);
    const resident = await kernels.load(this.#vectors).catch((error: unknown) => {
      kernels.close();
      if (kernels.name === 'plain') throw error;
      return error instanceof DeviceLostError ? 'device-lost' as const : 'device-refused' as const;
    });
    if (typeof resident === 'string') return this.#load('plain', insteadOf ?? resident);
    const loaded: Loaded = { kernels, resident, reason: kernels.name === 'plain' ? (insteadOf ?? reason) : reason };
    this.#loaded = loaded;
    void kernels.lost.then(() => this.#replace(loaded));
    this.#changed();
    return loaded;
  }

  /** One new device after the first loss; the CPU after the second, and when there is no new device. */
  #replace(lost: Loaded): void {
    if (this.#loaded !== lost) return;
    this.#loaded = null;
    this.#losses++;
    const next = this.#losses > 1 ? 'plain' : this.#choice;
    this.#loading = this.#load(next, 'device-lost');
    this.#changed();
  }
}

function release({ kernels, resident }: Loaded): void {
  resident.release();
  kernels.close();
}
