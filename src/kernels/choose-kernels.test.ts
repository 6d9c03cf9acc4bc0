import { expect, it, vi } from 'vitest';
import { chooseKernels } from './choose-kernels.ts';

// Node has no WebGPU; what a GPU answers is tested in e2e/rooms/kernels.spec.ts.
it.each([
  ['plain', 'plain', 'forced'],
  ['simd', 'simd', 'forced'],
  ['gpu', 'simd', 'no-webgpu'],
  ['auto', 'simd', 'no-webgpu'],
] as const)('%s gives %s kernels without WebGPU, because %s', async (choice, name, reason) => {
  const chosen = await chooseKernels(choice, { rows: 100, dimension: 8 });
  expect(chosen.kernels).toMatchObject({ name, adapter: null, fallback: false, dispatches: 0 });
  expect(chosen.reason).toBe(reason);
});

it.each(['simd', 'auto'] as const)('%s gives plain kernels where WebAssembly is refused', async (choice) => {
  const refused = vi.spyOn(WebAssembly, 'compile').mockRejectedValue(new WebAssembly.CompileError('expected SIMD, got none'));
  const chosen = await chooseKernels(choice, { rows: 100, dimension: 8 });
  refused.mockRestore();
  expect(chosen).toMatchObject({ kernels: { name: 'plain' }, reason: 'no-simd' });
  expect(chosen.detail).toContain('expected SIMD, got none');
});

it('can be given up', async () => {
  await expect(chooseKernels('gpu', { rows: 100, dimension: 8, signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
});
