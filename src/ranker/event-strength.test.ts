import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../domain/event.ts';
import { eventStrength, historyStrengths } from './event-strength.ts';

const event = (kind: HistoryEvent['kind'], item: string, more: Partial<HistoryEvent> = {}): HistoryEvent => ({ id: `${kind} ${item}`, kind, item, at: '2026-01-01T00:00:00.000Z', ...more });

describe('eventStrength', () => {
  it('is signed: a dislike and a low rating speak against', () => {
    expect(eventStrength(event('buy', 'a'))).toBeGreaterThan(eventStrength(event('open', 'a')));
    expect(eventStrength(event('dismiss', 'a'))).toBeLessThan(0);
    expect(eventStrength(event('rate', 'a', { rating: -0.5 }))).toBe(-1);
    expect(eventStrength(event('rate', 'a', { rating: 0 }))).toBe(0);
    expect(eventStrength(event('rate', 'a', { rating: 1 }))).toBe(2);
  });

  it('grows with dwell between half and double', () => {
    const opened = (dwellMs: number) => eventStrength(event('open', 'a', { dwellMs }));
    expect(opened(0)).toBe(0.5);
    expect(opened(30_000)).toBe(1);
    expect(opened(1e9)).toBe(2);
  });
});

describe('historyStrengths', () => {
  it('lets a dislike withdraw what spoke for the item before', () => {
    expect([...historyStrengths([event('open', 'a'), event('open', 'b'), event('dismiss', 'a')])]).toEqual([0, 1, -2]);
  });

  it('lets a later liking withdraw the dislike', () => {
    expect([...historyStrengths([event('dismiss', 'a'), event('like', 'a')])]).toEqual([0, 3]);
  });

  it('keeps an open after the judgement', () => {
    expect([...historyStrengths([event('dismiss', 'a'), event('open', 'a')])]).toEqual([-2, 1]);
  });
});
