import type { HistoryEvent } from '../domain/event.ts';
import type { Item } from '../domain/item.ts';
import { pickRows, type QuantisedMatrix } from '../domain/matrix.ts';
import type { RankedHistory } from './ranker.ts';

/** Interactions know their order and not their times: they stand a minute apart. */
const APART_MS = 60_000;

/** The time of a history of which no time is known. */
export const PRESENT = '2026-01-01T00:00:00.000Z';

/** A sequence of rows, oldest first, as a history of opens, the last of them at `at` (ISO). Whether they may come back is the caller's to say: none is taken out of a list. */
export function historyOfRows(rows: readonly number[], items: readonly Item[], keys: QuantisedMatrix, at = PRESENT): RankedHistory {
  const now = Date.parse(at);
  return {
    events: rows.map((row, i): HistoryEvent => ({ id: `e${i}`, kind: 'open', item: items[row].id, at: new Date(now - (rows.length - 1 - i) * APART_MS).toISOString() })),
    rows: new Int32Array(rows.length).fill(-1),
    met: rows.map((row) => ({ row, item: items[row] })),
    keys: pickRows(keys, rows),
  };
}
