import type { Status } from '../../domain/status.ts';

export const FAKE_FIGURES: NonNullable<NonNullable<Status['kernels']>['figures']> = { listMs: { gpu: 2.4, cpu: 31 }, product: 'tiled', subgroups: false, rates: { tiled: 4e8, registers: 3e8 } };

/** What the fake says of itself before anything happened. */
export function fakeStatus(items: number, events: number): Status {
  return {
    state: 'ready',
    catalog: { items, dimension: 384, spaces: ['minilm-384'], sizeBytes: 412_000, interactions: false },
    encoder: { state: 'absent', tier: 'embedded', model: 'attune/minilm-zh-en', waiting: 0 },
    kernels: { name: 'gpu', choice: 'auto', adapter: 'Apple M2', fallback: false, reason: 'gpu-faster', dispatches: 12, figures: FAKE_FIGURES, scan: { choice: 'auto', ran: 'exact' } },
    store: { kind: 'indexeddb', events, paused: false },
    timings: { embed: 0, score: 3.4, diversify: 0.6, total: 4.6 },
    problems: [],
  };
}
