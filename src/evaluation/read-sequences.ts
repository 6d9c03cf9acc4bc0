import { EVENT_KINDS, type EventKind } from '../domain/event.ts';
import type { ItemId } from '../domain/item.ts';
import { expected, readJsonLines, type LineFault } from './json-lines.ts';
import { readId, readIds, readOptionalId } from './read-id.ts';

/** What one user did, oldest first. */
export interface Sequence {
  user: string | null;
  items: ItemId[];
}

export interface ReadSequences {
  sequences: Sequence[];
  faults: LineFault[];
  /** Events left out because the user turned the item down. */
  dismissed: number;
}

interface TrainEvent {
  user: string;
  item: ItemId;
  kind: EventKind | null;
  atMs: number | null;
}

/**
 * Reads training sequences in both forms, which one file may mix:
 *
 *   {"user", "items": [id, …]}             a sequence of its own, oldest first
 *   {"user", "item", "kind"?, "at"?}       one event; a user's events make one sequence, by time where all have one,
 *                                          else in the order of the file
 */
export function readSequences(lines: Iterable<string | null>): ReadSequences {
  const { values, faults } = readJsonLines(lines, (raw): Sequence | TrainEvent => (raw.items === undefined ? parseEvent(raw) : { user: readOptionalId(raw, 'user'), items: readIds(raw, 'items') }));
  const sequences: Sequence[] = [];
  const eventsOf = new Map<string, { sequence: Sequence; events: TrainEvent[] }>();
  let dismissed = 0;
  for (const value of values) {
    if ('items' in value) {
      sequences.push(value);
    } else if (value.kind === 'dismiss') {
      dismissed++;
    } else {
      const known = eventsOf.get(value.user);
      if (known) known.events.push(value);
      else {
        const sequence = { user: value.user, items: [] };
        sequences.push(sequence);
        eventsOf.set(value.user, { sequence, events: [value] });
      }
    }
  }
  for (const { sequence, events } of eventsOf.values()) sequence.items = inOrder(events).map(({ item }) => item);
  return { sequences, faults, dismissed };
}

function parseEvent(raw: Record<string, unknown>): TrainEvent {
  if (raw.item === undefined) throw expected('items (a list of ids) or item (an id)', raw.item);
  return { user: readId(raw, 'user'), item: readId(raw, 'item'), kind: parseKind(raw.kind), atMs: parseTime(raw.at) };
}

function parseKind(kind: unknown): EventKind | null {
  if (kind === undefined || kind === null) return null;
  if (EVENT_KINDS.includes(kind as EventKind)) return kind as EventKind;
  throw expected(`kind to be one of ${EVENT_KINDS.join(', ')}`, kind);
}

function parseTime(at: unknown): number | null {
  if (at === undefined || at === null) return null;
  const ms = typeof at === 'string' ? Date.parse(at) : NaN;
  if (Number.isNaN(ms)) throw expected('at to be an ISO 8601 time', at);
  return ms;
}

function inOrder(events: TrainEvent[]): TrainEvent[] {
  return events.every(({ atMs }) => atMs !== null) ? events.sort((a, b) => a.atMs! - b.atMs!) : events;
}
