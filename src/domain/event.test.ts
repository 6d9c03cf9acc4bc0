import { describe, expect, it } from 'vitest';
import { completeEvent, completeFilter, type EventFilter, type HistoryEvent, itemIdOf, matchesFilter, type NewEvent } from './event.ts';

const complete = (event: unknown) => completeEvent(event as NewEvent, '2026-01-02T03:04:05.678Z', () => 'new');

describe('completeEvent', () => {
  it('fills id and time in, and keeps what was given', () => {
    expect(complete({ kind: 'open', item: 'a' })).toEqual({ id: 'new', kind: 'open', item: 'a', at: '2026-01-02T03:04:05.678Z' });
    expect(complete({ id: 'x', kind: 'rate', item: 'a', rating: -1, at: '2026-01-01T01:00:00+01:00' })).toMatchObject({ id: 'x', rating: -1, at: '2026-01-01T00:00:00.000Z' });
    expect(complete({ kind: 'search', item: { id: 's', title: 'whales' } })).toMatchObject({ kind: 'search' });
  });

  it.each([
    [{ kind: 'stare', item: 'a' }, 'expected kind to be one of'],
    [{ kind: 'open', item: 'a', at: 'yesterday' }, 'expected at to be an ISO 8601 time, got "yesterday"'],
    [{ kind: 'open' }, 'expected item to be an id or an item'],
    [{ kind: 'open', item: 'a', dwellMs: -1 }, 'expected dwellMs of at least 0, got -1'],
    [{ kind: 'rate', item: 'a' }, 'expected a rating from -1 to 1, got undefined'],
    [{ kind: 'rate', item: 'a', rating: 5 }, 'got 5'],
    [{ kind: 'open', item: null }, 'expected item to be an id or an item, got null'],
    [{ kind: 'open', item: '' }, 'expected item to be an id or an item, got ""'],
    [{ kind: 'open', item: { id: 'a' } }, 'item: expected title to be a non-empty string, got nothing'],
    [{ kind: 'open', item: { id: 'a', title: 'A', tags: 'x' } }, 'item: expected tags to be a list of strings, got "x"'],
    [{ kind: 'open', item: 'a', id: '' }, 'expected id to be a non-empty string'],
    [{ kind: 'open', item: 'a', id: 7 }, 'expected id to be a non-empty string, got 7'],
    [{ kind: 'search', item: 'a' }, 'expected the text of a search'],
    [{ kind: 'search', item: { id: 's' } }, 'expected title to be a non-empty string'],
    [{ kind: 'comment', item: { id: 'c', title: ' ' } }, 'expected title to be a non-empty string'],
  ])('refuses %j', (event, message) => {
    expect(() => complete(event)).toThrow(message);
  });
});

describe('completeFilter', () => {
  it('brings times to the form that events carry', () => {
    expect(completeFilter({ ids: ['e'], since: '2026-01-02T01:00:00+01:00', until: '2026-02-01' })).toEqual({ ids: ['e'], since: '2026-01-02T00:00:00.000Z', until: '2026-02-01T00:00:00.000Z' });
    expect(completeFilter({})).toEqual({});
  });

  it.each([
    [{ id: 'e' }, 'expected ids, items, since, until, kinds, got id'],
    [{ ids: 'e' }, 'expected ids to be a list, got "e"'],
    [{ since: 'yesterday' }, 'expected since to be an ISO 8601 time, got "yesterday"'],
    [{ until: '' }, 'expected until to be an ISO 8601 time, got ""'],
  ])('refuses %j, which would select too much or too little', (filter, message) => {
    expect(() => completeFilter(filter as EventFilter)).toThrow(message);
  });
});

describe('matchesFilter', () => {
  const event: HistoryEvent = { id: 'e', kind: 'like', item: { id: 'i', title: 'I' }, at: '2026-01-02T00:00:00.000Z' };

  it.each([
    [{}, true], [{ ids: ['e'] }, true], [{ ids: ['f'] }, false], [{ items: ['i'] }, true], [{ items: ['j'] }, false],
    [{ since: '2026-01-02' }, true], [{ since: '2026-01-03' }, false], [{ until: '2026-01-03' }, true], [{ until: '2026-01-02T00:00:00.000Z' }, false],
    [{ kinds: ['like' as const] }, true], [{ kinds: ['open' as const], ids: ['e'] }, false],
  ])('%j → %s', (filter, expected) => {
    expect(itemIdOf(event)).toBe('i');
    expect(matchesFilter(event, filter)).toBe(expected);
  });
});
