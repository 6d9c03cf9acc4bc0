import type { HistoryEvent } from '../domain/event.ts';
import type { Problem, Status } from '../domain/status.ts';
import type { EncoderHost } from './encoder-host.ts';
import type { HistoryLanguages } from './history-languages.ts';
import type { Rooms } from './open-rooms.ts';

export interface StatusParts {
  state: Status['state'];
  /** Null before they are open. */
  rooms: Rooms | null;
  encoders: EncoderHost;
  languages: HistoryLanguages;
  events: readonly HistoryEvent[];
  store: Status['store'];
  timings: Record<string, number>;
  problems: Problem[];
}

/** What the parts of an engine say of themselves, as one status. */
export function statusOf({ state, rooms, encoders, languages, events, store, timings, problems }: StatusParts): Status {
  const unread = rooms ? languages.unread(rooms.keys.ownTexts(events), encoders.languages) : [];
  return {
    state,
    catalog: rooms && catalogStatus(rooms),
    encoder: encoders.status(rooms?.queue.waiting ?? 0, unread),
    kernels: rooms?.kernels.status() ?? null,
    store,
    timings,
    problems,
  };
}

function catalogStatus({ catalog: { items, vectors, sizeBytes, coVisitation } }: Rooms): Status['catalog'] {
  return { items: items.length, dimension: vectors.dimension, spaces: [...vectors.spaces], sizeBytes, interactions: coVisitation !== null };
}
