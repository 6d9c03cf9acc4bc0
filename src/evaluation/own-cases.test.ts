import { expect, it } from 'vitest';
import { EVENT_KINDS, type EventKind, type HistoryEvent } from '../domain/event.ts';
import { choicesOf } from '../domain/own-evaluation.ts';
import { eventStrength } from '../ranker/event-strength.ts';
import { ownCases } from './own-cases.ts';

const ROWS = new Map(['a', 'b', 'c', 'd', 'e'].map((id, row) => [id, row]));
const rowOf = (id: string): number | undefined => ROWS.get(id);

/** Events of kinds and items, oldest first: `open a`, `rate b -1`. */
function events(...lines: string[]): HistoryEvent[] {
  return lines.map((line, n): HistoryEvent => {
    const [kind, item, rating] = line.split(' ');
    return { id: `${n}`, kind: kind as EventKind, item, at: new Date(Date.UTC(2026, 0, 1 + n)).toISOString(), ...(rating && { rating: Number(rating) }) };
  });
}

it('every first choice after the first is a case of what came before it', () => {
  const history = events('open a', 'view b', 'open b', 'like a', 'save c');
  const { cases, learned, elsewhere } = ownCases(history, rowOf);
  expect([learned, elsewhere]).toEqual([1, 0]);
  // What was only seen, b at first, is still a choice when it is opened; a second event of an item is none.
  expect(cases.map(({ target, item, at, before }) => [target, item, at.slice(0, 10), before.length])).toEqual([[1, 'b', '2026-01-03', 2], [2, 'c', '2026-01-05', 4]]);
  expect(cases.map(({ history: known, met }) => [known, met])).toEqual([[[0], [0]], [[1, 0], [0, 1, 0]]]);
});

it('what was spoken against is neither a choice nor known by, and cannot be guessed', () => {
  const { cases } = ownCases(events('open a', 'open b', 'dismiss a', 'rate c -1', 'like c', 'rate d 0', 'rate e 0.5'), rowOf);
  expect(cases.map(({ target }) => target)).toEqual([1, 4]);
  const [, last] = cases;
  // The dislike of a withdrew its opening, the liking of c its low rating.
  expect(last.history).toEqual([1, 2]);
  expect(new Set(last.met)).toEqual(new Set([0, 1, 2, 3]));
});

it.each(EVENT_KINDS.flatMap((kind) => (kind === 'rate' ? [-1, 0, 0.2].map((rating) => `rate a ${rating}`) : [`${kind} a`])))('%s is a choice if it speaks for its item, and is more than a look', (line) => {
  const [event] = events(line);
  expect(choicesOf([event], () => true).length === 1).toBe(event.kind !== 'view' && eventStrength(event) > 0);
});

it('events about what the catalog lacks are counted, and are no cases', () => {
  const { cases, learned, elsewhere } = ownCases(events('search x', 'open a', 'open y', 'open b'), rowOf);
  expect([cases.length, learned, elsewhere]).toEqual([1, 1, 2]);
  expect(cases[0].history).toEqual([0]);
});

it('of many choices the newest are cases, and the others are learned from', () => {
  const { cases, learned } = ownCases(events('open a', 'open b', 'open c', 'open d'), rowOf, 2);
  expect(learned).toBe(2);
  expect(cases.map(({ target, history }) => [target, history])).toEqual([[2, [0, 1]], [3, [0, 1, 2]]]);
});

it.each([[[]], [['open a']], [['dismiss a', 'view b']]])('%j holds no case', (lines) => {
  expect(ownCases(events(...lines), rowOf).cases).toEqual([]);
});
