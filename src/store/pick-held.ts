import type { ItemId } from '../domain/item.ts';
import type { Matrix } from '../domain/matrix.ts';
import { rowOf } from '../domain/matrix.ts';

/**
 * The rows of items that some event holds. A vector may come after its event was forgotten, since texts are embedded
 * meanwhile; kept, it would be a trace that no later `forget` finds.
 */
export function pickHeld(ids: readonly ItemId[], matrix: Matrix, held: ReadonlySet<ItemId>): { ids: ItemId[]; matrix: Matrix } {
  const rows = ids.flatMap((id, row) => (held.has(id) ? [row] : []));
  const data = new Float32Array(rows.length * matrix.dimension);
  rows.forEach((row, i) => data.set(rowOf(matrix, row), i * matrix.dimension));
  return { ids: rows.map((row) => ids[row]), matrix: { ...matrix, data, rows: rows.length, spaceOf: Uint8Array.from(rows, (row) => matrix.spaceOf[row]) } };
}
