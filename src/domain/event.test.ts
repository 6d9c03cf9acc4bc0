import { describe, expect, it } from 'vitest';
import { completeEvent, type HistoryEvent, itemIdOf, matchesFilter, type NewEvent } from './event.ts';

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
    [{ kind: 'search', item: 'a' }, 'expected the text of a search'],
    [{ kind: 'comment', item: { id: 'c', title: ' ' } }, 'expected the text of a comment'],
  ])('refuses %j', (event, message) => {
    expect(() => complete(event)).toThrow(message);
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
