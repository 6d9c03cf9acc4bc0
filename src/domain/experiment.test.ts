import { describe, expect, it } from 'vitest';
import { completeEvent, type HistoryEvent, type NewEvent } from './event.ts';
import { experimentReport, parseExperiment } from './experiment.ts';

describe('an experiment', () => {
  it.each([
    ['shelf:50', { name: 'shelf', share: 0.5 }],
    [' new-shelf.2 : 12.5 ', { name: 'new-shelf.2', share: 0.125 }],
    ['货架:100', { name: '货架', share: 1 }],
    ['shelf', null], ['shelf:', null], [':50', null], ['shelf:101', null], ['shelf:-1', null], ['shelf:half', null], ['', null], ['a b:50', null],
  ])('is described by %s', (text, setting) => {
    expect(parseExperiment(text)).toEqual(setting);
  });

  it('puts down to a list what was chosen from it in the seven days before', () => {
    const on = (day: number, event: Omit<NewEvent, 'at'>): HistoryEvent => completeEvent({ ...event, at: new Date(Date.UTC(2026, 0, day)).toISOString() }, '', () => `${day} ${event.kind}`);
    const history = [
      on(1, { kind: 'open', item: 'early', list: 'for-you' }), on(2, { kind: 'buy', item: 'early' }),
      on(4, { kind: 'open', item: 'tea', list: 'for-you' }), on(5, { kind: 'open', item: 'mug' }), on(5, { kind: 'cart', item: 'tea' }), on(5, { kind: 'cart', item: 'mug' }),
      on(6, { kind: 'buy', item: { id: 'tea', title: 'Tea' } }), on(12, { kind: 'buy', item: 'tea' }),
    ];
    expect(experimentReport('shelf', { variant: 'treatment', since: '2026-01-03T00:00:00.000Z' }, history)).toEqual({ name: 'shelf', variant: 'treatment', since: '2026-01-03T00:00:00.000Z', selected: 1, carts: 2, buys: 2, attributedCarts: 1, attributedBuys: 1 });
  });
});
