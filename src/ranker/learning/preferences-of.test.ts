import { describe, expect, it } from 'vitest';
import type { Preference } from '../../domain/learning.ts';
import { preferencesOf } from './preferences-of.ts';

const AT = '2026-01-01T00:00:00.000Z';
const READOUTS = new Map([['a', { content: 1 }], ['b', { content: 2, author: 0.5 }], ['c', { content: 0 }], ['d', { content: -1 }], ['e', { content: 3.00004 }]]);
const shown = ['a', 'b', 'c', 'd', 'e'];
const learn = (said: { selected?: string; dismissed?: string; shown?: string[]; listId?: string }, before: Preference[] = []) => preferencesOf({ listId: 'l', shown, ...said }, AT, (id) => READOUTS.get(id), before);
const pairs = (preferences: Preference[]) => preferences.map(({ better, worse }) => `${better}>${worse}`);

describe('preferencesOf', () => {
  it('a selected item is better than those above it and the next one below', () => {
    const preferences = learn({ selected: 'c' });
    expect(pairs(preferences)).toEqual(['c>a', 'c>b', 'c>d']);
    expect(preferences[1]).toEqual({ listId: 'l', kind: 'select', better: 'c', worse: 'b', at: AT, weight: 1 / 3, places: [2, 1], readouts: { content: -2, author: -0.5 } });
  });

  it('readouts that are all but equal differ by 0, never by −0', () => {
    const readouts = new Map([['a', { content: 1 }], ['b', { content: 0.99998 }]]);
    const [{ readouts: { content } }] = preferencesOf({ listId: 'l', shown: ['a', 'b'], selected: 'b' }, AT, (id) => readouts.get(id), []);
    expect(content).toBe(0);
  });

  it('a dismissed item is worse than the others', () => {
    const preferences = learn({ dismissed: 'b' });
    expect(pairs(preferences)).toEqual(['a>b', 'c>b', 'd>b', 'e>b']);
    expect(preferences[3]).toMatchObject({ places: [4, 1], weight: 0.25, readouts: { content: 1, author: -0.5 } });
  });

  it('what was decided on earlier is on no side of it', () => {
    const first = learn({ selected: 'b' });
    expect(pairs(learn({ dismissed: 'd' }, first))).toEqual(['a>d', 'c>d', 'e>d']);
    expect(pairs(learn({ selected: 'c' }, [...first, ...learn({ dismissed: 'a' })]))).toEqual(['c>d']);
  });

  it('counts once, and three choices of a list at most', () => {
    const before: Preference[] = [];
    for (const selected of ['e', 'd', 'c']) before.push(...learn({ selected }, before));
    expect(before.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(3, 12);
    expect(learn({ selected: 'e' }, before)).toEqual([]);
    expect(learn({ selected: 'b' }, before)).toEqual([]);
    expect(learn({ selected: 'b', listId: 'other' }, before)).toHaveLength(2);
  });

  it('says nothing of items that were not ranked, or of one that stands alone', () => {
    expect(pairs(learn({ selected: 'b', shown: ['a', 'x', 'b', 'y', 'c'] }))).toEqual(['b>a', 'b>c']);
    expect(learn({ selected: 'x', shown: ['a', 'x'] })).toEqual([]);
    expect(learn({ selected: 'a', shown: ['a'] })).toEqual([]);
  });
});
