import { type Matrix, rowOf } from '../../domain/matrix.ts';

/**
 * Parts from each group what is not more like the rest of it than is usual for that item: averages let it in beside one that it
 * is like. The least like goes first, and the rest is looked at again without it; what goes stands alone.
 *
 *   stays while mean of cosine(i, j) over the others j of its group ≥ usual(i)
 *
 * @param groups rows of each, ascending
 * @param matrix [n, D] unit rows
 * @param usual by row
 * @returns groups by their first row
 */
export function partStrangers(groups: readonly (readonly number[])[], matrix: Matrix, usual: (row: number) => number): number[][] {
  return groups.flatMap((group) => parted(group, matrix, usual)).toSorted((a, b) => a[0] - b[0]);
}

function parted(group: readonly number[], matrix: Matrix, usual: (row: number) => number): number[][] {
  if (group.length < 2) return [[...group]];
  const known = new Map(group.map((row) => [row, usual(row)]));
  const sum = new Float64Array(matrix.dimension);
  for (const row of group) rowOf(matrix, row).forEach((value, d) => (sum[d] += value));
  const left = new Set(group);
  const alone: number[][] = [];
  while (left.size > 1) {
    const margins = Array.from(left, (row): [number, number] => [row, (likeness(rowOf(matrix, row), sum) - 1) / (left.size - 1) - known.get(row)!]);
    const [stranger, margin] = margins.reduce((least, each) => (each[1] < least[1] ? each : least));
    if (margin >= 0) break;
    left.delete(stranger);
    alone.push([stranger]);
    rowOf(matrix, stranger).forEach((value, d) => (sum[d] -= value));
  }
  return [[...left], ...alone];
}

function likeness(vector: Float32Array, sum: Float64Array): number {
  return vector.reduce((all, value, d) => all + value * sum[d], 0);
}
