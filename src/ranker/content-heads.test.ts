import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../domain/event.ts';
import { matrixOf, pickRows, quantise } from '../domain/matrix.ts';
import { type AttentionHead, MASKED } from '../kernels/kernels.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { attendedRows, contentHeads } from './content-heads.ts';
import { DEFAULT_BLEND } from './blend.ts';

const NOW = '2026-02-01T00:00:00.000Z';
const head = (bias: number[], temperature = 0.1): AttentionHead => ({ bias: Float32Array.from(bias), temperature, readout: 'lse', blendWeight: 1 });

describe('attendedRows', () => {
  it('keeps what is within 2/τ + 20 nats of the best', () => {
    expect([...attendedRows([head([-39.9, -40.1, 0, MASKED])], 4)]).toEqual([0, 2]);
    expect([...attendedRows([head([-23.9, -24.1, 0], 0.5)], 3)]).toEqual([0, 2]);
  });

  it('keeps what any head keeps, by that head’s own best', () => {
    expect([...attendedRows([head([0, -50, MASKED]), head([MASKED, -50, -100])], 3)]).toEqual([0, 1]);
    expect([...attendedRows([head([MASKED, MASKED])], 2)]).toEqual([]);
  });

  it('changes no score of a long history, however old what speaks for an item', async () => {
    // Two topics that have nothing in common: the newer half of the history is silent on the first.
    const catalog = quantise(matrixOf(Float32Array.of(1, 0, 0.8, 0.6, 0, 1), 2, 'topics'));
    const events = Array.from({ length: 300 }, (_, i): HistoryEvent => ({ id: `e${i}`, kind: 'open', item: i < 270 ? 'old' : 'new', at: NOW }));
    const keys = pickRows(catalog, events.map(({ item }) => (item === 'old' ? 0 : 2)));
    const heads = contentHeads(events, 0, NOW, DEFAULT_BLEND);
    const attended = attendedRows(heads, events.length);
    expect(attended.length).toBeLessThan(150);
    const resident = await openPlainKernels().load(catalog);
    const none = new Uint32Array(0);
    const whole = await resident.scores({ history: keys, heads, sample: none, k: 0 });
    const pruned = await resident.scores({ history: pickRows(keys, attended), heads: heads.map((each) => ({ ...each, bias: Float32Array.from(attended, (h) => each.bias[h]) })), sample: none, k: 0 });
    for (const [row, score] of whole.entries()) expect(pruned[row]).toBeCloseTo(score, 6);
  });
});
