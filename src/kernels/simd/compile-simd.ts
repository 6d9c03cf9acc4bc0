import attention from '../../../shaders/attention.as?assembly';

/**
 * @throws {WebAssembly.CompileError} where there is no WebAssembly with SIMD, or the page's policy forbids it
 */
export function compileSimd(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(attention);
}
