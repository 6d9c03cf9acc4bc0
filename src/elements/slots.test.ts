import { describe, expect, it } from 'vitest';
import type { Recommendation } from '../domain/recommendation.ts';
import { entriesOf, entryId, slotsAfter } from './slots.ts';
import type { Slot } from './slots.ts';

const list = (...ids: string[]): Recommendation[] => ids.map((id) => ({ id, item: { id, title: id }, score: 1, because: { kind: 'catalog' } }));
const slot = (id: string, index: number, lists = 0): Slot => ({ listId: 'l', recommendation: list(id)[0], index, kind: 'dismiss', event: Promise.resolve('e'), lists });

describe('slots', () => {
  it('a slot stands where its card stood', () => {
    expect(entriesOf(list('a', 'b', 'c'), [slot('b', 1)], 3).map(entryId)).toEqual(['a', 'b', 'c']);
    expect('slot' in entriesOf(list('a', 'b', 'c'), [slot('b', 1)], 3)[1]).toBe(true);
  });

  it('a slot takes the place of a card, so that the list does not grow', () => {
    expect(entriesOf(list('a', 'c', 'd'), [slot('b', 1)], 3).map(entryId)).toEqual(['a', 'b', 'c']);
  });

  it('a slot beyond the end stands last', () => {
    expect(entriesOf(list('a'), [slot('z', 7)], 8).map(entryId)).toEqual(['a', 'z']);
  });

  it('undo outlives the list that the click caused, not the next one', () => {
    const first = slotsAfter([slot('b', 1)], list('a', 'c'));
    expect(first).toHaveLength(1);
    expect(slotsAfter(first, list('a', 'c'))).toHaveLength(0);
  });

  it('a list that was made before the click changes nothing', () => {
    const before = [slot('b', 1)];
    expect(slotsAfter(before, list('a', 'b'))).toEqual(before);
  });
});
