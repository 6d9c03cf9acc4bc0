import type { Item } from '../domain/item.ts';
import { sourceOf } from '../ranker/evidence/attributes.ts';

/** Shares of the catalog, by popularity, as Abdollahpouri et al. (2019) part it. */
const HEAD = 0.2, TAIL = 0.2;
/** Groups that are told by name. */
const LARGEST = 10, EXTREMES = 3;
const POPULARITY = ['head', 'middle', 'tail'] as const;

/** How the lists of a ranker treat groups of items: what they are shown beside what they are of the catalog. */
export interface ExposureReport {
  /** By site, else brand; missing where items name fewer than two. */
  source?: GroupExposure;
  /** By brand alone. */
  brand?: GroupExposure;
  /** The most often met fifth of the items, the least met fifth, and the rest; missing without interactions. */
  popularity?: Record<(typeof POPULARITY)[number], { share: number; exposure: number }>;
}

/** What one group is of the items that have a group, and of what is seen of them, 0 … 1. */
export interface GroupShare {
  name: string;
  share: number;
  exposure: number;
}

export interface GroupExposure {
  groups: number;
  /** Total variation between exposure and share: 0 when each group is shown as much as it is there, 1 when only what is next to nothing. */
  distance: number;
  /** Ten at most, by share. */
  largest: GroupShare[];
  /** All others together; missing where there is none. */
  rest?: { groups: number; share: number; exposure: number };
  /** Of all groups the three that are shown most above their share, and most below it: those farthest from it first. */
  over: GroupShare[];
  under: GroupShare[];
}

/** Items that are told apart by one thing. */
interface NamedGroups {
  /** By number. */
  names: readonly string[];
  /** [C] number; −1 for an item of none. */
  groupOf: Int32Array;
}

export interface ItemGroups {
  source: NamedGroups;
  brand: NamedGroups;
  /** [C] numbers, as POPULARITY has them. */
  popularity: Int32Array | null;
}

/** @param counts [C] how often each item occurs in train */
export function groupItems(items: readonly Item[], counts: Uint32Array): ItemGroups {
  return {
    source: numbered(items.map(sourceOf)),
    brand: numbered(items.map(({ brand }) => brand?.trim().toLowerCase() || null)),
    popularity: counts.some((times) => times > 0) ? popularityGroups(counts) : null,
  };
}

/** What a place of a list is seen with: 1/log2(rank + 1), as in nDCG. Source: Singh and Joachims (2018). */
export function exposureAt(rank: number): number {
  return 1 / Math.log2(rank + 1);
}

/**
 * Exposure by group beside the share of the catalog, over the items that have a group.
 *
 *   distance = ½ Σ_g |exposure(g) − share(g)|
 *
 * @param exposure [C] sum over all lists of exposureAt of the item's places
 */
export function exposureReport(exposure: Float64Array, { source, brand, popularity }: ItemGroups): ExposureReport {
  const [bySource, byBrand] = [source, brand].map(({ names, groupOf }) => groupExposure(groupShares(exposure, groupOf).map((shares, group) => ({ name: names[group], ...shares }))));
  const shares = popularity && groupShares(exposure, popularity);
  return {
    ...(bySource && { source: bySource }),
    ...(byBrand && { brand: byBrand }),
    ...(shares && { popularity: Object.fromEntries(POPULARITY.map((name, group) => [name, shares[group] ?? { share: 0, exposure: 0 }])) as ExposureReport['popularity'] }),
  };
}

function groupExposure(groups: readonly GroupShare[]): GroupExposure | null {
  if (groups.length < 2) return null;
  // By name where they are equal: rows stand in random order.
  const bySize = groups.toSorted((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
  const excess = ({ share, exposure }: GroupShare): number => exposure - share;
  const rest = bySize.slice(LARGEST);
  const sum = (of: 'share' | 'exposure'): number => rest.reduce((all, group) => all + group[of], 0);
  return {
    groups: groups.length,
    distance: groups.reduce((all, group) => all + Math.abs(excess(group)) / 2, 0),
    largest: bySize.slice(0, LARGEST),
    ...(rest.length > 0 && { rest: { groups: rest.length, share: sum('share'), exposure: sum('exposure') } }),
    over: bySize.filter((group) => excess(group) > 0).sort((a, b) => excess(b) - excess(a)).slice(0, EXTREMES),
    under: bySize.filter((group) => excess(group) < 0).sort((a, b) => excess(a) - excess(b)).slice(0, EXTREMES),
  };
}

function groupShares(exposure: Float64Array, groups: Int32Array): { share: number; exposure: number }[] {
  const shares: { share: number; exposure: number }[] = [];
  let items = 0;
  let shown = 0;
  for (const [row, group] of groups.entries()) {
    if (group < 0) continue;
    const sums = (shares[group] ??= { share: 0, exposure: 0 });
    sums.share++;
    sums.exposure += exposure[row];
    items++;
    shown += exposure[row];
  }
  return Array.from(shares, (sums) => ({ share: (sums?.share ?? 0) / items, exposure: shown === 0 ? 0 : (sums?.exposure ?? 0) / shown }));
}

/** 0 for the most met fifth, 1 for the middle, 2 for the least met; equals in the order of their rows, which is random. */
function popularityGroups(counts: Uint32Array): Int32Array {
  const order = Array.from(counts.keys()).sort((a, b) => counts[b] - counts[a] || a - b);
  const groups = new Int32Array(counts.length).fill(1);
  for (const row of order.slice(0, Math.round(HEAD * counts.length))) groups[row] = 0;
  for (const row of order.slice(counts.length - Math.round(TAIL * counts.length))) groups[row] = 2;
  return groups;
}

function numbered(names: readonly (string | null)[]): NamedGroups {
  const numbers = new Map<string, number>();
  const groupOf = Int32Array.from(names, (name) => {
    if (name === null) return -1;
    if (!numbers.has(name)) numbers.set(name, numbers.size);
    return numbers.get(name)!;
  });
  return { names: [...numbers.keys()], groupOf };
}
