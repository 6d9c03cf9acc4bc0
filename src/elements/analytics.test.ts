import { describe, expect, it } from 'vitest';
import type { Recommendation } from '../domain/recommendation.ts';
import { type AnalyticsDetail, analyticsDetail, AnalyticsTeller } from './analytics.ts';

const LIST = { listId: 'l1', strategy: 'for-you', name: 'For you' } as const;
const tea: Recommendation = { id: 'tea', score: 2, because: { kind: 'catalog' }, item: { id: 'tea', title: 'Green tea', brand: 'Leaf', categories: ['Drinks', 'Tea', 'Green', 'Loose', 'Japan', 'Uji'], price: { amount: 4.5, currency: 'EUR' } } };
const mug: Recommendation = { id: 'mug', score: 1, because: { kind: 'catalog' }, item: { id: 'mug', title: 'Mug' } };

describe('what analytics are told', () => {
  it('has the names of Google Analytics 4', () => {
    expect(analyticsDetail('view_item_list', { ...LIST, variant: 'shelf:control' }, [{ recommendation: tea, index: 0 }, { recommendation: mug, index: 1 }])).toEqual({
      event: 'view_item_list',
      ecommerce: {
        item_list_id: 'for-you',
        item_list_name: 'For you',
        currency: 'EUR',
        items: [
          { item_id: 'tea', item_name: 'Green tea', index: 0, item_brand: 'Leaf', item_category: 'Drinks', item_category2: 'Tea', item_category3: 'Green', item_category4: 'Loose', item_category5: 'Japan', price: 4.5, quantity: 1 },
          { item_id: 'mug', item_name: 'Mug', index: 1, quantity: 1 },
        ],
      },
      attune: { list_id: 'l1', strategy: 'for-you', variant: 'shelf:control' },
    });
  });

  it('adds no prices of two currencies', () => {
    const dollars = { ...tea, item: { ...tea.item, price: { amount: 5, currency: 'USD' } } };
    const { ecommerce } = analyticsDetail('select_item', LIST, [{ recommendation: tea, index: 0 }, { recommendation: dollars, index: 1 }]);
    expect([ecommerce.currency, ...ecommerce.items.map(({ price }) => price)]).toEqual([undefined, undefined, undefined]);
  });

  it('is one event of what came into view at once, and another of the next list', async () => {
    const element = new EventTarget() as HTMLElement;
    const heard: AnalyticsDetail[] = [];
    element.addEventListener('attune-analytics', ({ detail }) => heard.push(detail));
    const teller = new AnalyticsTeller(element);
    teller.viewed(LIST, { recommendation: tea, index: 0 });
    teller.viewed(LIST, { recommendation: mug, index: 1 });
    teller.viewed({ ...LIST, listId: 'l2' }, { recommendation: mug, index: 0 });
    await Promise.resolve();
    teller.viewed(LIST, { recommendation: mug, index: 7 });
    teller.selected(LIST, { recommendation: tea, index: 0 });
    await Promise.resolve();
    expect(heard.map(({ event, attune, ecommerce }) => [event, attune.list_id, ecommerce.items.map(({ index }) => index)])).toEqual([
      ['view_item_list', 'l1', [0, 1]], ['view_item_list', 'l2', [0]], ['select_item', 'l1', [0]], ['view_item_list', 'l1', [7]],
    ]);
  });
});
