import type { QuantisedMatrix } from '../domain/matrix.ts';
import type { KernelChoice, KernelFigures, KernelReason, ScanChoice, Status } from '../domain/status.ts';
import type { ChosenKernels, KernelTask } from '../kernels/choose-kernels.ts';
import type { KernelMemory } from '../kernels/kernel-memory.ts';
import { DeviceLostError, KernelError, type Kernels, type ResidentCatalog } from '../kernels/kernels.ts';
import { TwoStageCatalog } from '../kernels/two-stage/two-stage-catalog.ts';
import { orGivenUp } from './or-given-up.ts';

export type ChooseKernels = (choice: KernelChoice, task: KernelTask) => Promise<ChosenKernels>;

/** What kernels are chosen by, and for. */
export interface KernelNeeds {
  choose: ChooseKernels;
  vectors: QuantisedMatrix;
  memory?: KernelMemory;
}

/** What runs in place of kernels that cannot, and why. */
const NEXT = { gpu: 'simd', simd: 'plain' } as const;
const REFUSED = { gpu: 'device-refused', simd: 'no-room' } as const;

/** How long after it went away a GPU is tried again; not at all the first time, and twice as long each time after. */
const RETRY_MS = 30_000;
const MOST_RETRY_MS = 30 * 60_000;

interface Loaded {
  kernels: Kernels;
  resident: TwoStageCatalog;
  reason: KernelReason;
  figures?: KernelFigures;
}

/**
 * Owns the kernels and the catalog that is resident on them. The CPU takes over from a device that goes away, and from
 * kernels that refuse a request, the next. The request that met it is run again: its caller never notices, and waits for no
 * device. A GPU that went away is tried again meanwhile, then ever later.
 */
export class KernelHost {
  #needs: KernelNeeds;
  #changed: () => void;
  #choice: KernelChoice;
  #scan: ScanChoice;
  #loading!: Promise<Loaded>;
  #loaded: Loaded | null = null;
  /** Changes of kernels, one after the other. */
  #switching: Promise<unknown> = Promise.resolve();
  #retryMs = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(needs: KernelNeeds, choice: KernelChoice, scan: ScanChoice, changed: () => void) {
    this.#needs = needs;
    this.#choice = choice;
    this.#scan = scan;
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

  /** Changes how a large catalog is read, from the next request on. */
  async useScan(scan: ScanChoice, signal?: AbortSignal): Promise<void> {
    const { resident } = await orGivenUp(this.#loading, signal);
    this.#scan = resident.scan = scan;
    this.#changed();
  }

  status(): Status['kernels'] {
    if (!this.#loaded) return null;
    const { kernels, resident, reason, figures } = this.#loaded;
    return { name: kernels.name, choice: this.#choice, adapter: kernels.adapter, fallback: kernels.fallback, reason, dispatches: kernels.dispatches, scan: { choice: this.#scan, ...resident.figures }, ...(figures && { figures }) };
  }

  /** Lets nothing stay of a history that was forgotten. */
  forget(): void {
    this.#loaded?.resident.forget();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
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
    this.#retryMs = 0;
    this.#serve(Promise.resolve(next));
    await this.#loading;
    before.then(release, () => undefined);
  }

  /** From here on requests run on what `loading` gives. */
  #serve(loading: Promise<Loaded>): void {
    this.#loading = loading;
    this.#loaded = null;
    clearTimeout(this.#retry);
    loading.then((loaded) => this.#took(loading, loaded), () => undefined);
  }

  #took(loading: Promise<Loaded>, loaded: Loaded): void {
    if (this.#loading !== loading) return;
    this.#loaded = loaded;
    void loaded.kernels.lost.then(() => this.#replace(loaded));
    if (loaded.kernels.name !== 'gpu' && (loaded.reason === 'device-lost' || loaded.reason === REFUSED.gpu)) this.#retryLater(loaded);
    this.#changed();
  }

  /** Tries the choice anew after a while, and leaves what runs alone until a GPU is there and has the catalog. */
  #retryLater(instead: Loaded): void {
    // What refused a request would refuse the next.
    const delayMs = instead.reason === REFUSED.gpu ? Math.max(RETRY_MS, this.#retryMs) : this.#retryMs;
    this.#retryMs = Math.min(MOST_RETRY_MS, Math.max(RETRY_MS, 2 * delayMs));
    this.#retry = setTimeout(() => (this.#switching = this.#tryAgain(instead, this.#switching)), delayMs);
    // A process that has nothing else to do ends.
    if (typeof this.#retry === 'object') this.#retry.unref();
  }

  async #tryAgain(instead: Loaded, before: Promise<unknown>): Promise<void> {
    await before;
    const next = await this.#load(this.#choice, instead.reason).catch(() => null);
    const stands = this.#loaded === instead && !this.#closed;
    if (stands && next?.kernels.name === 'gpu') {
      this.#serve(Promise.resolve(next));
      release(instead);
      return;
    }
    if (next) release(next);
    if (stands) this.#retryLater(instead);
  }

  /**
   * Loads the catalog on the kernels chosen; on the next where they have no room for it or the device goes away at once.
   *
   * @param insteadOf why the CPU runs, if it comes to that, in place of what was lost
   */
  async #load(choice: KernelChoice, insteadOf?: KernelReason, signal?: AbortSignal): Promise<Loaded> {
    const { vectors, memory } = this.#needs;
    const { kernels, reason, figures } = await this.#needs.choose(choice, { rows: vectors.rows, dimension: vectors.dimension, memory, signal });
    const { name } = kernels;
    const resident = await kernels.load(vectors, signal).catch((error: unknown) => {
      kernels.close();
      if (name === 'plain' || signal?.aborted) throw error;
      return error instanceof DeviceLostError ? 'device-lost' as const : REFUSED[name];
    });
    if (typeof resident === 'string') return this.#load(NEXT[name as 'gpu' | 'simd'], insteadOf ?? resident, signal);
    const twoStage = new TwoStageCatalog(kernels, resident, vectors, this.#scan, { measured: this.#changed });
    return { kernels, resident: twoStage, reason: name === 'gpu' ? reason : (insteadOf ?? reason), figures };
  }

  /** The CPU, at once. */
  #replace(lost: Loaded): void {
    if (this.#loaded !== lost || this.#closed) return;
    this.#serve(this.#load(NEXT.gpu, 'device-lost'));
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
