import { describe, expect, it } from 'vitest';
import { readImpressions } from './read-impressions.ts';
import { resolveImpressions } from './resolve-impressions.ts';

const line = (user: string | null, history: string[], shown: string[], clicked: string[]): string => JSON.stringify({ user, history, shown, clicked });

describe('readImpressions', () => {
  it('reads lines as they come, ids once', async () => {
    async function* lines() {
      yield `\uFEFF${line('u', ['a', 'b'], ['c', 'd', 'a'], ['d'])}\r`;
      yield '';
      yield '{"history":[],"shown":[7],"clicked":[7]}';
    }
    const log = await readImpressions(lines());
    expect(log).toMatchObject({ ids: ['c', 'd', 'a', 'b', '7'], impressions: [{ user: 'u', history: 0 }, { user: null, history: 1 }], faults: [], remarks: {} });
    expect([...log.shown.at(0)]).toEqual([0, 3, 4]);
    expect([...log.shown.at(1)]).toEqual([9]);
    expect([...log.histories.at(0)]).toEqual([2, 3]);
    expect(log.histories.at(1)).toHaveLength(0);
  });

  it('holds a history once that its user had before', async () => {
    const { impressions } = await readImpressions([line('u', ['a'], ['b'], []), line('v', ['a'], ['b'], []), line('u', ['a'], ['c'], []), line('u', ['a', 'b'], ['c'], []), line(null, ['a'], ['c'], []), line(null, ['a'], ['c'], [])]);
    expect(impressions.map(({ history }) => history)).toEqual([0, 1, 0, 2, 3, 4]);
  });

  it('counts what was shown twice, or clicked and not shown', async () => {
    const log = await readImpressions([line('u', [], ['a', 'b', 'a'], ['b', 'z', 'b'])]);
    expect(log.remarks).toEqual({ 'repeated-shown-id': 1, 'clicked-not-shown': 1 });
    expect([...log.shown.at(0)]).toEqual([0, 3]);
  });

  it.each([
    ['{"history":[],"shown":["a"]}', '1: expected clicked to be a list of ids, got nothing'],
    ['{"history":[],"shown":"a b","clicked":[]}', '1: expected shown to be a list of ids, got "a b"'],
    ['{"shown":["a"],"clicked":[]}', '1: expected history to be a list of ids, got nothing'],
    ['{"user":{},"history":[],"shown":["a"],"clicked":[]}', '1: expected user to be a non-empty id, got {}'],
    ['N1-0 N2-1', '1: expected a JSON object, got N1-0 N2-1'],
  ])('names the place and the fault of %s', async (broken, message) => {
    const { impressions, faults } = await readImpressions([broken, line('u', [], ['a'], [])]);
    expect(faults).toEqual([{ line: 1, message }]);
    expect(impressions).toHaveLength(1);
  });
});

it('resolveImpressions groups by user and history, and leaves out what no order can be told from', async () => {
  const log = await readImpressions([
    line('u', ['a', 'gone'], ['b', 'gone', 'c'], ['c']),
    line('v', [], ['a', 'b'], ['a']),
    line('u', ['b'], ['a', 'c'], ['a']),
    line('u', ['b'], ['a', 'c'], []),
    line('u', ['b'], ['a', 'c'], ['c', 'a']),
    line('u', ['b'], ['gone'], ['gone']),
    line('u', ['a', 'gone'], ['b', 'a'], ['b']),
    '{',
  ]);
  const { groups, shownIn, skipped, remarks } = resolveImpressions(log, new Map([['a', 0], ['b', 1], ['c', 2]]));
  // The seventh has the history of the first again, though not that of its user's line before.
  expect(groups.map(({ user, history, impressions }) => ({ user, history, impressions }))).toEqual([
    { user: 'u', history: [0], impressions: [0] },
    { user: 'u', history: [1], impressions: [2] },
    { user: 'u', history: [0], impressions: [6] },
    { user: 'v', history: [], impressions: [1] },
  ]);
  expect(shownIn(0)).toEqual({ rows: [1, 2], clicked: [false, true] });
  expect(skipped).toEqual({ 'bad-line': 1, 'none-clicked': 1, 'all-clicked': 1, 'nothing-shown': 1 });
  expect(remarks).toEqual({ 'unknown-shown-id': 1, 'unknown-history-id': 2, 'empty-history': 1 });
});
