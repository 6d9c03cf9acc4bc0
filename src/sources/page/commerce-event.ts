import type { Item, ItemId } from '../../domain/item.ts';
import { distinct } from '../products/categories.ts';
import { markedPrice } from './offer-of-thing.ts';

/** What an entry of a data layer says that somebody did. */
export interface CommerceEvent {
  does: 'view' | 'select' | 'cart' | 'save' | 'buy' | 'search';
  items: (ItemId | Item)[];
  /** Of `buy`. */
  transactionId?: string;
  /** Of `search`, as typed. */
  query?: unknown;
}

type Fields = Record<string, unknown>;

/** GA4's events. */
const NAMED: Readonly<Record<string, CommerceEvent['does']>> = {
  view_item: 'view', select_item: 'select', add_to_cart: 'cart', add_to_wishlist: 'save', purchase: 'buy', search: 'search', view_search_results: 'search',
};
/** The actions of Enhanced Ecommerce (Universal Analytics). */
const ACTIONS: Readonly<Record<string, CommerceEvent['does']>> = { detail: 'view', click: 'select', add: 'cart', purchase: 'buy' };
/** Of one event. */
const MAX_ITEMS = 50;
const MAX_ID_CHARACTERS = 200;

/**
 * What an entry of a data layer says, of GA4's e-commerce events pushed as objects (`{event, ecommerce}`) or by `gtag('event',
 * name, {…})`, and of Enhanced Ecommerce (`{ecommerce: {add: {products}}}`). Null for all else.
 */
export function commerceEventOf(entry: unknown): CommerceEvent | null {
  if (!isFields(entry)) return null;
  // gtag() pushes its arguments, which are no array.
  if (entry[0] === 'event') return ofName(entry[1], isFields(entry[2]) ? entry[2] : {});
  const ecommerce = isFields(entry.ecommerce) ? entry.ecommerce : {};
  const parameters = isFields(entry.eventModel) ? entry.eventModel : entry;
  return ofName(entry.event, { ...parameters, ...ecommerce }) ?? ofAction(ecommerce);
}

function ofName(name: unknown, parameters: Fields): CommerceEvent | null {
  const does = typeof name === 'string' && Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  if (does === undefined) return null;
  // Shops on the way from one form to the other name the event anew and keep the action.
  if (!Array.isArray(parameters.items) && does !== 'search') return ofAction(parameters);
  if (does === 'search') return { does, items: [], query: parameters.search_term };
  return { does, items: itemsOf(parameters.items, parameters.currency), ...(does === 'buy' && { transactionId: idOf(parameters.transaction_id) }) };
}

function ofAction(ecommerce: Fields): CommerceEvent | null {
  for (const [action, does] of Object.entries(ACTIONS)) {
    const said = ecommerce[action];
    if (!isFields(said)) continue;
    const transactionId = does === 'buy' && isFields(said.actionField) ? idOf(said.actionField.id) : undefined;
    return { does, items: itemsOf(said.products, ecommerce.currencyCode), ...(transactionId !== undefined && { transactionId }) };
  }
  return null;
}

function itemsOf(items: unknown, currency: unknown): (ItemId | Item)[] {
  return Array.isArray(items) ? items.slice(0, MAX_ITEMS).flatMap((item) => itemOf(item, currency) ?? []) : [];
}

function itemOf(told: unknown, currency: unknown): ItemId | Item | null {
  if (!isFields(told)) return null;
  const id = idOf(told.item_id) ?? idOf(told.id) ?? idOf(told.sku);
  if (id === undefined) return null;
  const title = textOf(told.item_name) ?? textOf(told.name);
  if (title === undefined) return id;
  const price = markedPrice(textOf(told.price), textOf(told.currency) ?? textOf(currency));
  const brand = textOf(told.item_brand) ?? textOf(told.brand);
  const levels = ['item_category', 'item_category2', 'item_category3', 'item_category4', 'item_category5'].flatMap((level) => textOf(told[level]) ?? []);
  const categories = distinct(levels.length > 0 ? levels : (textOf(told.category)?.split('/') ?? []));
  return { id, title, ...(brand !== undefined && { brand }), ...(price && { price }), ...(categories.length > 0 && { categories }) };
}

function idOf(value: unknown): string | undefined {
  const id = textOf(value);
  return id !== undefined && id.length <= MAX_ID_CHARACTERS ? id : undefined;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 500) : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
