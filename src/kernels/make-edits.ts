import { pickRows, type QuantisedMatrix } from '../domain/matrix.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { type AttentionHead, MASKED, type RankRequest } from './kernels.ts';
import { makeInput } from './make-case.ts';

/** One event of a made history. */
export interface PastEvent {
  /** Row of the pool of vectors. */
  row: number;
  day: number;
  /** Nats. */
  strength: number;
  disliked: boolean;
}

const { catalog, request: { history: pool } } = makeInput(150, 40, 48, [{}]);
const { request: { history: values } } = makeInput(1, pool.rows, pool.dimension, [], 31);

/** What the edited histories are asked of. */
export const editedCatalog: QuantisedMatrix = catalog;

/** The request of a history at a day: decay by time and by rank is exponential, as the ranker makes it. */
export function requestAt(events: readonly PastEvent[], day: number, readsValues = false): RankRequest {
  const bias = (disliked: boolean) => Float32Array.from(events, (event, place) => (event.disliked === disliked ? event.strength - 0.3 * (events.length - 1 - place) - 0.05 * (day - event.day) : MASKED));
  const heads: AttentionHead[] = [
    { bias: bias(false), temperature: 0.1, readout: 'lse', blendWeight: 1 },
    { bias: bias(true), temperature: 0.1, readout: 'mean', blendWeight: -0.5 },
    { bias: bias(false), temperature: 0.1, activation: 'sigmoid', threshold: 2, readout: 'sum', blendWeight: 0.1 },
    { bias: bias(true), temperature: 0.1, activation: 'relu', threshold: 1, readout: 'sum', blendWeight: 0.1 },
  ];
  const rows = events.map(({ row }) => row);
  return { history: pickRows(pool, rows), values: readsValues ? pickRows(values, rows) : undefined, heads, sample: new Uint32Array(), k: 10 };
}

/** The requests of a history that grows, waits and forgets at random, one after each edit. */
export function* editedRequests(seed: number, edits: number): Generator<RankRequest> {
  const random = seededRandom(seed);
  let events: PastEvent[] = [];
  let day = 0;
  for (let n = 0; n < edits; n++) {
    const kind = random();
    if (kind < 0.75) events = events.concat({ row: Math.floor(random() * pool.rows), day: (day += Math.floor(random() * 10)), strength: -2 * random(), disliked: random() < 0.3 });
    else if (kind < 0.85) events = events.filter((_, place) => place !== Math.floor(kind * 1e4) % events.length);
    else if (kind < 0.95) day += 1 + Math.floor(random() * 200);
    yield requestAt(events, day, seed % 2 === 0);
  }
}
