import type { Item } from '../../domain/item.ts';
import type { Blend } from '../../domain/recommendation.ts';
import type { SparseRows } from '../../domain/sparse-rows.ts';
import { affinityHead } from './affinity-head.ts';
import { ATTRIBUTES } from './attributes.ts';
import { coVisitationHead } from './co-visitation-head.ts';
import type { EvidenceHead } from './evidence.ts';
import { wordsHead } from './words-head.ts';

/** The heads that a catalog has evidence for; words and attributes, which take time to index, where the blend gives them a say. */
export function evidenceHeads(items: readonly Item[], coVisitation: SparseRows | null, lenders: SparseRows | null, blend: Blend): EvidenceHead[] {
  const has = (valuesOf: (item: Item) => readonly (string | null)[]): boolean => items.some((item) => valuesOf(item).some((value) => value !== null));
  return [
    ...(coVisitation ? [coVisitationHead(coVisitation, lenders)] : []),
    ...(blend.words === 0 ? [] : [wordsHead(items)]),
    ...[...ATTRIBUTES].filter(([head, valuesOf]) => blend[head] !== 0 && has(valuesOf)).map(([head, valuesOf]) => affinityHead(head, items, valuesOf)),
  ];
}
