import { cpus } from 'node:os';
import { create, globals } from 'webgpu';
import { measureContenders, ourGpu, ourSimd, wayName } from '../src/kernels/benchmark.ts';
import { findAdapter } from '../src/kernels/gpu/gpu-kernels.ts';
import { kernelTable } from './kernel-table.ts';
import { report } from './figures.ts';

// `npm run bench -- --dawn`: the kernels on a GPU without a browser or a display, by Dawn, WebGPU's implementation in Chromium.
const SIZES: [number, number, number][] = [[10_000, 64, 384], [100_000, 64, 384], [100_000, 512, 384], [1_000_000, 64, 256]];

Object.assign(globalThis, globals);
Object.defineProperty(globalThis, 'navigator', { value: { gpu: create([]), userAgent: `Node ${process.version}`, hardwareConcurrency: cpus().length } });
const adapter = await findAdapter();
if (!adapter) {
  process.stderr.write('bench: expected a GPU that Dawn can open, got none\n');
  process.exit(1);
}
process.stdout.write(`${adapter.name}${adapter.fallback ? ', software' : ''}\n`);
// In software one size says what there is to say.
for (const [rows, events, dimension] of adapter.fallback ? SIZES.slice(0, 1) : SIZES) {
  const contenders = Object.fromEntries([['ours, simd', ourSimd()], ...adapter.ways.map((way) => [`ours, gpu ${wayName(way)}`, ourGpu(way)] as const)]);
  report(`kernels on ${adapter.name} by Dawn, ${rows} × ${events} × ${dimension}`, kernelTable(await measureContenders({ rows, events, dimension }, contenders), rows * events * dimension));
}
// Dawn keeps its threads.
process.exit(0);
