import { expect, it } from 'vitest';
import { EVENT_KINDS, type HistoryEvent } from '../domain/event.ts';
import { HistoryKeys } from './history-keys.ts';
import { matrixOfTexts, topicCatalog } from './testing/engine-parts.ts';

const event = (kind: HistoryEvent['kind'], item: HistoryEvent['item']): HistoryEvent => ({ id: `${kind} ${JSON.stringify(item)}`, kind, item, at: '2026-01-01T00:00:00.000Z' });

it('every kind takes its item out of the list but a mere view', () => {
  const { rows } = new HistoryKeys(topicCatalog()).history(EVENT_KINDS.map((kind) => event(kind, 'i7')));
  expect(EVENT_KINDS.filter((_, h) => rows[h] !== 7)).toEqual(['view']);
  expect(rows[EVENT_KINDS.indexOf('view')]).toBe(-1);
});

it('an item of its own has a say once it is embedded, and takes out nothing', () => {
  const keys = new HistoryKeys(topicCatalog());
  const search = event('search', { id: 'search:empire', title: 'empire' });
  expect(keys.known(['search:empire', 'i3', 'nowhere'])).toEqual(['i3']);
  expect(keys.history([search]).events).toEqual([]);
  keys.add(['search:empire'], matrixOfTexts(['empire']));
  expect(keys.known(['search:empire', 'i3', 'nowhere'])).toEqual(['search:empire', 'i3']);
  expect(keys.history([search])).toMatchObject({ events: [search], rows: Int32Array.of(-1) });
});
