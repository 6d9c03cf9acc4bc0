import { property } from 'lit/decorators.js';
import type { Activation } from '../domain/derivation.ts';
import type { ItemFilter } from '../domain/item-filter.ts';
import type { ItemId } from '../domain/item.ts';
import type { RecommendRequest, Strategy, Variety } from '../domain/recommendation.ts';
import { AttuneElement } from './attune-element.ts';
import { idList } from './id-list.ts';
import { listRequest } from './list-request.ts';

/** An element that shows a list, and whose attributes say which. */
export abstract class ListElement extends AttuneElement {
  @property() strategy: Strategy = 'for-you';
  /** Item ids that the list is about: one, or a cart. */
  @property({ converter: idList }) for: ItemId[] = [];
  /** How many, at most; a thousand where it says more. */
  @property({ type: Number }) limit = 8;
  /** What makes weights of likeness: `softmax`, unless given, `sigmoid` or `relu`. */
  @property() sigma: Activation | null = null;
  /** Lowest relevance that is listed, in standard deviations above the mean. */
  @property({ type: Number }) threshold: number | null = null;
  /** From 0, by score alone, to 1, by variety alone. */
  @property({ type: Number }) diversity: number | null = null;
  /** How variety is told: `mmr`, by the most similar card before, or `dpp`, by all of them together. */
  @property() variety: Variety | null = null;
  /** From 0, by score alone, to 1: how much the categories are to have the shares that they have in the history. */
  @property({ type: Number }) calibration: number | null = null;
  /** Most items of one source: the site, else the brand. */
  @property({ type: Number, attribute: 'cap-source' }) capSource: number | null = null;
  @property({ type: Number, attribute: 'cap-brand' }) capBrand: number | null = null;
  @property({ type: Number, attribute: 'cap-author' }) capAuthor: number | null = null;
  @property({ type: Number, attribute: 'cap-category' }) capCategory: number | null = null;
  /** Leaves out what the catalog knows to be out of stock. */
  @property({ type: Boolean, attribute: 'in-stock' }) inStock = false;
  /** Bounds of the price, in the catalog's own currency; an item without a price does not keep them. */
  @property({ type: Number, attribute: 'price-min' }) priceMin: number | null = null;
  @property({ type: Number, attribute: 'price-max' }) priceMax: number | null = null;
  /** The one category, or brand, to list. */
  @property() category: string | null = null;
  @property() brand: string | null = null;
  /** What listed items must be, in full: several values, authors, tags, languages, a currency. The attributes go before it. */
  @property({ attribute: false }) filter: ItemFilter | null = null;
  @property({ converter: idList }) exclude: ItemId[] = [];
  /** Share of the list's places, 0 to 1, that are given to something different, to learn what the person likes; each says so. */
  @property({ type: Number }) explore: number | null = null;
  /** `off` makes the list without the history. */
  @property() profiling: 'on' | 'off' = 'on';

  /** What this element asks for. */
  get request(): RecommendRequest {
    return listRequest(this);
  }
}
