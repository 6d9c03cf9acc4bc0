import { KernelError } from '../kernels.ts';
import type { Shader } from './shader-catalog.ts';

/** A compiled shader and the layout of its only bind group. */
export interface CompiledShader {
  label: string;
  pipeline: GPUComputePipeline;
  layout: GPUBindGroupLayout;
}

/**
 * Compiles `shader` with its explicit layout.
 *
 * @throws {KernelError} with the compiler's messages and the numbered line of each
 */
export async function compileShader(device: GPUDevice, { label, code, bindings }: Shader): Promise<CompiledShader> {
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ label, code });
  const layout = device.createBindGroupLayout({
    label,
    entries: bindings.map((type, binding) => ({ binding, visibility: GPUShaderStage.COMPUTE, buffer: { type } })),
  });
  const compiling = device.createComputePipelineAsync({
    label,
    layout: device.createPipelineLayout({ label, bindGroupLayouts: [layout] }),
    compute: { module, entryPoint: 'main' },
  });
  const [invalid, compiled] = await Promise.all([device.popErrorScope(), compiling.catch((error: unknown) => error)]);
  if (compiled instanceof Error || invalid) throw new KernelError(await complaint(module, label, code, invalid?.message ?? String(compiled)), { cause: compiled });
  return { label, pipeline: compiled as GPUComputePipeline, layout };
}

async function complaint(module: GPUShaderModule, label: string, code: string, message: string): Promise<string> {
  const lines = code.split('\n');
  const { messages } = await module.getCompilationInfo();
  const told = messages.filter(({ type }) => type === 'error').map(({ lineNum, message }) => `${message} at ${lineNum}: ${lines[lineNum - 1]?.trim() ?? ''}`);
  return `${label}: expected a shader that compiles, got ${[message, ...told].join('; ')}`;
}
