import { expect, it } from 'vitest';
import { seededRandom } from '../domain/seeded-random.ts';
import { sparseRows } from '../domain/sparse-rows.ts';
import { decodePairs, decodeRepeats, decodeTransform, encodePairs, encodeRepeats, encodeTransform } from './learned-codec.ts';

const random = seededRandom(3);
const numbers = (length: number) => Float32Array.from({ length }, () => random() - 0.5);
const pairs = sparseRows([new Map([[2, 0.5], [1, 0.125]]), new Map(), new Map([[0, 3]])]);
const transform = { keys: { rank: 3, down: numbers(24), up: numbers(24) }, queries: { rank: 3, down: numbers(24), up: new Float32Array(24) } };

it('pairs come back where they were, within half a step of their row’s scale', () => {
  const { starts, columns, values } = decodePairs('co-visitation', encodePairs(pairs), 3);
  expect([[...starts], [...columns]]).toEqual([[0, 2, 2, 3], [2, 1, 0]]);
  values.forEach((value, at) => expect(Math.abs(value - pairs.values[at])).toBeLessThanOrEqual([0.5, 0.5, 3][at] / 510 + 1e-9));
  expect(decodePairs('co-visitation', encodePairs(sparseRows([new Map()])), 1).columns).toHaveLength(0);
});

it('a W comes back with its rank, within half a step of each row’s scale', () => {
  const read = decodeTransform(encodeTransform(transform), 8);
  for (const half of ['keys', 'queries'] as const) {
    expect(read[half].rank).toBe(3);
    for (const side of ['down', 'up'] as const) read[half][side].forEach((number, at) => expect(Math.abs(number - transform[half][side][at])).toBeLessThanOrEqual(0.5 / 254 + 1e-9));
  }
  expect(read.queries.up).toEqual(new Float32Array(24));
});

it('rates of what returns come back as they were', () => {
  const repeats = { places: numbers(10).map(Math.abs), times: Float32Array.of(1, 0.5, 2, 3, 4), items: Float32Array.of(1, 0.25, 12) };
  const bytes = encodeRepeats(repeats);
  expect(bytes).toHaveLength(60 + 4 * 3);
  expect(decodeRepeats(bytes)).toEqual(repeats);
  expect(() => decodeRepeats(changed(bytes, (view) => view.setFloat32(64, -1, true)))).toThrow('repeats, row 16: expected a finite number of at least 0, got -1');
});

/** `bytes` with a change made through a view. */
function changed(bytes: Uint8Array, change: (view: DataView) => void): Uint8Array {
  const copy = bytes.slice();
  change(new DataView(copy.buffer));
  return copy;
}

it.each([
  ['a part of another size', encodePairs(pairs).subarray(1), 'co-visitation: expected 28 bytes and 5 for each pair, got 42'],
  ['rows that end too early', changed(encodePairs(pairs), (view) => view.setUint32(12, 2, true)), 'co-visitation: expected rows from 0 to 3, got 0 to 2'],
  ['a row that ends before it starts', changed(encodePairs(pairs), (view) => view.setUint32(8, 1, true)), 'co-visitation, row 1: expected to end at 2 or later, got 1'],
  ['a scale that is no number', changed(encodePairs(pairs), (view) => view.setFloat32(16, NaN, true)), 'co-visitation, row 0: expected a finite scale of at least 0, got NaN'],
  ['a column beyond the catalog', changed(encodePairs(pairs), (view) => view.setUint32(28, 9, true)), 'co-visitation, row 0: expected columns below 3, got 9'],
])('refuses pairs: %s', (_, bytes, message) => {
  expect(() => decodePairs('co-visitation', bytes, 3)).toThrow(message);
});

it.each([
  ['of another dimension', encodeTransform(transform), 9, 'transform: expected two maps of vectors of 9 numbers, got 184 bytes'],
  ['with a scale that is no number', changed(encodeTransform(transform), (view) => view.setFloat32(4, Infinity, true)), 8, 'transform, row 1: expected a finite scale, got Infinity'],
])('refuses a W %s', (_, bytes, dimension, message) => {
  expect(() => decodeTransform(bytes, dimension)).toThrow(message);
});
