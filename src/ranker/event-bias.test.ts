import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../domain/event.ts';
import { MASKED } from '../kernels/kernels.ts';
import { eventBias } from './event-bias.ts';

const at = (day: number): HistoryEvent => ({ id: `e${day}`, kind: 'open', item: `i${day}`, at: `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z` });

describe('eventBias', () => {
  it('is log strength minus rank decay minus age decay', () => {
    const bias = eventBias([at(1), at(3), at(5)], Float32Array.of(1, 2, 3), { perEvent: 0.3, perDay: 0.1 }, at(5).at);
    expect(bias[2]).toBeCloseTo(Math.log(3), 6);
    expect(bias[1]).toBeCloseTo(Math.log(2) - 0.3 - 0.2, 6);
    expect(bias[0]).toBeCloseTo(0 - 0.6 - 0.4, 6);
  });

  it('masks events that do not speak, and gives them no rank', () => {
    const bias = eventBias([at(1), at(2), at(3)], Float32Array.of(1, 0, 1), { perEvent: 0.3, perDay: 0 }, at(3).at);
    expect([...bias].map((nats) => Math.round(nats * 100) / 100)).toEqual([-0.3, MASKED, 0]);
  });

  it('gives an event from the future no bonus', () => {
    const [bias] = eventBias([at(9)], Float32Array.of(1), { perEvent: 0.3, perDay: 1 }, at(1).at);
    expect(bias).toBe(0);
  });

  it('never falls below the mask', () => {
    const [bias] = eventBias([at(1)], Float32Array.of(1), { perEvent: 0, perDay: 1e6 }, at(9).at);
    expect(bias).toBe(MASKED);
  });
});
