import { expect, it } from 'vitest';
import type { HistoryEvent } from '../domain/event.ts';
import { inOrder, type RecordedEvent, renumbered } from './recorded-event.ts';

const recorded = (order: number, second = 0): RecordedEvent => ({ order, event: { id: `e${order}`, kind: 'open', item: 'a', at: `2026-01-01T00:00:0${second}.000Z` } satisfies HistoryEvent });
const numbers = (orders: number[], taken: number[]) => renumbered(orders.map((order) => recorded(order)), new Set(taken)).map(({ order }) => order);

it('stands by time, and by the order of recording where times are equal', () => {
  expect(inOrder([recorded(9, 1), recorded(7, 2), recorded(3, 1), recorded(8, 0)]).map(({ order }) => order)).toEqual([8, 3, 9, 7]);
});

it('stands under its old number again, as long as these are free and not past the last', () => {
  expect(numbers([4, 2], [1, 3, 5])).toEqual([2, 4]);
  expect(numbers([4, 6, 2], [1, 3, 5])).toEqual([2, 4, 0]);
  expect(numbers([2, 4], [])).toEqual([0, 0]);
});

it('keeps its own order where others took a number meanwhile', () => {
  expect(numbers([2, 4, 6], [1, 4, 9])).toEqual([2, 0, 0]);
  expect(numbers([2, 2, 3], [9])).toEqual([2, 0, 0]);
});
