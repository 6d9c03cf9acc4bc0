import type { KernelReason } from '../../domain/status.ts';

/** No GPU kernels on this machine, or none that may be used. */
export class GpuRefusedError extends Error {
  override name = 'GpuRefusedError';
  readonly reason: Extract<KernelReason, 'no-webgpu' | 'no-adapter' | 'software-adapter' | 'device-refused'>;
  constructor(reason: GpuRefusedError['reason'], message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}

/** What there is to say where the browser has no WebGPU at all. */
export function noWebGpu(): GpuRefusedError {
  return new GpuRefusedError('no-webgpu', 'GPU: expected WebGPU, got a browser or context without it');
}
