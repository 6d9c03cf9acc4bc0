import type { Recommendation, Strategy } from '../domain/recommendation.ts';

/** Levels of a category that Google Analytics has names for. */
const MOST_CATEGORIES = 5;

/** An item as an ecommerce event of Google Analytics 4 has it. */
export interface AnalyticsItem {
  item_id: string;
  item_name: string;
  /** Place in the list, from 0. */
  index: number;
  item_brand?: string;
  item_category?: string;
  item_category2?: string;
  item_category3?: string;
  item_category4?: string;
  item_category5?: string;
  price?: number;
  quantity: 1;
}

/**
 * What a list shows and what is chosen of it, as `view_item_list` and `select_item` of Google Analytics 4: ready for `dataLayer.push`.
 * Source: developers.google.com/analytics/devguides/collection/ga4/reference/events
 */
export interface AnalyticsDetail {
  event: 'view_item_list' | 'select_item';
  ecommerce: {
    /** Strategy by which the list was made. */
    item_list_id: Strategy;
    item_list_name: string;
    /** ISO 4217, where the items have prices of one currency. */
    currency?: string;
    items: AnalyticsItem[];
  };
  attune: {
    /** Of this very list: another for each time it is made. */
    list_id: string;
    strategy: Strategy;
    /** `name:treatment` or `name:control`, where the list takes part in an experiment. */
    variant?: string;
  };
}

declare global {
  interface HTMLElementEventMap {
    'attune-analytics': CustomEvent<AnalyticsDetail>;
  }
}

/** The list that an event is about. */
export interface AnalyticsList {
  listId: string;
  strategy: Strategy;
  name: string;
  variant?: string;
}

/** A recommendation and its place, from 0. */
export interface PlacedRecommendation {
  recommendation: Recommendation;
  index: number;
}

/** The event of `event` about what stands at these places of a list. */
export function analyticsDetail(event: AnalyticsDetail['event'], { listId, strategy, name, variant }: AnalyticsList, placed: readonly PlacedRecommendation[]): AnalyticsDetail {
  const currencies = new Set(placed.flatMap(({ recommendation: { item } }) => item.price?.currency ?? []));
  const [currency] = currencies.size === 1 ? currencies : [];
  return {
    event,
    ecommerce: { item_list_id: strategy, item_list_name: name, ...(currency !== undefined && { currency }), items: placed.map((each) => itemOf(each, currency)) },
    attune: { list_id: listId, strategy, ...(variant !== undefined && { variant }) },
  };
}

/** A price of another currency than the event's would be added up with it: it is left out. */
function itemOf({ recommendation: { id, item }, index }: PlacedRecommendation, currency: string | undefined): AnalyticsItem {
  const categories = (item.categories ?? []).slice(0, MOST_CATEGORIES).map((category, level) => [`item_category${level === 0 ? '' : level + 1}`, category]);
  return {
    item_id: id,
    item_name: item.title,
    index,
    ...(item.brand !== undefined && { item_brand: item.brand }),
    ...Object.fromEntries(categories),
    ...(item.price !== undefined && item.price.currency === currency && { price: item.price.amount }),
    quantity: 1,
  };
}

/** Tells the page of a list what a person saw or chose, shaped for Google Analytics 4; what is seen in one moment makes one event. */
export class AnalyticsTeller {
  readonly #from: HTMLElement;
  #seen: { list: AnalyticsList; placed: PlacedRecommendation[] } | null = null;

  constructor(from: HTMLElement) {
    this.#from = from;
  }

  viewed(list: AnalyticsList, placed: PlacedRecommendation): void {
    if (this.#seen?.list.listId === list.listId) {
      this.#seen.placed.push(placed);
      return;
    }
    const seen = (this.#seen = { list, placed: [placed] });
    queueMicrotask(() => {
      if (this.#seen === seen) this.#seen = null;
      this.#tell('view_item_list', seen.list, seen.placed);
    });
  }

  selected(list: AnalyticsList, placed: PlacedRecommendation): void {
    this.#tell('select_item', list, [placed]);
  }

  #tell(event: AnalyticsDetail['event'], list: AnalyticsList, placed: readonly PlacedRecommendation[]): void {
    this.#from.dispatchEvent(new CustomEvent<AnalyticsDetail>('attune-analytics', { bubbles: true, composed: true, detail: analyticsDetail(event, list, placed) }));
  }
}
