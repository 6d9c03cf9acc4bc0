import type { QuantisedMatrix } from '../../domain/matrix.ts';
import { checkMatrix } from '../check-request.ts';
import type { Kernels, ResidentCatalog } from '../kernels.ts';
import { GROUPS_PER_DIMENSION } from './dispatch-size.ts';
import { GpuCatalog } from './gpu-catalog.ts';
import { GpuDevice } from './gpu-device.ts';
import { GpuRefusedError } from './gpu-errors.ts';
import { BINDING_BYTES, uploadCatalog } from './resident-shards.ts';

export interface GpuOptions {
  /** Whether a software adapter will do. */
  allowFallback: boolean;
  signal?: AbortSignal;
  /** Most bytes of vectors in one binding; smaller ones than WebGPU's default serve tests of sharding. */
  shardBytes?: number;
  /** Most workgroups in one dimension of a dispatch; smaller ones than WebGPU's default serve tests. */
  groupsPerDimension?: number;
}

/**
 * Opens a GPU device with WebGPU's default limits and no optional feature, so that every adapter can run the shaders.
 *
 * @throws {GpuRefusedError} with the reason, when there is no GPU that may be used; `AbortError` when given up
 */
export async function openGpuKernels({ allowFallback, signal, shardBytes = BINDING_BYTES, groupsPerDimension = GROUPS_PER_DIMENSION }: GpuOptions): Promise<Kernels> {
  signal?.throwIfAborted();
  const adapter = await requestAdapter();
  signal?.throwIfAborted();
  const fallback = isFallback(adapter);
  if (fallback && !allowFallback) throw new GpuRefusedError('software-adapter', `GPU: expected an adapter of hardware, got ${nameOf(adapter.info)}`);
  const gpu = new GpuDevice(await requestDevice(adapter), groupsPerDimension);
  if (signal?.aborted) gpu.close();
  signal?.throwIfAborted();
  return new GpuKernels(gpu, nameOf(adapter.info), fallback, shardBytes);
}

class GpuKernels implements Kernels {
  readonly name = 'gpu';
  readonly adapter: string;
  readonly fallback: boolean;
  readonly lost: Promise<string>;
  readonly #gpu: GpuDevice;
  readonly #shardBytes: number;

  constructor(gpu: GpuDevice, adapter: string, fallback: boolean, shardBytes: number) {
    this.#gpu = gpu;
    this.adapter = adapter;
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
    return new GpuCatalog(this.#gpu, catalog.rows, catalog.dimension, buffers);
  }

  close(): void {
    this.#gpu.close();
  }
}

async function requestAdapter(): Promise<GPUAdapter> {
  const gpu: GPU | undefined = globalThis.navigator?.gpu;
  if (!gpu) throw new GpuRefusedError('no-webgpu', 'GPU: expected WebGPU, got a browser or context without it');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new GpuRefusedError('no-adapter', 'GPU: expected an adapter, got none');
  return adapter;
}

async function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  try {
    return await adapter.requestDevice();
  } catch (cause) {
    throw new GpuRefusedError('device-refused', `GPU: expected a device from ${nameOf(adapter.info)}, got ${String(cause)}`, cause);
  }
}

/** Chrome had the attribute on the adapter before 136; a browser that does not say is taken for hardware. */
function isFallback(adapter: GPUAdapter & { isFallbackAdapter?: boolean }): boolean {
  const info: Partial<GPUAdapterInfo> = adapter.info;
  return info.isFallbackAdapter ?? adapter.isFallbackAdapter ?? false;
}

function nameOf({ description, device, vendor, architecture }: GPUAdapterInfo): string {
  return description || device || [vendor, architecture].filter((word) => word !== '').join(' ') || 'unnamed adapter';
}
