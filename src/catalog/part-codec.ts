import type { Item } from '../domain/item.ts';
import { parseItem } from '../domain/item.ts';
import type { QuantisedMatrix } from '../domain/matrix.ts';
import { blockOffset, paddedDimension } from '../domain/matrix.ts';
import { CatalogError } from './catalog.ts';

/** f32 as little endian bytes, whatever the machine. */
export function encodeFloats(numbers: ArrayLike<number>): Uint8Array {
  const view = new DataView(new ArrayBuffer(numbers.length * 4));
  for (let i = 0; i < numbers.length; i++) view.setFloat32(4 * i, numbers[i], true);
  return new Uint8Array(view.buffer);
}

/**
 * The numbers that encodeFloats wrote.
 *
 * @throws {CatalogError} `wrong-shape` naming the row of a number that is negative or infinite; NaN passes where `allowNaN`
 */
export function decodeFloats(part: string, bytes: Uint8Array, allowNaN: boolean): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, row) => {
    const number = view.getFloat32(4 * row, true);
    if (number >= 0 && number < Infinity) return number;
    if (allowNaN && Number.isNaN(number)) return number;
    throw new CatalogError('wrong-shape', `${part}, row ${row}: expected a finite number of at least 0, got ${number}`);
  });
}

/** Items as JSON Lines, one line an item, without their popularity, which is a part of its own. */
export function encodeItems(items: readonly Item[]): Uint8Array {
  return new TextEncoder().encode(items.map(({ popularity: _apart, ...shown }) => `${JSON.stringify(shown)}\n`).join(''));
}

/**
 * The items that encodeItems wrote, with their popularity again where `popularity` has one, and the row of each id.
 *
 * @throws {CatalogError} `wrong-shape` naming the line: no item, an id that came before, or another number of lines
 */
export function decodeItems(bytes: Uint8Array, count: number, popularity: Float32Array | null): { items: Item[]; rows: Map<string, number> } {
  const lines = decodeText(bytes).split('\n');
  if (lines.at(-1) === '') lines.pop();
  if (lines.length !== count) throw new CatalogError('wrong-shape', `items: expected ${count} lines, got ${lines.length}`);
  const rows = new Map<string, number>();
  const items = lines.map((line, row) => {
    const item = decodeItem(line, row);
    const first = rows.get(item.id);
    if (first !== undefined) throw new CatalogError('wrong-shape', `items, line ${row + 1}: expected an id of its own, got ${JSON.stringify(item.id)} of line ${first + 1}`);
    rows.set(item.id, row);
    if (popularity && !Number.isNaN(popularity[row])) item.popularity = popularity[row];
    return item;
  });
  return { items, rows };
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CatalogError('wrong-shape', 'items: expected UTF-8, got other bytes', cause);
  }
}

function decodeItem(line: string, row: number): Item {
  try {
    return parseItem(JSON.parse(line));
  } catch (cause) {
    throw new CatalogError('wrong-shape', `items, line ${row + 1}: ${(cause as Error).message}`, cause);
  }
}

/**
 * Checks what every kernel relies on: rows point to a space, no −128, zeros in the depth's padding.
 *
 * @throws {CatalogError} `wrong-shape` naming the row or byte
 */
export function checkVectors({ blocks, rows, dimension, spaces, spaceOf }: QuantisedMatrix): void {
  const lost = spaceOf.findIndex((space) => space >= spaces.length);
  if (lost !== -1) throw new CatalogError('wrong-shape', `space-of, row ${lost}: expected an index below ${spaces.length}, got ${spaceOf[lost]}`);
  const lowest = blocks.indexOf(-128);
  if (lowest !== -1) throw new CatalogError('wrong-shape', `vectors, byte ${lowest}: expected -127 to 127, got -128`);
  for (let row = 0; row < rows; row++) {
    for (let d = dimension; d < paddedDimension(dimension); d++) {
      const at = blockOffset(row, d, dimension);
      if (blocks[at] !== 0) throw new CatalogError('wrong-shape', `vectors, byte ${at}: expected 0 as padding, got ${blocks[at]}`);
    }
  }
}
