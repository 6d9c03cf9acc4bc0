import { addRow, holds, type SparseRows, valueAt } from '../../domain/sparse-rows.ts';
import type { EvidenceHead } from './evidence.ts';

/**
 * What others met along with an item, from interactions. An item that none has met has no companions of its own: it borrows those of
 * the met ones that are most like it.
 *
 *   E[m,c] = Σ_i Σ_j L[m,i] · C[i,j] · L[c,j]      L[c] = the lenders of c; the identity for what was met
 *
 * An item that the catalog lacks has no companions.
 *
 * @param pairs   C [C, C]
 * @param lenders [C, C] parts of 1 in the rows of what was never met, which lends to none itself; null where all was met
 */
export function coVisitationHead(pairs: SparseRows, lenders: SparseRows | null): EvidenceHead {
  const borrows = (row: number): boolean => lenders !== null && holds(lenders, row);
  return {
    head: 'co-visitation',
    add(met, weights, out) {
      for (const [m, { row }] of met.entries()) {
        if (row < 0 || !(weights[m] > 0)) continue;
        if (borrows(row)) eachOf(lenders!, row, (lender, part) => addRow(pairs, lender, weights[m] * part, out));
        else addRow(pairs, row, weights[m], out);
      }
      if (lenders) for (let row = 0; row < out.length; row++) eachOf(lenders, row, (lender, part) => (out[row] += part * out[lender]));
    },
    of(met, candidate) {
      const pairOf = (row: number): number => (borrows(candidate) ? sumOf(lenders!, candidate, (lender) => valueAt(pairs, row, lender)) : valueAt(pairs, row, candidate));
      return met.map(({ row }) => (row < 0 ? 0 : borrows(row) ? sumOf(lenders!, row, pairOf) : pairOf(row)));
    },
  };
}

function eachOf({ starts, columns, values }: SparseRows, row: number, use: (column: number, value: number) => void): void {
  for (let at = starts[row]; at < starts[row + 1]; at++) use(columns[at], values[at]);
}

function sumOf(rows: SparseRows, row: number, of: (column: number) => number): number {
  let sum = 0;
  eachOf(rows, row, (column, value) => (sum += value * of(column)));
  return sum;
}
