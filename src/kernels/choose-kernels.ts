import type { KernelChoice, KernelReason } from '../domain/status.ts';
import { compareKernels } from './compare-kernels.ts';
import { GpuRefusedError } from './gpu/gpu-errors.ts';
import { openGpuKernels } from './gpu/gpu-kernels.ts';
import { DeviceLostError, type Kernels } from './kernels.ts';
import { makeInput } from './make-case.ts';
import { openPlainKernels } from './plain-kernels.ts';
import { openSimdKernels } from './simd/simd-kernels.ts';

/** The kernels that run, and why these. */
export interface ChosenKernels {
  kernels: Kernels;
  reason: KernelReason;
  /** What a refused GPU said, in English, for a report. */
  detail?: string;
}

/**
 * Opens kernels by the user's choice; always gives some, since no GPU is not an error for the user.
 *
 * `gpu` takes a software adapter too, `auto` hardware alone. Where there is none WebAssembly runs, and where there is no
 * WebAssembly with SIMD the plain kernels. All must agree with the plain ones on a self-test, for drivers miscompile.
 *
 * @throws `AbortError` when given up
 */
export async function chooseKernels(choice: KernelChoice, signal?: AbortSignal): Promise<ChosenKernels> {
  signal?.throwIfAborted();
  if (choice === 'plain') return { kernels: openPlainKernels(), reason: 'forced' };
  if (choice === 'simd') return onCpu('forced', undefined, signal);
  try {
    const kernels = await openGpuKernels({ allowFallback: choice === 'gpu', signal });
    await selfTest(kernels, signal);
    return { kernels, reason: choice === 'gpu' ? 'forced' : 'adapter-found' };
  } catch (error) {
    signal?.throwIfAborted();
    return onCpu(reasonOf(error), messageOf(error), signal);
  }
}

/** WebAssembly, or the plain kernels where that cannot run. */
async function onCpu(reason: KernelReason, detail: string | undefined, signal?: AbortSignal): Promise<ChosenKernels> {
  try {
    const kernels = await openSimdKernels();
    await selfTest(kernels, signal);
    return { kernels, reason, detail };
  } catch (error) {
    signal?.throwIfAborted();
    return { kernels: openPlainKernels(), reason: 'no-simd', detail: [detail, messageOf(error)].filter(Boolean).join('; ') };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Holds `kernels` against the plain ones on one small input of odd sizes; closes them when they fail.
 *
 * @throws {Error} naming the differences, or what the kernels threw
 */
async function selfTest(kernels: Kernels, signal?: AbortSignal): Promise<void> {
  try {
    const faults = await compareKernels(openPlainKernels(), kernels, makeInput(150, 70, 40, [{}, { readout: 'mean', blendWeight: -0.5 }]), signal);
    if (faults.length > 0) throw new Error(`self-test: expected the scores of the plain kernels, got ${faults.join('; ')}`);
  } catch (error) {
    kernels.close();
    throw error;
  }
}

function reasonOf(error: unknown): KernelReason {
  if (error instanceof GpuRefusedError) return error.reason;
  return error instanceof DeviceLostError ? 'device-lost' : 'self-test-failed';
}
