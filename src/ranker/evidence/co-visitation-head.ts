import { addRow, type SparseRows, valueAt } from '../../domain/sparse-rows.ts';
import type { EvidenceHead } from './evidence.ts';

/** What others met along with an item, from interactions: E[m,c] is the pair's value. An item that the catalog lacks has no companions. */
export function coVisitationHead(pairs: SparseRows): EvidenceHead {
  return {
    head: 'co-visitation',
    add(met, weights, out) {
      for (const [m, { row }] of met.entries()) if (row >= 0 && weights[m] > 0) addRow(pairs, row, weights[m], out);
    },
    of: (met, candidate) => met.map(({ row }) => (row < 0 ? 0 : valueAt(pairs, row, candidate))),
  };
}
