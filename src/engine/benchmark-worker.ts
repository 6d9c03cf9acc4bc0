import { expose } from 'comlink';
import type { BenchmarkSize, BenchmarkTimes } from '../domain/benchmark.ts';
import { measureContenders, type OpenContender, ourGpu, ourPlain, ourSimd, typedArrays, wayName } from '../kernels/benchmark.ts';
import { findAdapter } from '../kernels/gpu/gpu-kernels.ts';
import { shardCount } from '../kernels/simd/sharded-reader.ts';
// oxlint-disable-next-line import/default -- Vite gives the URL of the bundled worker
import shardUrl from '../kernels/simd/shard-worker.ts?worker&url';
import { startModule } from './start-module.ts';

/** From a small shop to a hundred thousand items. */
const SIZES: BenchmarkSize[] = [[1000, 64], [10_000, 1], [10_000, 64], [10_000, 512], [100_000, 64], [100_000, 512]].map(([rows, events]) => ({ rows, events, dimension: 384 }));
/** Multiplications that the slow are waited for. */
const MOST_PLAIN = 3e9, MOST_SOFTWARE = 3e8;

const api = {
  sizes: SIZES.length,
  /** What the GPU is called; null where there is none. */
  adapter: async (): Promise<string | null> => (await findAdapter())?.name ?? null,
  async measure(index: number): Promise<BenchmarkTimes[]> {
    const size = SIZES[index];
    const products = size.rows * size.events * size.dimension;
    const adapter = await findAdapter();
    const shards = shardCount(size, navigator.hardwareConcurrency);
    const contenders: Record<string, OpenContender> = { simd: ourSimd() };
    if (shards > 1) contenders[`simd × ${shards}`] = ourSimd({ count: shards, leastGain: 0, startWorker: () => startModule(new URL(shardUrl, import.meta.url), 'attune shard') });
    if (adapter && (!adapter.fallback || products <= MOST_SOFTWARE)) for (const way of adapter.ways) contenders[`gpu, ${wayName(way)}`] = ourGpu(way);
    if (products <= MOST_PLAIN) Object.assign(contenders, { plain: ourPlain, 'typed arrays': typedArrays });
    const found = await measureContenders(size, contenders);
    return found.map(({ strangers, ...times }) => (strangers > 0 ? { ...times, refusal: `expected the list of the first, got ${strangers} other results` } : times));
  },
};

export type BenchmarkApi = typeof api;

expose(api);
