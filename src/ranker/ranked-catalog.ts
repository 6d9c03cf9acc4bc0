import type { Item } from '../domain/item.ts';
import type { QuantisedMatrix } from '../domain/matrix.ts';
import type { Blend, HeadName } from '../domain/recommendation.ts';
import type { SparseRows } from '../domain/sparse-rows.ts';
import { evidenceHeads } from './evidence/evidence-heads.ts';
import type { RankedCatalog } from './ranker.ts';

export interface CatalogParts {
  items: readonly Item[];
  /** Row r belongs to items[r]. */
  vectors: QuantisedMatrix;
  /** [C] counts, NaN unknown. */
  popularity: Float32Array | null;
  /** [C, C] from interactions. */
  coVisitation: SparseRows | null;
  /** [C, C] whose companions an item borrows that no interaction met; none unless given. */
  lenders?: SparseRows | null;
  blend: Blend;
  /** Attributes that are indexed though the blend gives them no weight. */
  read?: readonly HeadName[];
}

/** What the ranker knows of a catalog, whatever kernels it is resident on. */
export function rankedCatalog({ items, vectors, popularity, coVisitation, lenders = null, blend, read = [] }: CatalogParts): Omit<RankedCatalog, 'resident'> {
  const indexed = Object.fromEntries(read.map((head) => [head, 1]));
  return { items, vectors, popularity, blend, evidence: evidenceHeads(items, coVisitation, lenders, { ...blend, ...indexed }), published: publishedOf(items), groups: variantGroups(items) };
}

/** [C] ms since 1970, NaN where unknown; null when there are none. */
export function publishedOf(items: readonly Item[]): Float64Array | null {
  const published = Float64Array.from(items, ({ publishedAt }) => (publishedAt === undefined ? NaN : Date.parse(publishedAt)));
  return published.every(Number.isNaN) ? null : published;
}

function variantGroups(items: readonly Item[]): Int32Array | null {
  const numbers = new Map<string, number>();
  const groups = Int32Array.from(items, ({ group }) => {
    if (group === undefined) return -1;
    if (!numbers.has(group)) numbers.set(group, numbers.size);
    return numbers.get(group)!;
  });
  return numbers.size > 0 ? groups : null;
}
