import { EVENT_KINDS, type EventKind } from '../domain/event.ts';
import type { ItemId } from '../domain/item.ts';
import { eventStrength } from '../ranker/event-strength.ts';
import { expected, readJsonLines, type LineFault } from './json-lines.ts';
import { readId, readIds, readOptionalId } from './read-id.ts';
import { readOptionalTime } from './read-time.ts';

/** What one user did, oldest first. */
export interface Sequence {
  user: string | null;
  items: ItemId[];
  /** When, ms since 1970; missing unless every event has a time. */
  times?: number[];
}

export interface ReadSequences {
  sequences: Sequence[];
  faults: LineFault[];
  /** Events left out because the user turned the item down. */
  dismissed: number;
  /** Events left out because the user rated the item at 0 or less: that is no choice of it. */
  disliked: number;
  /** The first line of what was kept that has no time; missing where all have one. */
  untimedLine?: number;
}

interface TrainEvent {
  user: string;
  item: ItemId;
  /** What it says for its item, as eventStrength(); 1 where that is not told. */
  strength: number;
  kind: EventKind | null;
  atMs: number | null;
}

/**
 * Reads training sequences in both forms, which one file may mix:
 *
 *   {"user", "items": [id, …]}             a sequence of its own, oldest first
 *   {"user", "item", "kind"?, "at"?}       one event; a user's events make one sequence, by time where all have one,
 *                                          else in the order of the file; where all have one, the times are kept
 *
 * What follows one another is what was chosen: an event that does not speak for its item (`dismiss`, `rate` with a `rating` of at
 * most 0) is left out, and counted.
 */
export function readSequences(lines: Iterable<string | null>): ReadSequences {
  let untimedLine: number | undefined;
  const { values, faults } = readJsonLines(lines, (raw, line): Sequence | TrainEvent => {
    const value = raw.items === undefined ? parseEvent(raw) : { user: readOptionalId(raw, 'user'), items: readIds(raw, 'items') };
    const isTimed = 'items' in value ? value.items.length === 0 : value.atMs !== null || value.strength <= 0;
    if (!isTimed) untimedLine ??= line;
    return value;
  });
  const sequences: Sequence[] = [];
  const eventsOf = new Map<string, { sequence: Sequence; events: TrainEvent[] }>();
  let [dismissed, disliked] = [0, 0];
  for (const value of values) {
    if ('items' in value) {
      sequences.push(value);
    } else if (value.strength <= 0) {
      if (value.kind === 'dismiss') dismissed++;
      else disliked++;
    } else {
      const known = eventsOf.get(value.user);
      if (known) known.events.push(value);
      else {
        const sequence: Sequence = { user: value.user, items: [] };
        sequences.push(sequence);
        eventsOf.set(value.user, { sequence, events: [value] });
      }
    }
  }
  for (const { sequence, events } of eventsOf.values()) Object.assign(sequence, inOrder(events));
  return { sequences, faults, dismissed, disliked, ...(untimedLine !== undefined && { untimedLine }) };
}

function parseEvent(raw: Record<string, unknown>): TrainEvent {
  if (raw.item === undefined) throw expected('items (a list of ids) or item (an id)', raw.item);
  const kind = parseKind(raw.kind);
  const strength = kind === null ? 1 : eventStrength({ kind, rating: kind === 'rate' ? parseRating(raw.rating) : undefined });
  return { user: readId(raw, 'user'), item: readId(raw, 'item'), kind, strength, atMs: readOptionalTime(raw, 'at') };
}

/** Of a `rate`; best where it is not told, so that it counts as a choice. */
function parseRating(rating: unknown): number {
  if (rating === undefined || rating === null) return 1;
  if (typeof rating === 'number' && rating >= -1 && rating <= 1) return rating;
  throw expected('rating of a rate from -1 (worst) to 1 (best)', rating);
}

function parseKind(kind: unknown): EventKind | null {
  if (kind === undefined || kind === null) return null;
  if (EVENT_KINDS.includes(kind as EventKind)) return kind as EventKind;
  throw expected(`kind to be one of ${EVENT_KINDS.join(', ')}`, kind);
}

function inOrder(events: readonly TrainEvent[]): Pick<Sequence, 'items' | 'times'> {
  const timed = events.flatMap(({ item, atMs }) => (atMs === null ? [] : [{ item, atMs }]));
  if (timed.length < events.length) return { items: events.map(({ item }) => item) };
  timed.sort((a, b) => a.atMs - b.atMs);
  return { items: timed.map(({ item }) => item), times: timed.map(({ atMs }) => atMs) };
}
