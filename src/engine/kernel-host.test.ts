import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeviceLostError, type Kernels } from '../kernels/kernels.ts';
import { makeInput } from '../kernels/make-case.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { type ChooseKernels, KernelHost } from './kernel-host.ts';

const { catalog, request } = makeInput(50, 4, 16);

/** A GPU whose rankings fail as `broken` says. */
function gpuLike(broken: () => Error | null): Kernels {
  const plain = openPlainKernels();
  return {
    ...plain, name: 'gpu', adapter: 'test adapter',
    load: async (vectors) => {
      const resident = await plain.load(vectors);
      const ranks = resident.rank.bind(resident);
      return Object.assign(resident, { rank: async (...asked: Parameters<typeof ranks>) => {
        const error = broken();
        if (error) throw error;
        return ranks(...asked);
      } });
    },
  };
}

describe('a GPU that went away', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function hostOf(broken: () => Error | null): { host: KernelHost; opened: () => number } {
    let opened = 0;
    const choose: ChooseKernels = async (choice) => {
      if (choice !== 'auto') return { kernels: openPlainKernels(), reason: 'forced' };
      opened++;
      return { kernels: gpuLike(broken), reason: 'gpu-faster' };
    };
    return { host: new KernelHost({ choose, vectors: catalog }, 'auto', 'auto', () => undefined), opened: () => opened };
  }

  it('makes nobody wait for another: the CPU ranks until there is one', async () => {
    let error: Error | null = new DeviceLostError('gone');
    const { host, opened } = hostOf(() => error);
    await host.run((resident) => resident.rank(request));
    expect(host.status()).toMatchObject({ name: 'plain', reason: 'device-lost' });
    expect(opened()).toBe(1);
    error = null;
    await vi.advanceTimersByTimeAsync(0);
    expect(host.status()).toMatchObject({ name: 'gpu', reason: 'gpu-faster' });
    expect(opened()).toBe(2);
    host.close();
  });

  it('is tried again later, and ranks again once it works', async () => {
    let error: Error | null = new DeviceLostError('gone');
    const { host, opened } = hostOf(() => error);
    for (let loss = 0; loss < 2; loss++) {
      await host.run((resident) => resident.rank(request));
      expect(host.status()).toMatchObject({ name: 'plain', reason: 'device-lost' });
      if (loss === 0) await vi.advanceTimersByTimeAsync(0);
    }
    expect(opened()).toBe(2);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(opened()).toBe(2);
    error = null;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(host.status()).toMatchObject({ name: 'gpu', reason: 'gpu-faster' });
    expect((await host.run((resident) => resident.rank(request))).rows).toHaveLength(10);
    host.close();
  });

  it('is tried ever more seldom while it fails, and not at all once other kernels are chosen', async () => {
    const { host, opened } = hostOf(() => new DeviceLostError('gone'));
    const rank = () => host.run((resident) => resident.rank(request));
    await rank();
    await vi.advanceTimersByTimeAsync(0);
    await rank();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(opened()).toBe(3);
    await rank();
    expect(host.status()).toMatchObject({ name: 'plain', reason: 'device-lost' });
    await vi.advanceTimersByTimeAsync(31_000);
    expect(opened()).toBe(3);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(opened()).toBe(4);
    await rank();
    await host.use('plain');
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(opened()).toBe(4);
    host.close();
  });
});
