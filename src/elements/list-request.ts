import { type Activation, ACTIVATIONS } from '../domain/derivation.ts';
import { completeFilter, type ItemFilter } from '../domain/item-filter.ts';
import type { ItemId } from '../domain/item.ts';
import { type Caps, type RecommendRequest, STRATEGIES, type Strategy, VARIETIES, type Variety } from '../domain/recommendation.ts';

/** Cards that one list draws, at most: a page of more would stand still. */
export const MOST_LISTED = 1000;

/** What the attributes of a list say, usable or not; null and NaN where one gives no number. */
export interface ListAttributes {
  strategy: Strategy;
  for: readonly ItemId[];
  limit: number;
  sigma?: Activation | null;
  threshold?: number | null;
  diversity?: number | null;
  variety?: Variety | null;
  calibration?: number | null;
  capSource?: number | null;
  capBrand?: number | null;
  capAuthor?: number | null;
  capCategory?: number | null;
  inStock?: boolean;
  priceMin?: number | null;
  priceMax?: number | null;
  category?: string | null;
  brand?: string | null;
  filter?: ItemFilter | null;
  exclude?: readonly ItemId[];
  explore?: number | null;
  profiling: 'on' | 'off';
}

/**
 * The request that attributes make, one that the recommender takes whatever they hold: an unknown strategy is `for-you`, an unusable
 * limit 8, one above MOST_LISTED is that, shares are brought into 0 … 1, and what is otherwise unusable is left out.
 */
export function listRequest(given: ListAttributes): RecommendRequest {
  const { sigma = null, threshold = null, variety = null, exclude = [] } = given;
  const diversity = usableShare(given.diversity);
  const calibration = usableShare(given.calibration);
  const explore = usableShare(given.explore);
  const caps = usableCaps({ source: given.capSource, brand: given.capBrand, author: given.capAuthor, category: given.capCategory });
  const filter = usableFilter(given);
  return {
    strategy: STRATEGIES.includes(given.strategy) ? given.strategy : 'for-you',
    limit: Number.isInteger(given.limit) && given.limit > 0 ? Math.min(given.limit, MOST_LISTED) : 8,
    profiling: given.profiling === 'off' ? 'off' : 'on',
    ...(given.for.length > 0 && { for: [...given.for] }),
    ...(exclude.length > 0 && { exclude: [...exclude] }),
    ...(sigma !== null && ACTIVATIONS.includes(sigma) && { sigma }),
    ...(threshold !== null && Number.isFinite(threshold) && { threshold }),
    ...(diversity !== null && { diversity }),
    ...(variety !== null && VARIETIES.includes(variety) && { variety }),
    ...(calibration !== null && { calibration }),
    ...(caps && { caps }),
    ...(filter && { filter }),
    ...(explore !== null && explore > 0 && { explore }),
  };
}

function usableShare(share: number | null = null): number | null {
  return share === null || Number.isNaN(share) ? null : Math.min(1, Math.max(0, share));
}

/** Caps that are whole numbers of at least 1; null where there are none. */
function usableCaps(given: Record<keyof Caps, number | null | undefined>): Caps | null {
  const usable = Object.entries(given).filter(([, cap]) => Number.isSafeInteger(cap) && cap! >= 1);
  return usable.length > 0 ? (Object.fromEntries(usable) as Caps) : null;
}

/** What the attributes ask of items, before what the property asks; null where that is nothing. */
function usableFilter({ inStock, priceMin, priceMax, category, brand, filter }: ListAttributes): ItemFilter | null {
  const bounds = Object.entries({ min: priceMin, max: priceMax }).filter(([, bound]) => typeof bound === 'number' && Number.isFinite(bound));
  const attributes: ItemFilter = {
    ...(inStock && { inStock }),
    ...(bounds.length > 0 && { price: Object.fromEntries(bounds) }),
    ...(category && { categories: [category] }),
    ...(brand && { brands: [brand] }),
  };
  return usable({ ...usable(filter ?? {}), ...attributes }) ?? usable({ ...attributes, price: undefined });
}

function usable(filter: ItemFilter): ItemFilter | null {
  try {
    return completeFilter(filter);
  } catch {
    return null;
  }
}
