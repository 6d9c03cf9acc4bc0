import attention from '../../../shaders/attention.as?assembly';
import relaxedAttention from '../../../shaders/attention.as?relaxed';

/** The kernel, and whether it computes dots by relaxed SIMD; both give the same numbers. */
export interface SimdModule {
  module: WebAssembly.Module;
  relaxed: boolean;
}

/**
 * @throws {WebAssembly.CompileError} where there is no WebAssembly with SIMD, or the page's policy forbids it
 */
export async function compileSimd(): Promise<SimdModule> {
  return { module: await WebAssembly.compile(attention), relaxed: false };
}

/** The kernel by relaxed SIMD; null where there is none. */
export async function compileRelaxedSimd(): Promise<SimdModule | null> {
  return WebAssembly.validate(relaxedAttention) ? { module: await WebAssembly.compile(relaxedAttention), relaxed: true } : null;
}
