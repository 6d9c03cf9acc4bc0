import { appendRows, dequantise, type Matrix, matrixOf, pickRows, quantise, type QuantisedMatrix, rowOf } from '../../domain/matrix.ts';
import { continuationOf } from '../continuation.ts';
import type { ReadRequest } from '../cpu-catalog.ts';
import { type AttentionHead, MASKED, MASKED_BELOW, MOST_SUM_BIAS } from '../kernels.ts';

/** Nats by which an event may be misjudged: at 2, real links and films keep .997 of their best hundred and more. */
const MOST_MISJUDGED = 2;
/** Events that came since stand for themselves, until there are so many. */
const MOST_ADDED = 16;

/** Centroids of the last history, `most` or fewer; a history that goes on from it keeps them, so that kernels go on too. */
export class HistoryCentroids {
  #past: { request: ReadRequest; centroids: ReadRequest; added: number } | null = null;

  /** Centroids of a history made anew, at most. */
  readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  /** @returns what stands for the request, and whether it was made anew */
  of(request: ReadRequest): { centroids: ReadRequest; fresh: boolean } {
    const next = this.#past && continuationOf(this.#past.request, request);
    const goesOn = this.#past !== null && next !== null && this.#past.added + next.added.length <= MOST_ADDED;
    const centroids = goesOn ? extended(this.#past!.centroids, request, next.added, next.shifts) : centroidsOf(request, this.most);
    this.#past = { request, centroids, added: goesOn ? this.#past!.added + next.added.length : 0 };
    return { centroids, fresh: !goesOn };
  }

  forget(): void {
    this.#past = null;
  }
}

function extended(past: ReadRequest, { history, values, heads }: ReadRequest, added: Uint32Array, shifts: readonly number[]): ReadRequest {
  return {
    history: appendRows(past.history, pickRows(history, added)),
    values: values && appendRows(past.values!, pickRows(values, added)),
    heads: heads.map((head, n) => ({
      ...head,
      bias: Float32Array.of(...Array.from(past.heads[n].bias, (nats) => (nats > MASKED_BELOW ? nats + shifts[n] : nats)), ...Array.from(added, (event) => head.bias[event])),
    })),
  };
}

/**
 * A round of weighted k-means over a history's keys, never across spaces nor across events that different heads see:
 *
 *   key      c = Σ w·k / Σ w,  w = e^(the event's largest bias);   value likewise
 *   bias     of a head: log Σ e^bias over the members, so that far from them all e^(q·c/τ + bias) ≈ Σ e^(q·k/τ + bias)
 *
 * It begins at the events that a centroid elsewhere would misjudge most, by (1 − cosine)/τ + bias nats, until none is
 * misjudged by much: steep decay needs few. Further rounds change nothing that counts.
 *
 * @param most centroids; more where there are more kinds of events than that
 */
export function centroidsOf(request: ReadRequest, most: number): ReadRequest {
  const { history, values, heads } = request;
  const kinds = kindsOf(history, heads);
  const seen = [...kinds.keys()].filter((event) => kinds[event] !== '');
  const keys = dequantise(history);
  const importance = importanceOf(heads, history.rows);
  const temperature = Math.min(...heads.map((head) => head.temperature));
  const seeds = seedsOf(keys, kinds, seen, importance, temperature, most);
  const members = seeds.map((): number[] => []);
  for (const event of seen) {
    const key = rowOf(keys, event);
    let [nearest, best] = [-1, -Infinity];
    for (const [n, seed] of seeds.entries()) {
      if (kinds[seed] !== kinds[event]) continue;
      const nearness = dot(key, rowOf(keys, seed));
      if (nearness > best) [nearest, best] = [n, nearness];
    }
    members[nearest].push(event);
  }
  const kept = members.filter((events) => events.length > 0);
  return {
    history: quantisedMeans(history, keys, kept, importance),
    values: values && quantisedMeans(values, dequantise(values), kept, importance),
    heads: heads.map((head) => ({ ...head, bias: Float32Array.from(kept, (events) => biasOf(head, events)) })),
  };
}

/** For each event its space and the heads that see it; empty where none does. */
function kindsOf({ rows, spaceOf }: QuantisedMatrix, heads: readonly AttentionHead[]): string[] {
  return Array.from({ length: rows }, (_, event) => {
    const by = heads.map(({ bias }) => Number(bias[event] > MASKED_BELOW)).join('');
    return by.includes('1') ? `${spaceOf[event]} ${by}` : '';
  });
}

/** [H] nats: an event's largest bias below the best of its head. */
function importanceOf(heads: readonly AttentionHead[], events: number): Float64Array {
  const importance = new Float64Array(events).fill(MASKED);
  for (const { bias } of heads) {
    const best = bias.reduce((most, nats) => Math.max(most, nats), MASKED);
    for (let event = 0; event < events; event++) if (bias[event] > MASKED_BELOW) importance[event] = Math.max(importance[event], bias[event] - best);
  }
  return importance;
}

/** Nats of an event whose kind has no centroid yet, more than any other. */
const ALONE = 1e6;

/** The events to begin at: one of each kind, then whichever the centroids there are would misjudge most. */
function seedsOf(keys: Matrix, kinds: readonly string[], seen: readonly number[], importance: Float64Array, temperature: number, most: number): number[] {
  const nearest = new Float64Array(keys.rows).fill(-Infinity);
  const seeds: number[] = [];
  while (seeds.length < seen.length) {
    let [pick, worst] = [-1, -Infinity];
    for (const event of seen) {
      const misjudged = nearest[event] === -Infinity ? ALONE + importance[event] : (1 - nearest[event]) / temperature + importance[event];
      if (misjudged > worst) [pick, worst] = [event, misjudged];
    }
    if (worst < (seeds.length < most ? MOST_MISJUDGED : ALONE / 2)) break;
    seeds.push(pick);
    const picked = rowOf(keys, pick);
    for (const event of seen) if (kinds[event] === kinds[pick]) nearest[event] = Math.max(nearest[event], dot(rowOf(keys, event), picked));
    nearest[pick] = Infinity;
  }
  return seeds;
}

/** [D] Σ w·x / Σ w over the members, w relative to the heaviest. */
function meanOf({ data, dimension }: Matrix, members: readonly number[], importance: Float64Array): Float32Array {
  const mean = new Float32Array(dimension);
  const heaviest = members.reduce((most, event) => Math.max(most, importance[event]), -Infinity);
  let sum = 0;
  for (const event of members) {
    const weight = Math.exp(importance[event] - heaviest);
    sum += weight;
    for (let d = 0, at = event * dimension; d < dimension; d++, at++) mean[d] += weight * data[at];
  }
  return mean.map((x) => x / sum);
}

function quantisedMeans({ spaces, spaceOf, dimension }: QuantisedMatrix, rows: Matrix, members: readonly number[][], importance: Float64Array): QuantisedMatrix {
  const data = new Float32Array(members.length * dimension);
  for (const [n, events] of members.entries()) data.set(meanOf(rows, events, importance), n * dimension);
  return { ...quantise(matrixOf(data, dimension, '')), spaces, spaceOf: Uint8Array.from(members, ([event]) => spaceOf[event]) };
}

/** log Σ e^bias; masked members are masked all. */
function biasOf({ bias, readout }: AttentionHead, members: readonly number[]): number {
  const best = members.reduce((most, event) => Math.max(most, bias[event]), MASKED);
  if (best <= MASKED_BELOW) return MASKED;
  const sum = best + Math.log(members.reduce((all, event) => all + Math.exp(bias[event] - best), 0));
  return readout === 'sum' ? Math.min(sum, MOST_SUM_BIAS) : sum;
}

function dot(a: Float32Array, b: Float32Array): number {
  let [w, x, y, z] = [0, 0, 0, 0];
  let d = 0;
  for (; d + 3 < a.length; d += 4) {
    w += a[d] * b[d];
    x += a[d + 1] * b[d + 1];
    y += a[d + 2] * b[d + 2];
    z += a[d + 3] * b[d + 3];
  }
  for (; d < a.length; d++) w += a[d] * b[d];
  return w + x + y + z;
}
