import { describe, expect, it } from 'vitest';
import { commerceEventOf } from './commerce-event.ts';

/** What gtag() pushes. */
function gtag(..._args: unknown[]): unknown {
  return arguments; // eslint-disable-line prefer-rest-params -- an array is another thing
}

describe('commerceEventOf', () => {
  const item = { item_id: 7, item_name: ' Tea ', item_brand: 'Leaf', price: '4.50', item_category: 'Food', item_category2: 'Tea', quantity: 2 };
  const read = { id: '7', title: 'Tea', brand: 'Leaf', price: { amount: 4.5, currency: 'EUR' }, categories: ['Food', 'Tea'] };

  it.each([
    ['an object of GA4', { event: 'add_to_cart', ecommerce: { currency: 'EUR', items: [item] } }, { does: 'cart', items: [read] }],
    ['the arguments of gtag', gtag('event', 'add_to_wishlist', { currency: 'EUR', items: [item, { item_id: 'x' }] }), { does: 'save', items: [read, 'x'] }],
    ['a purchase', { event: 'purchase', ecommerce: { transaction_id: 12, currency: 'EUR', items: [item] } }, { does: 'buy', items: [read], transactionId: '12' }],
    ['what gtag leaves for a tag manager', { event: 'view_item', eventModel: { currency: 'EUR', items: [item] } }, { does: 'view', items: [read] }],
    ['a click on a list', gtag('event', 'select_item', { items: [{ item_id: 'x' }] }), { does: 'select', items: ['x'] }],
    ['a query', { event: 'view_search_results', search_term: 'tea' }, { does: 'search', items: [], query: 'tea' }],
    ['an older addition', { event: 'addToCart', ecommerce: { currencyCode: 'EUR', add: { products: [{ id: 7, name: 'Tea', brand: 'Leaf', price: 4.5, category: 'Food/Tea' }] } } }, { does: 'cart', items: [read] }],
    ['an older purchase', { ecommerce: { purchase: { actionField: { id: 'T1' }, products: [{ id: 'x' }] } } }, { does: 'buy', items: ['x'], transactionId: 'T1' }],
    ['the new name on an older action', { event: 'add_to_cart', ecommerce: { add: { products: [{ id: 'x' }] } } }, { does: 'cart', items: ['x'] }],
  ])('reads %s', (_, entry, event) => expect(commerceEventOf(entry)).toEqual(event));

  it.each([[null], ['event'], [7], [() => undefined], [{}], [{ event: 'gtm.js' }], [gtag('config', 'G-1')], [gtag('event', 'constructor', {})], [{ event: 'add_to_cart' }], [{ event: 'remove_from_cart', ecommerce: { items: [item] } }], [{ ecommerce: null }]])('passes %j over', (entry) => {
    expect(commerceEventOf(entry)).toBeNull();
  });

  it('takes no item without an id, and fifty at most', () => {
    const items = [{ item_name: 'No id' }, { item_id: { toString: () => 'x' } }, ...Array.from({ length: 100 }, (_, n) => ({ item_id: n }))];
    expect(commerceEventOf({ event: 'purchase', ecommerce: { items } })?.items).toHaveLength(48);
  });
});
