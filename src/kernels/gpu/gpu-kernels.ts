import type { QuantisedMatrix } from '../../domain/matrix.ts';
import { checkMatrix } from '../check-request.ts';
import type { Kernels, ResidentCatalog } from '../kernels.ts';
import { GROUPS_PER_DIMENSION } from './dispatch-size.ts';
import { GpuCatalog } from './gpu-catalog.ts';
import { GpuDevice } from './gpu-device.ts';
import { GpuRefusedError, noWebGpu } from './gpu-errors.ts';
import { BINDING_BYTES, uploadCatalog } from './resident-shards.ts';
import type { AttentionWay, Product } from './shader-catalog.ts';

/** A GPU process starts within a second or two, a stuck driver never. */
const PATIENCE_MS = 10_000;
/** What a variant of the attention needs; nothing else does. */
const OPTIONAL = ['subgroups'] as const;

export interface GpuOptions {
  /** Whether a software adapter will do. */
  allowFallback: boolean;
  signal?: AbortSignal;
  /** Most bytes of vectors in one binding; smaller ones than WebGPU's default serve tests of sharding. */
  shardBytes?: number;
  /** Most workgroups in one dimension of a dispatch; smaller ones than WebGPU's default serve tests. */
  groupsPerDimension?: number;
  /** How dots are computed: `tiled` runs everywhere. */
  product?: Product;
  /** Whether states are merged by subgroups, where the device has them. */
  subgroups?: boolean;
}

/**
 * Opens a GPU device with WebGPU's default limits, so that every adapter can run the shaders; subgroups, where the adapter has them, serve a variant alone.
 *
 * @throws {GpuRefusedError} with the reason, when there is no GPU that may be used; `AbortError` when given up
 */
export async function openGpuKernels({ allowFallback, signal, shardBytes = BINDING_BYTES, groupsPerDimension = GROUPS_PER_DIMENSION, product = 'tiled', subgroups = false }: GpuOptions): Promise<GpuKernels> {
  signal?.throwIfAborted();
  const adapter = await requestAdapter(signal);
  const fallback = isFallback(adapter);
  if (fallback && !allowFallback) throw new GpuRefusedError('software-adapter', `GPU: expected an adapter of hardware, got ${nameOf(adapter.info)}`);
  const gpu = new GpuDevice(await requestDevice(adapter, signal), groupsPerDimension);
  return new GpuKernels(gpu, adapter.info, fallback, shardBytes, { product, subgroups });
}

/** The graphics adapter of this browser, and the ways to compute attention that it can compile; null where there is none. */
export async function findAdapter(): Promise<{ name: string; fallback: boolean; ways: readonly AttentionWay[] } | null> {
  try {
    const adapter = await requestAdapter();
    return { name: nameOf(adapter.info), fallback: isFallback(adapter), ways: waysOf(adapter.features) };
  } catch {
    return null;
  }
}

/** The name of a graphics adapter of hardware; null where there is none, or the browser does not say. */
export async function hardwareAdapter(): Promise<string | null> {
  const adapter = await findAdapter();
  return adapter && !adapter.fallback ? adapter.name : null;
}

function waysOf(features: GPUSupportedFeatures): AttentionWay[] {
  return (features.has('subgroups') ? [false, true] : [false]).flatMap((subgroups) => compilable().map((product) => ({ product, subgroups })));
}

function compilable(): readonly Product[] {
  const packs = navigator.gpu.wgslLanguageFeatures?.has('packed_4x8_integer_dot_product');
  return packs ? ['tiled', 'registers', 'half', 'packed'] : ['tiled', 'registers', 'half'];
}

export class GpuKernels implements Kernels {
  readonly name = 'gpu';
  readonly adapter: string;
  readonly fallback: boolean;
  readonly lost: Promise<string>;
  /** Ways to compute dots that this browser can compile. */
  readonly products: readonly Product[];
  /** Whether subgroups can be used. */
  readonly hasSubgroups: boolean;
  /** The way that catalogs use which are loaded from now on. */
  way: AttentionWay;
  /** What speeds measured here are good for: the device, its driver as far as that is told, the browser, and the variants that it can run. */
  readonly key: string;
  readonly #gpu: GpuDevice;
  readonly #shardBytes: number;

  constructor(gpu: GpuDevice, info: GPUAdapterInfo, fallback: boolean, shardBytes: number, way: AttentionWay) {
    this.#gpu = gpu;
    this.adapter = nameOf(info);
    this.way = way;
    this.products = compilable();
    this.hasSubgroups = gpu.device.features.has('subgroups');
    this.key = [info.vendor, info.architecture, info.device, info.description, navigator.userAgent, ...this.products, ...(this.hasSubgroups ? ['subgroups'] : [])].join(' ');
    this.fallback = fallback;
    this.lost = gpu.lost;
    this.#shardBytes = shardBytes;
  }

  get dispatches(): number {
    return this.#gpu.dispatches;
  }

  async load(catalog: QuantisedMatrix, signal?: AbortSignal): Promise<ResidentCatalog> {
    signal?.throwIfAborted();
    checkMatrix('catalog', catalog);
    const buffers = await this.#gpu.orLost(uploadCatalog(this.#gpu.device, catalog, this.#shardBytes, signal));
    return new GpuCatalog(this.#gpu, catalog, buffers, this.way);
  }

  close(): void {
    this.#gpu.close();
  }
}

async function requestAdapter(signal?: AbortSignal): Promise<GPUAdapter> {
  const gpu: GPU | undefined = globalThis.navigator?.gpu;
  if (!gpu) throw noWebGpu();
  const adapter = await answer('an adapter', gpu.requestAdapter(), signal);
  if (!adapter) throw new GpuRefusedError('no-adapter', 'GPU: expected an adapter, got none');
  return adapter;
}

async function requestDevice(adapter: GPUAdapter, signal?: AbortSignal): Promise<GPUDevice> {
  const asked = adapter.requestDevice({ requiredFeatures: OPTIONAL.filter((feature) => adapter.features.has(feature)) });
  try {
    return await answer('a device', asked, signal);
  } catch (cause) {
    // A device that comes too late is nobody's.
    void asked.then((device) => device.destroy(), () => undefined);
    signal?.throwIfAborted();
    if (cause instanceof GpuRefusedError) throw cause;
    throw new GpuRefusedError('device-refused', `GPU: expected a device from ${nameOf(adapter.info)}, got ${String(cause)}`, cause);
  }
}

/** What the browser answers, unless the caller gives up first or a stuck driver never does. */
async function answer<T>(what: string, asked: Promise<T>, signal?: AbortSignal): Promise<T> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const limit = signal ? AbortSignal.any([signal, patience]) : patience;
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(patience.aborted ? new GpuRefusedError('device-refused', `GPU: expected ${what} within ${PATIENCE_MS} ms, got no answer`) : (limit.reason as Error));
    limit.addEventListener('abort', giveUp, { once: true });
    void asked.then(resolve, reject).finally(() => limit.removeEventListener('abort', giveUp));
  });
}

/** Chrome had the attribute on the adapter before 136; a browser that does not say is taken for hardware. */
function isFallback(adapter: GPUAdapter & { isFallbackAdapter?: boolean }): boolean {
  const info: Partial<GPUAdapterInfo> = adapter.info;
  return info.isFallbackAdapter ?? adapter.isFallbackAdapter ?? false;
}

function nameOf({ description, device, vendor, architecture }: GPUAdapterInfo): string {
  return description || device || [vendor, architecture].filter((word) => word !== '').join(' ') || 'unnamed adapter';
}
