import { type Remote, wrap } from 'comlink';
import type { Benchmark, BenchmarkReport, BenchmarkTimes } from '../domain/benchmark.ts';
import type { Cancellable } from '../domain/recommender.ts';
// oxlint-disable-next-line import/default -- Vite gives the URL of the bundled worker
import workerUrl from './benchmark-worker.ts?worker&url';
import type { BenchmarkApi } from './benchmark-worker.ts';
import { orGivenUp } from './or-given-up.ts';
import { startModule } from './start-module.ts';

/** A benchmark of the kernels in a worker of its own, which ends with the run: the recommender's lists go on meanwhile. */
export function createBenchmark(): Benchmark {
  return {
    async run(told, { signal } = {}) {
      const worker = startModule(new URL(workerUrl, import.meta.url), 'attune benchmark');
      const failed = new Promise<never>((_, reject) => {
        worker.addEventListener('error', ({ message }) => reject(new Error(`benchmark: expected its worker, got ${message || 'no script'}`)));
      });
      try {
        return await orGivenUp(Promise.race([measureAll(wrap<BenchmarkApi>(worker), told, { signal }), failed]), signal);
      } finally {
        worker.terminate();
      }
    },
  };
}

async function measureAll(api: Remote<BenchmarkApi>, told: Parameters<Benchmark['run']>[0], { signal }: Cancellable): Promise<BenchmarkReport> {
  const times: BenchmarkTimes[] = [];
  const sizes = await api.sizes;
  const adapter = await api.adapter();
  for (let index = 0; index < sizes; index++) {
    signal?.throwIfAborted();
    times.push(...(await api.measure(index)));
    told([...times], (index + 1) / sizes);
  }
  return { at: new Date().toISOString(), browser: navigator.userAgent, cores: navigator.hardwareConcurrency, adapter, times };
}
