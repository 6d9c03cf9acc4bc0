import { compareKernels } from '../../src/kernels/compare-kernels.ts';
import { openGpuKernels, type GpuOptions } from '../../src/kernels/gpu/gpu-kernels.ts';
import { generatedCase, kernelCases } from '../../src/kernels/kernel-cases.ts';
import type { Kernels } from '../../src/kernels/kernels.ts';
import { editedCatalog, editedRequests } from '../../src/kernels/make-edits.ts';
import { openPlainKernels } from '../../src/kernels/plain-kernels.ts';
import { compileRelaxedSimd, compileSimd } from '../../src/kernels/simd/compile-simd.ts';
import { fasterSimd } from '../../src/kernels/simd/faster-simd.ts';
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

/** Runs all kernel cases, and so many generated ones, on a GPU device, software adapters included, against the plain kernels. */
export async function runCases(options: Omit<GpuOptions, 'allowFallback'> = {}, generated = 0): Promise<CasesReport> {
  return compareAll(await openGpuKernels({ allowFallback: true, ...options }), generated);
}

/** Where the scores of edited histories, gone on from state to state, differ from those computed anew; seeds and edits to each. */
export async function runEdits(options: Omit<GpuOptions, 'allowFallback'>, seeds: number, edits: number): Promise<{ faults: string[]; requests: number }> {
  const kernels = await openGpuKernels({ allowFallback: true, ...options });
  const faults: string[] = [];
  let requests = 0;
  for (let seed = 0; seed < seeds; seed++) {
    const [resident, plain] = [await kernels.load(editedCatalog), await openPlainKernels().load(editedCatalog)];
    for (const request of editedRequests(seed, edits)) {
      const [got, expected] = [await resident.scores(request), await plain.scores(request)];
      const worst = Math.max(...expected.map((score, row) => Math.abs(score - got[row])));
      if (!(worst <= 1e-5)) faults.push(`seed ${seed}, ${request.history.rows} events: expected scores within 1e-5, got ${worst} apart`);
      requests++;
    }
    resident.release();
  }
  kernels.close();
  return { faults, requests };
}

/** Runs all kernel cases in WebAssembly against the plain kernels, in as many shards. */
export async function runSimdCases(count = 1): Promise<CasesReport> {
  return compareAll(await openSimdKernels({ count, leastGain: 0, startWorker: () => new Worker('/src/kernels/simd/shard-worker.ts', { type: 'module' }) }), count === 1 ? 200 : 0);
}

/** Runs all kernel cases by relaxed SIMD against the same kernel without; faults are scores that are not the same to the bit. */
export async function runRelaxedCases(): Promise<{ cases: number; faults: string[] }> {
  const kernels = await Promise.all([compileSimd(), compileRelaxedSimd()].map(async (module) => openSimdKernels(undefined, (await module)!)));
  const cases = [...kernelCases, ...Array.from({ length: 200 }, (_, seed) => generatedCase(seed))];
  const faults: string[] = [];
  for (const { name, make } of cases) {
    const { catalog, request } = make();
    const [usual, relaxed] = await Promise.all(kernels.map(async (each) => (await each.load(catalog)).scores(request)));
    const row = usual.findIndex((score, n) => !Object.is(score, relaxed[n]));
    if (row >= 0) faults.push(`${name}: expected ${usual[row]}, got ${relaxed[row]} in row ${row}`);
  }
  return { cases: cases.length, faults };
}

/** Whether the kernel by relaxed SIMD is left alone where its numbers are not those of the usual one. */
export async function distrustsRelaxed(): Promise<boolean> {
  // It reads what is laid out for the other, and so gives other numbers.
  const other = { ...(await compileSimd()), relaxed: true };
  return (await fasterSimd(other)) === other;
}

async function compareAll(tested: Kernels, generated: number): Promise<CasesReport> {
  const started = performance.now();
  const plain = openPlainKernels();
  const faults: string[] = [];
  const cases = [...kernelCases, ...Array.from({ length: generated }, (_, seed) => generatedCase(seed))];
  const left = cases.values();
  // A readback is waited for far longer than computed: several cases at once keep the device busy.
  await Promise.all(Array.from({ length: 4 }, async () => {
    for (const { name, make } of left) {
      try {
        faults.push(...(await compareKernels(plain, tested, make())).map((fault) => `${name}: ${fault}`));
      } catch (error) {
        faults.push(`${name}: ${String(error)}`);
      }
    }
  }));
  const report = { adapter: tested.adapter, dispatches: tested.dispatches, cases: cases.length, faults, seconds: (performance.now() - started) / 1000 };
  tested.close();
  return report;
}
