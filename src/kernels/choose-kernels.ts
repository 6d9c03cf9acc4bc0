import type { KernelChoice, KernelFigures, KernelReason } from '../domain/status.ts';
import { GpuRefusedError, noWebGpu } from './gpu/gpu-errors.ts';
import type { GpuKernels } from './gpu/gpu-kernels.ts';
import type { AttentionWay } from './gpu/shader-catalog.ts';
import type { KernelMemory, RememberedSpeeds } from './kernel-memory.ts';
import { DeviceLostError, type Kernels } from './kernels.ts';
import { listMs, measureSpeeds } from './measure-speed.ts';
import { openPlainKernels } from './plain-kernels.ts';
import { selfTest, testOtherForms } from './self-test.ts';
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
 * self-test, each way of computing attention for itself, for drivers miscompile.
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
    // Code of its own: where there is no GPU, nothing of it is fetched.
    if (!globalThis.navigator?.gpu) throw noWebGpu();
    const { openGpuKernels } = await import('./gpu/gpu-kernels.ts');
    gpu = await openGpuKernels({ allowFallback: choice === 'gpu', signal });
  } catch (error) {
    signal?.throwIfAborted();
    return onCpu(reasonOf(error), messageOf(error), task);
  }
  try {
    // What computes in software is not worth tuning: only a person's word runs it.
    const speeds = gpu.fallback ? null : await speedsOf(gpu, task);
    if (speeds) gpu.way = speeds.way;
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
    await testOtherForms(kernels, signal);
    return { kernels, reason, detail };
  } catch (error) {
    signal?.throwIfAborted();
    return { kernels: openPlainKernels(), reason: 'no-simd', detail: [detail, messageOf(error)].filter(Boolean).join('; ') };
  }
}

/** The speeds as kept, or measured now: of each way to compute attention that passes the self-test, beside the CPU. */
async function speedsOf(gpu: GpuKernels, { dimension, memory, signal }: KernelTask): Promise<RememberedSpeeds> {
  const key = `${gpu.key} ${dimension}`;
  const known = await memory?.recall();
  if (known?.key === key) return known;
  const ways = await passing(gpu, gpu.products.map((product) => ({ product, subgroups: false })), selfTest, signal);
  const cpu = (await onCpu('forced', undefined, { signal })).kernels;
  const [cpuSpeed, ...speeds] = await measureSpeeds([cpu, ...ways.map((way) => by(gpu, way))], dimension, signal);
  cpu.close();
  const rates: KernelFigures['rates'] = Object.fromEntries(ways.map(({ product }, n) => [product, speeds[n].productsPerMs]));
  let measured = ways.map((way, n): MeasuredWay => ({ way, gpu: speeds[n] })).sort(byRate);
  if (gpu.hasSubgroups) {
    const pair = await withSubgroups(gpu, measured[0], dimension, signal);
    if (pair.length > 0) {
      rates.subgroups = pair[1].gpu.productsPerMs;
      measured = [...pair.sort(byRate), ...measured.slice(1)];
    }
  }
  // Every form once on this device; each start, of the way that is used, the product's own.
  const [way] = await passing(gpu, measured.map((each) => each.way), testOtherForms, signal, 1);
  const found: RememberedSpeeds = { key, ...measured.find((each) => each.way === way)!, cpu: cpuSpeed, rates };
  await memory?.remember(found);
  return found;
}

type MeasuredWay = Pick<RememberedSpeeds, 'way' | 'gpu'>;

const byRate = (a: MeasuredWay, b: MeasuredWay): number => b.gpu.productsPerMs - a.gpu.productsPerMs;

/** A way without and with subgroups, measured in turns; none when it fails the self-test with them. */
async function withSubgroups(gpu: GpuKernels, { way }: MeasuredWay, dimension: number, signal?: AbortSignal): Promise<MeasuredWay[]> {
  const merged = { ...way, subgroups: true };
  try {
    await passing(gpu, [merged], selfTest, signal);
  } catch {
    signal?.throwIfAborted();
    return [];
  }
  const speeds = await measureSpeeds([by(gpu, way), by(gpu, merged)], dimension, signal);
  return [{ way, gpu: speeds[0] }, { way: merged, gpu: speeds[1] }];
}

/**
 * The first `most` of `ways` that pass a test.
 *
 * @throws what the last of them threw, when none does
 */
async function passing(gpu: GpuKernels, ways: readonly AttentionWay[], test: typeof selfTest, signal?: AbortSignal, most = ways.length): Promise<AttentionWay[]> {
  const passed: AttentionWay[] = [];
  let refusal: unknown;
  for (const way of ways) {
    gpu.way = way;
    await test(gpu, signal).then(() => passed.push(way), (error: unknown) => (refusal = error));
    signal?.throwIfAborted();
    if (passed.length === most) break;
  }
  if (passed.length === 0) throw refusal;
  return passed;
}

/** The kernels by one way, as a contender of their own. */
function by(gpu: GpuKernels, way: AttentionWay): Pick<Kernels, 'load'> {
  return {
    load: (...args) => {
      gpu.way = way;
      return gpu.load(...args);
    },
  };
}

function figuresOf({ way, gpu, cpu, rates }: RememberedSpeeds, { rows, dimension }: KernelTask): KernelFigures {
  return { listMs: { gpu: listMs(gpu, rows, dimension), cpu: listMs(cpu, rows, dimension) }, ...way, rates };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function reasonOf(error: unknown): KernelReason {
  if (error instanceof GpuRefusedError) return error.reason;
  return error instanceof DeviceLostError ? 'device-lost' : 'self-test-failed';
}
