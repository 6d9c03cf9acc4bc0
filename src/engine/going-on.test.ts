import { expect, it } from 'vitest';
import type { HistoryEvent } from '../domain/event.ts';
import { pickRows } from '../domain/matrix.ts';
import { type Past, stepOf } from '../kernels/continuation.ts';
import { makeInput } from '../kernels/make-case.ts';
import { DEFAULT_BLEND } from '../ranker/blend.ts';
import { prepareRequest } from '../ranker/rank.ts';
import { rankedCatalog } from '../ranker/ranked-catalog.ts';

const { catalog } = makeInput(60, 1, 16);
const items = Array.from({ length: 60 }, (_, row) => ({ id: `i${row}`, title: '' }));
const ranked = { ...rankedCatalog({ items, vectors: catalog, popularity: null, coVisitation: null, blend: DEFAULT_BLEND }), resident: null as never };

/** The request that the ranker makes of the kernels for events, each of the catalog row of its place. */
function requestOf(events: readonly HistoryEvent[], now: string) {
  const rows = Int32Array.from(events, (_, h) => h % 60);
  return prepareRequest(ranked, { events, rows, met: Array.from(rows, (row) => ({ row, item: items[row] })), keys: pickRows(catalog, rows) }, { k: 8, diversity: 0, now, blend: DEFAULT_BLEND }).request;
}

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

it('a new event leaves the kernels that event alone to compute, whatever its kind, and a wait nothing', () => {
  const kinds = ['like', 'view', 'open', 'dismiss', 'save', 'share', 'search', 'buy'] as const;
  const events: HistoryEvent[] = [];
  let past: Past | null = null;
  const computed: number[] = [];
  for (let minute = 0; minute < 50; minute++) {
    events.push({ id: `e${minute}`, kind: kinds[minute % kinds.length], item: `i${minute}`, at: at(minute), dwellMs: minute * 1000 });
    const step = stepOf(past, requestOf(events, at(minute)));
    past = step.past;
    computed.push(step.due.history.rows);
  }
  // The first dislike brings a head of its own.
  expect(computed.map((rows, minute) => (rows === 1 ? null : minute)).filter((minute) => minute !== null)).toEqual([3]);
  const later = stepOf(past, requestOf(events, at(3000)));
  expect([later.goesOn, later.due.history.rows]).toEqual([true, 0]);
});
