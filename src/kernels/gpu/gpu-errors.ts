import type { KernelReason } from '../../domain/status.ts';

/** The GPU refused a shader, a buffer or a submission; the message is the driver's or the compiler's own. */
export class KernelError extends Error {
  override name = 'KernelError';
}

/** No GPU kernels on this machine, or none that may be used. */
export class GpuRefusedError extends Error {
  override name = 'GpuRefusedError';
  readonly reason: Extract<KernelReason, 'no-webgpu' | 'no-adapter' | 'software-adapter' | 'device-refused'>;
  constructor(reason: GpuRefusedError['reason'], message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}
