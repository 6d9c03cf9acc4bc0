import { describe, expect, it } from 'vitest';
import { adjustmentsBut, countAdjustments, joinAdjustments } from './adjustments.ts';
import { completeMemory, type Memory, memoryOf } from './memory.ts';

const memory: Memory = {
  format: 1,
  events: [
    { id: 'e1', kind: 'open', item: 'a', at: '2026-01-01T00:00:00.000Z', dwellMs: 5 },
    { id: 'e2', kind: 'search', item: { id: 's', title: 'whales', tags: ['sea'] }, at: '2026-01-01T00:00:00.000Z' },
  ],
  order: [2, 7],
  preferences: [{ listId: 'l', kind: 'dismiss', better: 'b', worse: 'a', at: '2026-01-02T00:00:00.000Z', weight: 0.5, places: [1, 0], readouts: { content: -1.25 } }],
  adjustments: { items: { a: 0 }, sources: { 'brand acme': 2 }, keywords: { whales: 0.5 } },
};

describe('completeMemory', () => {
  it('takes what was given out, through JSON, and an empty one', () => {
    expect(completeMemory(JSON.parse(JSON.stringify(memory)) as Memory)).toEqual(memory);
    expect(completeMemory(memoryOf({}))).toEqual({ format: 1, events: [], order: [], preferences: [], adjustments: { items: {}, sources: {}, keywords: {} } });
  });

  it.each([
    [null, 'memory: expected an object, got null'],
    [[memory], 'memory: expected an object, got [{"format"'],
    [{ ...memory, format: undefined }, 'memory: expected format to be a whole number of at least 1, got undefined'],
    [{ ...memory, vectors: [] }, 'memory: expected format, events, order, preferences, adjustments, got vectors'],
    [{ ...memory, events: {} }, 'memory: expected events to be a list, got {}'],
    [{ ...memory, events: [memory.events[0], null] }, 'memory: events[1]: event: expected an object, got null'],
    [{ ...memory, events: [memory.events[0], { ...memory.events[1], kind: 'stare' }] }, 'memory: events[1]: event: expected kind to be one of'],
    [{ ...memory, events: [{ ...memory.events[0], id: undefined }, memory.events[1]] }, 'memory: events[0]: event: expected id to be a non-empty string'],
    [{ ...memory, events: [{ ...memory.events[0], at: undefined }, memory.events[1]] }, 'memory: events[0]: event: expected at to be an ISO 8601 time'],
    [{ ...memory, events: [{ ...memory.events[0], dwellMs: '5' }, memory.events[1]] }, 'memory: events[0]: event: expected dwellMs of at least 0, got "5"'],
    [{ ...memory, events: [memory.events[0], { ...memory.events[1], item: 's' }] }, "memory: events[1]: event: expected the text of a search as its item's title, got \"s\""],
    [{ ...memory, order: [2] }, 'memory: expected order to be a number for each of 2 events, got 1'],
    [{ ...memory, order: [2, 0] }, 'memory: order[1]: expected a whole number of at least 1, got 0'],
    [{ ...memory, preferences: [{ ...memory.preferences[0], weight: 9 }] }, 'memory: preferences[0]: preference: expected a weight above 0 and at most 1, got 9'],
    [{ ...memory, adjustments: undefined }, 'memory: adjustments: expected an object, got nothing'],
    [{ ...memory, adjustments: { ...memory.adjustments, topics: {} } }, 'memory: adjustments: expected items, sources, keywords, got topics'],
    [{ ...memory, adjustments: { ...memory.adjustments, sources: [] } }, 'memory: adjustments: sources: expected an object, got []'],
    [{ ...memory, adjustments: { ...memory.adjustments, keywords: { whales: 3 } } }, 'memory: adjustments: keywords: expected "whales" to have a degree from 0 to 2, got 3'],
  ])('refuses %j', (given, message) => {
    expect(() => completeMemory(given as unknown as Memory)).toThrow(TypeError);
    expect(() => completeMemory(given as unknown as Memory)).toThrow(message);
  });

  it('refuses a later format, whatever else that holds', () => {
    expect(() => completeMemory({ ...memory, format: 2, dreams: [] } as Memory)).toThrow(new RangeError('memory: expected format 1, got 2, which a later version gave out'));
  });
});

describe('adjustments', () => {
  const mute = { items: { a: 0 }, sources: {}, keywords: { whales: 0.5 } };
  const boost = { items: { a: 2, b: 2 }, sources: { 'site x.org': 0 }, keywords: {} };

  it('are joined: of the same thing the first says it', () => {
    expect(joinAdjustments(mute, boost)).toEqual({ items: { a: 0, b: 2 }, sources: { 'site x.org': 0 }, keywords: { whales: 0.5 } });
    expect(countAdjustments(joinAdjustments(mute, boost))).toBe(4);
  });

  it('are told but some', () => {
    expect(adjustmentsBut(boost, mute)).toEqual({ items: { b: 2 }, sources: { 'site x.org': 0 }, keywords: {} });
  });
});
