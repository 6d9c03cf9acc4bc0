import { expect, it } from 'vitest';
import { chooseKernels } from './choose-kernels.ts';

// Node has no WebGPU; what a GPU answers is tested in e2e/rooms/kernels.spec.ts.
it.each([
  ['plain', 'forced'],
  ['simd', 'not-built'],
  ['gpu', 'no-webgpu'],
  ['auto', 'no-webgpu'],
] as const)('%s gives plain kernels without WebGPU, because %s', async (choice, reason) => {
  const chosen = await chooseKernels(choice);
  expect(chosen.kernels).toMatchObject({ name: 'plain', adapter: null, fallback: false, dispatches: 0 });
  expect(chosen.reason).toBe(reason);
});

it('can be given up', async () => {
  await expect(chooseKernels('gpu', AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});
