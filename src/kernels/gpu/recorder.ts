import type { CompiledShader } from './compile-shader.ts';
import { dispatchSize } from './dispatch-size.ts';

type Bytes = Uint8Array | Uint32Array | Int8Array | Float32Array;

/** Smallest buffer: a binding of the largest fixed-size struct in the shaders must fit an empty array too. */
const LEAST_BYTES = 256;

/** Records the work of one request: buffers that live as long as it does, dispatches in order, and one readback. */
export class Recorder {
  readonly #device: GPUDevice;
  readonly #groupLimit: number;
  #encoder: GPUCommandEncoder;
  readonly #buffers: GPUBuffer[] = [];
  #pass: GPUComputePassEncoder | null = null;
  dispatches = 0;
  /** Multiplications of the dispatches, as far as they are told; and of those since the last split. */
  products = 0;
  #unsplit = 0;

  constructor(device: GPUDevice, groupLimit: number) {
    this.#device = device;
    this.#groupLimit = groupLimit;
    this.#encoder = device.createCommandEncoder();
  }

  /** A buffer that holds `data`. */
  upload(data: Bytes, usage: GPUBufferUsageFlags = GPUBufferUsage.STORAGE): GPUBuffer {
    const buffer = this.#create(data.byteLength, usage | GPUBufferUsage.COPY_DST);
    this.#device.queue.writeBuffer(buffer, 0, data as Bytes & { buffer: ArrayBuffer });
    return buffer;
  }

  /** A buffer of zeros for a shader to write. */
  scratch(sizeBytes: number): GPUBuffer {
    return this.#create(sizeBytes, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC);
  }

  clear(buffer: GPUBuffer): void {
    this.#endPass();
    this.#encoder.clearBuffer(buffer);
  }

  dispatch({ label, pipeline, layout }: CompiledShader, buffers: readonly (GPUBuffer | GPUBufferBinding)[], groups: number): void {
    this.#pass ??= this.#encoder.beginComputePass();
    this.#pass.setPipeline(pipeline);
    this.#pass.setBindGroup(0, this.#device.createBindGroup({
      label,
      layout,
      entries: buffers.map((buffer, binding) => ({ binding, resource: buffer instanceof GPUBuffer ? { buffer } : buffer })),
    }));
    this.#pass.dispatchWorkgroups(...dispatchSize(groups, this.#groupLimit));
    this.dispatches++;
  }

  /**
   * Tells of `products` that the next dispatch multiplies. Where they and those before exceed `budget`, what is recorded so
   * far is submitted by itself: the GPU draws the page between submissions, and its watchdog counts each alone.
   */
  account(products: number, budget: number): void {
    if (this.#unsplit > 0 && this.#unsplit + products > budget) {
      this.#endPass();
      this.#device.queue.submit([this.#encoder.finish()]);
      this.#encoder = this.#device.createCommandEncoder();
      this.#unsplit = 0;
    }
    this.products += products;
    this.#unsplit += products;
  }

  /** Submits everything and returns the buffer to map: the first `sizeBytes` of each of `parts`, one after the other. */
  submit(parts: readonly { buffer: GPUBuffer; sizeBytes: number }[]): GPUBuffer {
    this.#endPass();
    const staging = this.#create(parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0), GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
    let at = 0;
    for (const { buffer, sizeBytes } of parts) {
      if (sizeBytes > 0) this.#encoder.copyBufferToBuffer(buffer, 0, staging, at, sizeBytes);
      at += sizeBytes;
    }
    this.#device.queue.submit([this.#encoder.finish()]);
    return staging;
  }

  /** Frees what this submission alone needed. */
  free(): void {
    for (const buffer of this.#buffers) buffer.destroy();
  }

  #create(sizeBytes: number, usage: GPUBufferUsageFlags): GPUBuffer {
    const buffer = this.#device.createBuffer({ size: Math.max(LEAST_BYTES, Math.ceil(sizeBytes / 4) * 4), usage });
    this.#buffers.push(buffer);
    return buffer;
  }

  #endPass(): void {
    this.#pass?.end();
    this.#pass = null;
  }
}
