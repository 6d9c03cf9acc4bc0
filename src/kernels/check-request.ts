import { blocksSizeBytes, type QuantisedMatrix } from '../domain/matrix.ts';
import { MAX_HEADS, MOST_SUM_BIAS, type AttentionHead, type RankRequest } from './kernels.ts';

/**
 * Refuses a matrix whose arrays do not fit its shape.
 *
 * @throws {RangeError} with expected and got
 */
export function checkMatrix(what: string, matrix: QuantisedMatrix): void {
  const { rows, dimension, blocks, scales, spaceOf } = matrix;
  if (!Number.isInteger(dimension) || dimension < 1) throw new RangeError(`${what}: expected a dimension of at least 1, got ${dimension}`);
  if (!Number.isInteger(rows) || rows < 0) throw new RangeError(`${what}: expected a whole number of rows, got ${rows}`);
  expectLength(`${what} blocks`, blocks, blocksSizeBytes(rows, dimension));
  expectLength(`${what} scales`, scales, rows);
  expectLength(`${what} spaceOf`, spaceOf, rows);
  // Unit vectors have scales below 1/127; far above, logits would leave f32.
  const bad = scales.findIndex((scale) => !(scale >= 0 && scale <= 1000));
  if (bad >= 0) throw new RangeError(`${what}: expected a scale from 0 to 1000, got ${scales[bad]} in row ${bad}`);
}

/**
 * Refuses a request whose shapes disagree with the catalog's or whose numbers mean nothing.
 *
 * @throws {RangeError} with expected and got
 */
export function checkRankRequest(request: RankRequest, rows: number, dimension: number): void {
  checkAttention(request, dimension);
  const { prior, excluded, sample, k } = request;
  if (prior) expectLength('rank: prior', prior, rows);
  if (excluded) expectLength('rank: excluded', excluded, Math.ceil(rows / 32));
  expectRows('rank: sample', sample, rows);
  if (!Number.isInteger(k) || k < 0) throw new RangeError(`rank: expected k to be a whole number of at least 0, got ${k}`);
}

/** As checkRankRequest, for the attention of single rows. */
export function checkWeighRequest(picked: Uint32Array, request: Pick<RankRequest, 'history' | 'values' | 'heads'>, rows: number, dimension: number): void {
  checkAttention(request, dimension);
  expectRows('weigh: rows', picked, rows);
}

function checkAttention({ history, values, heads }: Pick<RankRequest, 'history' | 'values' | 'heads'>, dimension: number): void {
  checkMatrix('history', history);
  if (history.dimension !== dimension) throw new RangeError(`history: expected rows of ${dimension}, got ${history.dimension}`);
  if (values) {
    checkMatrix('values', values);
    if (values.dimension !== dimension) throw new RangeError(`values: expected rows of ${dimension}, got ${values.dimension}`);
    if (values.rows !== history.rows) throw new RangeError(`values: expected a row for each of ${history.rows} events, got ${values.rows}`);
  }
  if (heads.length > MAX_HEADS) throw new RangeError(`heads: expected at most ${MAX_HEADS}, got ${heads.length}`);
  for (const [index, head] of heads.entries()) checkHead(`head ${index}`, head, history.rows);
}

function checkHead(what: string, { bias, temperature, blendWeight, readout, activation = 'softmax', threshold = 0 }: AttentionHead, events: number): void {
  expectLength(`${what} bias`, bias, events);
  const bad = bias.findIndex((nats) => !(Math.abs(nats) <= 1e6));
  if (bad >= 0) throw new RangeError(`${what}: expected a bias from -1e6 to 1e6 nats, got ${bias[bad]} for event ${bad}`);
  // 1e-6: below it a logit leaves what f32 tells apart, long after softmax has become a maximum.
  if (!(temperature >= 1e-6 && temperature <= 1e6)) throw new RangeError(`${what}: expected a temperature from 1e-6 to 1e6, got ${temperature}`);
  if (!Number.isFinite(Math.fround(blendWeight))) throw new RangeError(`${what}: expected a finite blend weight, got ${blendWeight}`);
  const readouts: string[] | undefined = { softmax: ['lse', 'mean'], sigmoid: ['sum'], relu: ['sum'] }[activation];
  if (!readouts) throw new RangeError(`${what}: expected activation softmax, sigmoid or relu, got ${String(activation)}`);
  if (!readouts.includes(readout)) throw new RangeError(`${what}: expected readout ${readouts.join(' or ')} of ${activation}, got ${String(readout)}`);
  if (!(Math.abs(threshold) <= 1e6)) throw new RangeError(`${what}: expected a threshold from -1e6 to 1e6, got ${threshold}`);
  const high = readout === 'sum' ? bias.findIndex((nats) => nats > MOST_SUM_BIAS) : -1;
  if (high >= 0) throw new RangeError(`${what}: expected a bias of at most ${MOST_SUM_BIAS} nats of ${activation}, got ${bias[high]} for event ${high}`);
}

function expectLength(what: string, array: ArrayLike<number>, length: number): void {
  if (array.length !== length) throw new RangeError(`${what}: expected length ${length}, got ${array.length}`);
}

function expectRows(what: string, picked: Uint32Array, rows: number): void {
  const bad = picked.findIndex((row) => row >= rows);
  if (bad >= 0) throw new RangeError(`${what}: expected rows below ${rows}, got ${picked[bad]}`);
}
