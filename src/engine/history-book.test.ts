import { expect, it } from 'vitest';
import { openStore } from '../store/open-store.ts';
import { HistoryBook } from './history-book.ts';

it('stands in order of time, whatever the order of telling', async () => {
  const book = new HistoryBook(() => openStore({ memory: true }), () => undefined, () => undefined);
  const at = (id: string, day: number) => ({ id, kind: 'open' as const, item: id, at: `2026-01-0${day}T00:00:00.000Z` });
  await book.add([at('late', 3)]);
  await book.add([at('early', 1), at('between', 2), at('as late', 3)]);
  expect(book.events.map(({ id }) => id)).toEqual(['early', 'between', 'late', 'as late']);
  expect(book.query({ limit: 2 }).map(({ id }) => id)).toEqual(['as late', 'late']);
});
