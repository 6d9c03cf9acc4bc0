import { compareKernels } from '../../src/kernels/compare-kernels.ts';
import { openGpuKernels, type GpuOptions } from '../../src/kernels/gpu/gpu-kernels.ts';
import { kernelCases } from '../../src/kernels/kernel-cases.ts';
import { openPlainKernels } from '../../src/kernels/plain-kernels.ts';

/** What running every kernel case on the GPU and on its twin gave. */
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
  const started = performance.now();
  const gpu = await openGpuKernels({ allowFallback: true, ...options });
  const plain = openPlainKernels();
  const faults: string[] = [];
  for (const { name, make } of kernelCases) {
    try {
      faults.push(...(await compareKernels(plain, gpu, make())).map((fault) => `${name}: ${fault}`));
    } catch (error) {
      faults.push(`${name}: ${String(error)}`);
    }
  }
  const report = { adapter: gpu.adapter, dispatches: gpu.dispatches, cases: kernelCases.length, faults, seconds: (performance.now() - started) / 1000 };
  gpu.close();
  return report;
}
