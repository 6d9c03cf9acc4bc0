import { describe, expect, it } from 'vitest';
import { type Adjustment, completeAdjustment, completeInterestsQuery, type InterestsQuery } from './interests.ts';

describe('completeAdjustment', () => {
  it('names one thing and its degree', () => {
    expect(completeAdjustment({ topic: 't', mute: true })).toEqual({ target: 'topic', name: 't', degree: 0 });
    expect(completeAdjustment({ source: 'brand hp', boost: true })).toEqual({ target: 'source', name: 'brand hp', degree: 2 });
    expect(completeAdjustment({ keyword: 'whale', reset: true })).toEqual({ target: 'keyword', name: 'whale', degree: 1 });
    expect(completeAdjustment({ keyword: 'whale', degree: 0.5 })).toEqual({ target: 'keyword', name: 'whale', degree: 0.5 });
  });

  it.each([
    [null, TypeError], [{}, TypeError], [{ topic: 't' }, TypeError], [{ mute: true }, TypeError], [{ topic: 't', source: 's', mute: true }, TypeError],
    [{ topic: 't', mute: true, boost: true }, TypeError], [{ topic: '', mute: true }, TypeError], [{ topic: 3, mute: true }, TypeError], [{ topic: 't', mute: 'yes' }, TypeError],
    [{ topic: 't', mute: true, more: 1 }, TypeError], [{ topic: 't', degree: '1' }, TypeError], [{ topic: 't', degree: Number.NaN }, RangeError], [{ topic: 't', degree: 3 }, RangeError], [{ topic: 't', degree: -1 }, RangeError],
  ])('refuses %j', (adjustment, error) => {
    expect(() => completeAdjustment(adjustment as unknown as Adjustment)).toThrow(error);
    expect(() => completeAdjustment(adjustment as unknown as Adjustment)).toThrow(/^adjust: expected .+, got /);
  });
});

it('a query for interests is completed, or refused', () => {
  expect(completeInterestsQuery()).toEqual({ projection: 'pca', candidates: 24 });
  for (const query of [{ projection: 'tsne' }, { more: 1 }]) expect(() => completeInterestsQuery(query as InterestsQuery)).toThrow(TypeError);
  for (const candidates of [-1, 0.5, 1000, Number.NaN]) expect(() => completeInterestsQuery({ candidates })).toThrow(RangeError);
});
