import type { KernelChoice, KernelFigures, KernelReason } from '../domain/status.ts';
import { compareKernels } from './compare-kernels.ts';
import { GpuRefusedError } from './gpu/gpu-errors.ts';
import { type GpuKernels, openGpuKernels } from './gpu/gpu-kernels.ts';
import type { Product } from './gpu/shader-catalog.ts';
import type { KernelMemory, RememberedSpeeds } from './kernel-memory.ts';
import { DeviceLostError, type Kernels } from './kernels.ts';
import { makeInput } from './make-case.ts';
import { listMs, measureSpeeds } from './measure-speed.ts';
import { openPlainKernels } from './plain-kernels.ts';
import { openSimdKernels } from './simd/simd-kernels.ts';

/** The kernels that run, and why these. */
export interface ChosenKernels {
  kernels: Kernels;
  reason: KernelReason;
  /** What a refused GPU said, in English, for a report. */
  detail?: string;
  /** What was measured here, now or before. */
  figures?: KernelFigures;
}

/** What kernels are chosen for. */
export interface KernelTask {
  /** Shape of the catalog. */
  rows: number;
  dimension: number;
  memory?: KernelMemory;
  /** Starts a worker that reads a shard, where there are workers. */
  startShard?: () => Worker;
  signal?: AbortSignal;
}

/**
 * Opens kernels by the user's choice; always gives some, since no GPU is not an error for the user.
 *
 * `gpu` takes a software adapter too. `auto` takes hardware alone, and that only where it was measured to make a list of this
 * catalog sooner than the CPU: a dispatch and its readback cost more than a small catalog does. Where there is none
 * WebAssembly runs, and where there is no WebAssembly with SIMD the plain kernels. All must agree with the plain ones on a
 * self-test, each way of computing dots for itself, for drivers miscompile.
 *
 * @throws `AbortError` when given up
 */
export async function chooseKernels(choice: KernelChoice, task: KernelTask): Promise<ChosenKernels> {
  const { signal } = task;
  signal?.throwIfAborted();
  if (choice === 'plain') return { kernels: openPlainKernels(), reason: 'forced' };
  if (choice === 'simd') return onCpu('forced', undefined, task);
  let gpu: GpuKernels;
  try {
    gpu = await openGpuKernels({ allowFallback: choice === 'gpu', signal });
  } catch (error) {
    signal?.throwIfAborted();
    return onCpu(reasonOf(error), messageOf(error), task);
  }
  try {
    // What computes in software is not worth tuning: only a person's word runs it.
    const speeds = gpu.fallback ? null : await speedsOf(gpu, task);
    gpu.product = speeds?.product ?? 'tiled';
    await selfTest(gpu, signal);
    const figures = speeds ? figuresOf(speeds, task) : undefined;
    if (choice === 'gpu') return { kernels: gpu, reason: 'forced', figures };
    if (!figures || figures.listMs.gpu <= figures.listMs.cpu) return { kernels: gpu, reason: 'gpu-faster', figures };
    gpu.close();
    return { ...(await onCpu('cpu-faster', undefined, task)), figures };
  } catch (error) {
    gpu.close();
    signal?.throwIfAborted();
    return onCpu(reasonOf(error), messageOf(error), task);
  }
}

/** WebAssembly, or the plain kernels where that cannot run. */
async function onCpu(reason: KernelReason, detail: string | undefined, { startShard, signal }: Pick<KernelTask, 'startShard' | 'signal'>): Promise<ChosenKernels> {
  try {
    const kernels = await openSimdKernels(startShard && { startWorker: startShard });
    await selfTest(kernels, signal);
    return { kernels, reason, detail };
  } catch (error) {
    signal?.throwIfAborted();
    return { kernels: openPlainKernels(), reason: 'no-simd', detail: [detail, messageOf(error)].filter(Boolean).join('; ') };
  }
}

/** The speeds as kept, or measured now: of each way to compute dots that passes the self-test, beside the CPU. */
async function speedsOf(gpu: GpuKernels, { dimension, memory, signal }: KernelTask): Promise<RememberedSpeeds> {
  const key = `${gpu.key} ${dimension}`;
  const known = await memory?.recall();
  if (known?.key === key && gpu.products.includes(known.product)) return known;
  const products: Product[] = [];
  let refusal: unknown;
  for (const product of gpu.products) {
    gpu.product = product;
    await selfTest(gpu, signal).then(() => products.push(product), (error: unknown) => (refusal = error));
    signal?.throwIfAborted();
  }
  if (products.length === 0) throw refusal;
  const cpu = (await onCpu('forced', undefined, { signal })).kernels;
  const ways = products.map((product) => ({ load: (...args: Parameters<Kernels['load']>) => { gpu.product = product; return gpu.load(...args); } }));
  const [cpuSpeed, ...speeds] = await measureSpeeds([cpu, ...ways], dimension, signal);
  cpu.close();
  const best = speeds.reduce((most, { productsPerMs }, n) => (productsPerMs > speeds[most].productsPerMs ? n : most), 0);
  const measured: RememberedSpeeds = { key, product: products[best], gpu: speeds[best], cpu: cpuSpeed, rates: Object.fromEntries(products.map((product, n) => [product, speeds[n].productsPerMs])) };
  await memory?.remember(measured);
  return measured;
}

function figuresOf({ product, gpu, cpu, rates }: RememberedSpeeds, { rows, dimension }: KernelTask): KernelFigures {
  return { listMs: { gpu: listMs(gpu, rows, dimension), cpu: listMs(cpu, rows, dimension) }, product, rates };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Holds `kernels` against the plain ones on one small input of odd sizes.
 *
 * @throws {Error} naming the differences, or what the kernels threw
 */
async function selfTest(kernels: Kernels, signal?: AbortSignal): Promise<void> {
  const input = makeInput(150, 70, 40, [{}, { readout: 'mean', blendWeight: -0.5 }]);
  const faults = await compareKernels(openPlainKernels(), kernels, input, signal);
  if (faults.length > 0) throw new Error(`self-test: expected the scores of the plain kernels, got ${faults.join('; ')}`);
}

function reasonOf(error: unknown): KernelReason {
  if (error instanceof GpuRefusedError) return error.reason;
  return error instanceof DeviceLostError ? 'device-lost' : 'self-test-failed';
}
