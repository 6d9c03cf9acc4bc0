import type { LearnedTransform, LowRankMap } from '../domain/learned-transform.ts';
import { REPEAT_PLACES, REPEAT_TIMES, type RepeatRates } from '../domain/repeat-rates.ts';
import type { SparseRows } from '../domain/sparse-rows.ts';
import { CatalogError } from './catalog.ts';
import { decodeFloats, encodeFloats } from './part-codec.ts';

const MOST_U8 = 255, MOST_I8 = 127;

/** Pairs as the parts `co-visitation` and `lenders` hold them; values are at least 0. */
export function encodePairs({ starts, columns, values }: SparseRows): Uint8Array {
  const rows = starts.length - 1;
  const bytes = new Uint8Array(8 * rows + 4 + 5 * columns.length);
  const view = new DataView(bytes.buffer);
  for (let row = 0; row <= rows; row++) view.setUint32(4 * row, starts[row], true);
  for (let row = 0; row < rows; row++) {
    const most = values.subarray(starts[row], starts[row + 1]).reduce((max, value) => Math.max(max, value), 0);
    view.setFloat32(4 * (rows + 1 + row), most, true);
    for (let at = starts[row]; at < starts[row + 1]; at++) bytes[8 * rows + 4 + 4 * columns.length + at] = most > 0 ? Math.round((MOST_U8 * values[at]) / most) : 0;
  }
  for (const [at, column] of columns.entries()) view.setUint32(8 * rows + 4 + 4 * at, column, true);
  return bytes;
}

/**
 * The pairs that encodePairs wrote.
 *
 * @param part its name
 * @throws {CatalogError} `wrong-shape` naming the row
 */
export function decodePairs(part: string, bytes: Uint8Array, rows: number): SparseRows {
  const count = (bytes.length - 8 * rows - 4) / 5;
  if (!(count >= 0) || !Number.isInteger(count)) throw new CatalogError('wrong-shape', `${part}: expected ${8 * rows + 4} bytes and 5 for each pair, got ${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = Uint32Array.from({ length: rows + 1 }, (_, row) => view.getUint32(4 * row, true));
  const columns = Uint32Array.from({ length: count }, (_, at) => view.getUint32(8 * rows + 4 + 4 * at, true));
  const values = new Float64Array(count);
  if (starts[0] !== 0 || starts[rows] !== count) throw new CatalogError('wrong-shape', `${part}: expected rows from 0 to ${count}, got ${starts[0]} to ${starts[rows]}`);
  for (let row = 0; row < rows; row++) {
    const scale = view.getFloat32(4 * (rows + 1 + row), true);
    if (starts[row + 1] < starts[row]) throw new CatalogError('wrong-shape', `${part}, row ${row}: expected to end at ${starts[row]} or later, got ${starts[row + 1]}`);
    if (!(scale >= 0 && scale < Infinity)) throw new CatalogError('wrong-shape', `${part}, row ${row}: expected a finite scale of at least 0, got ${scale}`);
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      if (columns[at] >= rows) throw new CatalogError('wrong-shape', `${part}, row ${row}: expected columns below ${rows}, got ${columns[at]}`);
      values[at] = (scale * bytes[8 * rows + 4 + 4 * count + at]) / MOST_U8;
    }
  }
  return { starts, columns, values };
}

/** W as the part `transform` holds it. */
export function encodeTransform({ keys, queries }: LearnedTransform): Uint8Array {
  const runs = [keys, queries].flatMap(({ rank, down, up }) => [encodeRows(down, rank), encodeRows(up, up.length / rank)]);
  const bytes = new Uint8Array(runs.reduce((sum, run) => sum + run.length, 0));
  let at = 0;
  for (const run of runs) {
    bytes.set(run, at);
    at += run.length;
  }
  return bytes;
}

/**
 * The W that encodeTransform wrote, for vectors of `dimension` numbers.
 *
 * @throws {CatalogError} `wrong-shape`
 */
export function decodeTransform(bytes: Uint8Array, dimension: number): LearnedTransform {
  const half = bytes.length / 2;
  const rank = (half - 4 * dimension) / (4 + 2 * dimension);
  if (!(rank >= 1) || !Number.isInteger(rank)) throw new CatalogError('wrong-shape', `transform: expected two maps of vectors of ${dimension} numbers, got ${bytes.length} bytes`);
  const mapAt = (at: number): LowRankMap => ({ rank, down: decodeRows(bytes, at, dimension, rank), up: decodeRows(bytes, at + dimension * (4 + rank), rank, dimension) });
  return { keys: mapAt(0), queries: mapAt(half) };
}

/** Rates as the part `repeats` holds them. */
export function encodeRepeats({ places, times, items }: RepeatRates): Uint8Array {
  return encodeFloats([...places, ...times, ...items]);
}

/**
 * The rates that encodeRepeats wrote, of a size that the manifest was checked for.
 *
 * @throws {CatalogError} `wrong-shape` naming the number
 */
export function decodeRepeats(bytes: Uint8Array): RepeatRates {
  const numbers = decodeFloats('repeats', bytes, false);
  const ofItems = REPEAT_PLACES + REPEAT_TIMES;
  return { places: numbers.subarray(0, REPEAT_PLACES), times: numbers.subarray(REPEAT_PLACES, ofItems), items: numbers.subarray(ofItems) };
}

/** f32 [rows] scales, then int8 [rows, columns]. */
function encodeRows(numbers: Float32Array, columns: number): Uint8Array {
  const rows = numbers.length / columns;
  const bytes = new Uint8Array(4 * rows + numbers.length);
  const view = new DataView(bytes.buffer);
  for (let row = 0; row < rows; row++) {
    const own = numbers.subarray(row * columns, (row + 1) * columns);
    const most = own.reduce((max, number) => Math.max(max, Math.abs(number)), 0);
    view.setFloat32(4 * row, most, true);
    own.forEach((number, column) => view.setInt8(4 * rows + row * columns + column, most > 0 ? Math.round((MOST_I8 * number) / most) : 0));
  }
  return bytes;
}

function decodeRows(bytes: Uint8Array, from: number, rows: number, columns: number): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset + from, 4 * rows + rows * columns);
  return Float32Array.from({ length: rows * columns }, (_, at) => {
    const scale = view.getFloat32(4 * Math.floor(at / columns), true);
    if (!Number.isFinite(scale)) throw new CatalogError('wrong-shape', `transform, row ${Math.floor(at / columns)}: expected a finite scale, got ${scale}`);
    return (scale * view.getInt8(4 * rows + at)) / MOST_I8;
  });
}
