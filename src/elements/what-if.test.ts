import { expect, it } from 'vitest';
import { Format } from './format.ts';
import { movesOf, type WhatIf, whatIfSentence } from './what-if.ts';

const listed = (...ids: string[]): WhatIf['before'] => ids.map((id) => ({ id, item: { id, title: id.toUpperCase() } }));
const said = (before: string[], after: string[]): string => whatIfSentence(movesOf({ before: listed(...before), after: listed(...after) }), 'Emma', Format.of('en'));

it('tells what stays, moves, comes and goes', () => {
  const moves = movesOf({ before: listed('a', 'b', 'c'), after: listed('a', 'd', 'b') });
  expect(moves).toEqual([
    { id: 'a', title: 'A', from: 0, to: 0 },
    { id: 'd', title: 'D', from: null, to: 1 },
    { id: 'b', title: 'B', from: 1, to: 2 },
    { id: 'c', title: 'C', from: 2, to: null },
  ]);
});

it('says it in one sentence, and that nothing changes where nothing does', () => {
  expect(said(['a', 'b', 'c'], ['a', 'd', 'b'])).toBe('Without Emma: 1 in another place, 1 new, 1 gone. Nothing has been forgotten.');
  expect(said(['a', 'b'], ['a', 'b'])).toBe('Without Emma the list would be the same.');
  expect(said([], [])).toBe('Without Emma the list would be the same.');
});
