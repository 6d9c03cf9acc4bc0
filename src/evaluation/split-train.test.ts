import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sequence } from './read-sequences.ts';
import { CASES_PER_USER, splitAtTime, splitLast } from './split-train.ts';

describe('splitLast', () => {
  it('asks for each user’s last item, and leaves the one before it in train', () => {
    const { train, cases, order, remarks } = splitLast([
      { user: 'u', items: ['a', 'b', 'c'], times: [1, 2, 3] },
      { user: 'v', items: ['a'] },
      { user: null, items: ['d', 'e'] },
      { user: null, items: [] },
    ]);
    expect({ order, remarks }).toEqual({ order: 'per-user-time', remarks: { 'one-item-user': 1 } });
    expect(train).toEqual([{ user: 'u', items: ['a', 'b'], times: [1, 2] }, { user: 'v', items: ['a'] }, { user: null, items: ['d'] }]);
    expect(cases).toEqual([{ user: 'u', history: ['a', 'b'], target: 'c', atMs: 3 }, { user: null, history: ['d'], target: 'e' }]);
  });

  it('takes the sequences of one user for one history', () => {
    const { train, cases } = splitLast([{ user: 'u', items: ['a', 'b'] }, { user: 'v', items: ['x', 'y'] }, { user: 'u', items: ['c'] }]);
    expect(cases).toEqual([{ user: 'u', history: ['a', 'b'], target: 'c' }, { user: 'v', history: ['x'], target: 'y' }]);
    expect(train).toEqual([{ user: 'u', items: ['a', 'b'] }, { user: 'v', items: ['x'] }]);
  });
});

describe('splitAtTime', () => {
  const sequences: Sequence[] = [
    { user: 'u', items: ['a', 'b', 'c', 'd'], times: [10, 20, 30, 40] },
    { user: 'v', items: ['a'], times: [15] },
    { user: 'w', items: ['e', 'f'], times: [30, 50] },
  ];

  it('asks for what came from then on, after all that its user did before', () => {
    const { train, cases, order, fromMs } = splitAtTime(sequences, { ms: 30 });
    expect({ order, fromMs }).toEqual({ order: 'global-time', fromMs: 30 });
    expect(train).toEqual([{ user: 'u', items: ['a', 'b'], times: [10, 20] }, { user: 'v', items: ['a'], times: [15] }]);
    expect(cases).toEqual([
      { user: 'u', history: ['a', 'b'], target: 'c', atMs: 30 }, { user: 'u', history: ['a', 'b', 'c'], target: 'd', atMs: 40 },
      { user: 'w', history: [], target: 'e', atMs: 30 }, { user: 'w', history: ['e'], target: 'f', atMs: 50 },
    ]);
  });

  it('finds the time by a share of the events', () => {
    // Seven events, at 10, 15, 20, 30, 30, 40, 50: ⌊.5 · 7⌋ are before the fourth, ⌊.9 · 7⌋ before the last.
    expect(splitAtTime(sequences, { share: 0.5 }).fromMs).toBe(30);
    expect(splitAtTime(sequences, { share: 0.9 }).fromMs).toBe(50);
  });

  it('asks one user so often and no more', () => {
    const items = Array.from({ length: CASES_PER_USER + 3 }, (_, at) => `i${at}`);
    const { cases, skipped } = splitAtTime([{ user: 'u', items, times: items.map((_, at) => at) }], { ms: 1 });
    expect({ cases: cases.length, skipped }).toEqual({ cases: CASES_PER_USER, skipped: { 'beyond-user-cap': 2 } });
  });

  it('refuses what leaves one side empty, and events without a time', () => {
    expect(() => splitAtTime(sequences, { ms: 10 })).toThrow('got 7 events, none before 1970-01-01T00:00:00.010Z');
    expect(() => splitAtTime(sequences, { ms: 51 })).toThrow('none after');
    expect(() => splitAtTime([], { share: 0.9 })).toThrow('got 0 events');
    expect(() => splitAtTime([{ user: 'u', items: ['a'] }], { share: 0.9 })).toThrow('expected a time (at) for each event, got none for one of user "u"');
  });

  it('loses no event, and teaches nothing that comes after a case', () => {
    const users = array(array(record({ item: constantFrom('a', 'b', 'c'), ms: integer({ min: 0, max: 30 }) }), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 5 });
    assert(property(users, integer({ min: 1, max: 30 }), (logs, ms) => {
      const made = logs.map((events, n): Sequence => {
        const sorted = events.toSorted((a, b) => a.ms - b.ms);
        return { user: `u${n}`, items: sorted.map(({ item }) => item), times: sorted.map((event) => event.ms) };
      });
      const all = logs.flat();
      if (!all.some((event) => event.ms < ms) || !all.some((event) => event.ms >= ms)) return;
      const { train, cases } = splitAtTime(made, { ms });
      expect(train.flatMap(({ items }) => items).length + cases.length).toBe(all.length);
      expect(Math.max(...train.flatMap(({ times }) => times!))).toBeLessThan(Math.min(...cases.map(({ atMs }) => atMs!)));
      for (const { user, history, target } of cases) expect(made[Number(user!.slice(1))].items.slice(0, history.length + 1)).toEqual([...history, target]);
    }));
  });
});
