import { matrixOf, quantise, type QuantisedMatrix } from '../domain/matrix.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import type { AttentionHead, RankRequest } from './kernels.ts';

/** A catalog and one request of it. */
export interface KernelInput {
  catalog: QuantisedMatrix;
  request: RankRequest;
}

/** Rows of unit length around a few topics, so that cosines spread as those of real texts do. */
export function makeVectors(rows: number, dimension: number, random: () => number): QuantisedMatrix {
  const topics = Array.from({ length: 5 }, (_, topic) => makeRow(dimension, seededRandom(topic + 1)));
  const data = new Float32Array(rows * dimension);
  for (let row = 0; row < rows; row++) {
    const topic = topics[Math.floor(random() * topics.length)];
    const unit = unitRow(makeRow(dimension, random).map((x, d) => x + topic[d]));
    data.set(unit, row * dimension);
  }
  return quantise(matrixOf(data, dimension, 'case'));
}

/** A head that prefers newer events: bias −λ · (number of newer events). */
export function makeHead(events: number, head: Partial<AttentionHead> = {}, decay = 0.1): AttentionHead {
  const bias = Float32Array.from({ length: events }, (_, h) => -decay * (events - 1 - h));
  return { bias, temperature: 0.1, readout: 'lse', blendWeight: 1, ...head };
}

/** A random catalog of `rows` and a request of `events` by `heads`, every row in the sample, ten results. */
export function makeInput(rows: number, events: number, dimension: number, heads: Partial<AttentionHead>[] = [{}], seed = 7): KernelInput {
  const random = seededRandom(seed);
  const catalog = makeVectors(rows, dimension, random);
  const history = makeVectors(events, dimension, random);
  return {
    catalog,
    request: { history, heads: heads.map((head) => makeHead(events, head)), sample: Uint32Array.from({ length: rows }, (_, row) => row), k: 10 },
  };
}

function makeRow(dimension: number, random: () => number): number[] {
  return Array.from({ length: dimension }, () => random() + random() + random() - 1.5);
}

function unitRow(row: number[]): number[] {
  const length = Math.hypot(...row);
  return row.map((x) => x / length);
}
