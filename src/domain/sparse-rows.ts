/** Numbers by row and column, most of them 0, stored by row: row r holds columns[starts[r] … starts[r + 1]). */
export interface SparseRows {
  /** [rows + 1] */
  starts: Uint32Array;
  columns: Uint32Array;
  values: Float64Array;
}

/** @param rows for each row its values by column */
export function sparseRows(rows: readonly ReadonlyMap<number, number>[]): SparseRows {
  const starts = new Uint32Array(rows.length + 1);
  rows.forEach((row, r) => (starts[r + 1] = starts[r] + row.size));
  const columns = new Uint32Array(starts[rows.length]);
  const values = new Float64Array(starts[rows.length]);
  rows.forEach((row, r) => {
    let at = starts[r];
    for (const [column, value] of row) {
      columns[at] = column;
      values[at++] = value;
    }
  });
  return { starts, columns, values };
}

/** Rows become columns. */
export function transposed({ starts, columns, values }: SparseRows, columnCount: number): SparseRows {
  const from = new Uint32Array(columnCount + 1);
  for (const column of columns) from[column + 1]++;
  for (let column = 0; column < columnCount; column++) from[column + 1] += from[column];
  const next = from.slice();
  const turned: SparseRows = { starts: from, columns: new Uint32Array(columns.length), values: new Float64Array(values.length) };
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      const to = next[columns[at]]++;
      turned.columns[to] = row;
      turned.values[to] = values[at];
    }
  }
  return turned;
}

/** Whether a row holds any. */
export function holds({ starts }: SparseRows, row: number): boolean {
  return starts[row] < starts[row + 1];
}

/** Adds weight · row r to `out`. */
export function addRow({ starts, columns, values }: SparseRows, row: number, weight: number, out: Float32Array | Float64Array): void {
  for (let at = starts[row]; at < starts[row + 1]; at++) out[columns[at]] += weight * values[at];
}

/** The value at a row and column, 0 where none is stored. */
export function valueAt({ starts, columns, values }: SparseRows, row: number, column: number): number {
  const at = columns.subarray(starts[row], starts[row + 1]).indexOf(column);
  return at < 0 ? 0 : values[starts[row] + at];
}
