import { compareKernels } from '../../src/kernels/compare-kernels.ts';
import { openGpuKernels, type GpuOptions } from '../../src/kernels/gpu/gpu-kernels.ts';
import { kernelCases } from '../../src/kernels/kernel-cases.ts';
import type { Kernels } from '../../src/kernels/kernels.ts';
import { openPlainKernels } from '../../src/kernels/plain-kernels.ts';
import { openSimdKernels } from '../../src/kernels/simd/simd-kernels.ts';

/** What running every kernel case on an implementation and on its twin gave. */
export interface CasesReport {
  adapter: string | null;
  dispatches: number;
  cases: number;
  /** `case: difference` */
  faults: string[];
  seconds: number;
}

/** Runs all kernel cases on a GPU device, software adapters included, against the plain kernels. */
export async function runCases(options: Omit<GpuOptions, 'allowFallback'> = {}): Promise<CasesReport> {
  return compareAll(await openGpuKernels({ allowFallback: true, ...options }));
}

/** Runs all kernel cases in WebAssembly against the plain kernels. */
export async function runSimdCases(): Promise<CasesReport> {
  return compareAll(await openSimdKernels());
}

async function compareAll(tested: Kernels): Promise<CasesReport> {
  const started = performance.now();
  const plain = openPlainKernels();
  const faults: string[] = [];
  for (const { name, make } of kernelCases) {
    try {
      faults.push(...(await compareKernels(plain, tested, make())).map((fault) => `${name}: ${fault}`));
    } catch (error) {
      faults.push(`${name}: ${String(error)}`);
    }
  }
  const report = { adapter: tested.adapter, dispatches: tested.dispatches, cases: kernelCases.length, faults, seconds: (performance.now() - started) / 1000 };
  tested.close();
  return report;
}
