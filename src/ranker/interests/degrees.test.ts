import { describe, expect, it } from 'vitest';
import { NO_ADJUSTMENTS } from '../../domain/adjustments.ts';
import type { HistoryEvent } from '../../domain/event.ts';
import { eventDegrees, loudness } from './degrees.ts';
import type { HistoryTopic, HistoryTopics } from './history-topics.ts';

const ids = ['whale', 'ship', 'count'];
const met = ids.map((id) => ({ row: -1, item: { id, title: id, brand: id === 'count' ? 'Gothic' : 'Sea' } }));
const events = ids.map((item, n): HistoryEvent => ({ id: String(n), kind: 'open', item, at: '2026-01-01T00:00:00.000Z' }));
const topic = (id: string, ...places: number[]) => ({ id, longTerm: places.length, items: places.map((h) => ({ id: ids[h], events: [h], shortTerm: 0, longTerm: 1 })) }) as unknown as HistoryTopic;
const topics: HistoryTopics = { topics: [topic('whale', 0, 1), topic('count', 2)], topicOf: Int32Array.of(0, 0, 1) };
const late = Float64Array.of(0.05, 0.15, 0.8);
const degrees = (adjustments: Partial<typeof NO_ADJUSTMENTS>) => [...eventDegrees({ events, met }, topics, { ...NO_ADJUSTMENTS, ...adjustments }, late)];

describe('loudness', () => {
  it('turns down by the degree, and up so that a third of what counts is reached', () => {
    expect([0, 0.5, 1].map((degree) => loudness(degree, 0.2))).toEqual([0, 0.5, 1]);
    // 1 + ½ / .2 = 3.5: of 1 before, .2 · 3.5 = .7 beside the .8 of the rest, .7 / 1.5 = (.2 + ½) / 1.5.
    expect(loudness(2, 0.2)).toBe(3.5);
    expect(loudness(1.5, 0.2)).toBe(2.25);
  });

  it('has an end where next to nothing, or nothing, counts', () => {
    expect(loudness(2, 1e-12)).toBe(1e6);
    expect(loudness(2, 0)).toBe(1e6);
  });
});

describe('eventDegrees', () => {
  it('gives all events of a topic one factor, by what they count together', () => {
    expect(degrees({ items: { whale: 2, ship: 2 } })).toEqual([3.5, 3.5, 1]);
    expect(degrees({ items: { count: 0 } })).toEqual([1, 1, 0]);
  });

  it('multiplies what is said of an item, its source and its words', () => {
    // The source counts .2, the word .05: 3.5 · ½, and 3.5 · (1 + ½ / .05) · ½ = 19.25.
    expect(degrees({ items: { whale: 0.5, ship: 0.5 }, sources: { 'brand sea': 2 }, keywords: { whale: 2 } })).toEqual([19.25, 1.75, 1]);
  });
});
