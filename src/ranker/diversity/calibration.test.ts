import { array, assert, constantFrom, double, integer, property, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventKind, HistoryEvent } from '../../domain/event.ts';
import type { Item } from '../../domain/item.ts';
import { Calibration, interestMix } from './calibration.ts';
import { diversify } from './diversify.ts';
import { itemsAt, poolOf } from './testing/plane.ts';

const item = (...categories: string[]): Item => ({ id: categories.join(), title: '', categories });
const NOW = '2026-02-01T00:00:00.000Z';

/** Events of now, oldest first. */
function historyOf(...events: [EventKind, ...string[]][]): Parameters<typeof interestMix>[0] {
  const items = events.map(([, ...categories], at) => ({ ...item(...categories), id: `i${at}` }));
  return { events: events.map(([kind], at): HistoryEvent => ({ id: `e${at}`, kind, item: items[at], at: NOW })), met: items.map((each) => ({ item: each, row: -1 })) };
}

/** KL(p ‖ q̃) as it is written down. */
function divergence(p: ReadonlyMap<string, number>, list: readonly Item[]): number {
  const told = list.filter(({ categories }) => categories!.length > 0);
  const q = (category: string): number => told.reduce((sum, { categories }) => sum + (categories!.includes(category) ? 1 / categories!.length : 0), 0) / Math.max(1, told.length);
  return [...p].reduce((sum, [category, share]) => sum + share * Math.log(share / (0.99 * q(category) + 0.01 * share)), 0);
}

describe('interestMix', () => {
  it('weighs events by strength and lasting decay, and shares an item among its categories', () => {
    // Strengths 1 and 2; the older one is one event back: e^−0.02.
    const [older, newer] = [Math.exp(-0.02), 2];
    const mix = interestMix(historyOf(['open', 'Tea '], ['save', 'tea', 'Cups', 'cups']), NOW);
    expect([...mix.keys()]).toEqual(['tea', 'cups']);
    expect(mix.get('tea')).toBeCloseTo((older + newer / 2) / (older + newer), 6);
    expect(mix.get('cups')).toBeCloseTo(newer / 2 / (older + newer), 6);
  });

  it('hears no dislike, nor what it withdrew, nor what has no category, nor what was muted', () => {
    const { events, met } = historyOf(['open', 'tea'], ['dismiss', 'cups'], ['open']);
    expect([...interestMix({ events, met }, NOW)]).toEqual([['tea', 1]]);
    expect(interestMix({ events, met, degrees: Float32Array.of(0, 1, 1) }, NOW).size).toBe(0);
    expect(interestMix(historyOf(), NOW).size).toBe(0);
  });
});

describe('Calibration', () => {
  it('is the divergence by hand', () => {
    const calibration = new Calibration(new Map([['a', 0.75], ['b', 0.25]]));
    // q = (1, 0): ¾·log(¾ / (0.99 + 0.0075)) + ¼·log(¼ / 0.0025).
    expect(calibration.with(item('a'))).toBeCloseTo(0.75 * Math.log(0.75 / 0.9975) + 0.25 * Math.log(100), 12);
    calibration.add(item('a'));
    // q = (¾, ¼) after an item of both.
    expect(calibration.with(item('a', 'b'))).toBeCloseTo(0, 12);
    // What has no category changes nothing; one that nobody asked for takes a place.
    expect(calibration.with(item())).toBeCloseTo(calibration.with(item('a')), 12);
    expect(calibration.with(item('z'))).toBeGreaterThan(calibration.with(item()));
  });

  it('is the divergence as it is written down, for any list', () => {
    const categories = constantFrom('a', 'b', 'c', 'd', 'z');
    assert(property(array(uniqueArray(categories, { maxLength: 3 }), { minLength: 1, maxLength: 12 }), array(double({ min: 0.01, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }), (lists, weights) => {
      const sum = weights.reduce((all, weight) => all + weight);
      const wanted = new Map(['a', 'b', 'c', 'd'].map((category, at) => [category, weights[at] / sum]));
      const calibration = new Calibration(wanted);
      const items = lists.map((list) => item(...list));
      for (const [at, next] of items.entries()) {
        expect(calibration.with(next)).toBeCloseTo(divergence(wanted, items.slice(0, at + 1)), 9);
        calibration.add(next);
      }
    }));
  });
});

describe('a calibrated list', () => {
  it('takes at each step what (1 − c)·Σ relevance − c·KL is largest with', () => {
    assert(property(array(uniqueArray(constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 2 }), { minLength: 8, maxLength: 8 }), constantFrom(0.1, 0.5, 0.9), integer({ min: 2, max: 6 }), (kinds, c, k) => {
      const items = kinds.map((list) => item(...list));
      const interests = new Map([['a', 0.6], ['b', 0.3], ['c', 0.1]]);
      const scores = [...items.keys()].map((row) => 8 - row);
      const chosen = diversify(poolOf(...scores), { ...itemsAt(scores.map(() => 0)), items }, k, { diversity: 0, calibration: c }, interests);
      const value = (rows: readonly number[]): number => rows.reduce((sum, row) => sum + ((1 - c) * (scores[row] - 1)) / 7, 0) - c * divergence(interests, rows.map((row) => items[row]));
      for (const [step, place] of chosen.entries()) {
        const before = chosen.slice(0, step);
        const best = Math.max(...scores.flatMap((_, other) => (before.includes(other) ? [] : [value([...before, other])])));
        expect(value([...before, place])).toBeCloseTo(best, 9);
      }
      expect(chosen).toHaveLength(k);
    }));
  });

  it('has the shares of the history where nothing else counts, and the order of the scores without a history', () => {
    const of = itemsAt([0, 1, 2, 3, 4, 5, 6, 7], [{ categories: ['a'] }, { categories: ['a'] }, { categories: ['a'] }, { categories: ['a'] }, { categories: ['a'] }, { categories: ['b'] }, { categories: ['a'] }, { categories: ['b'] }]);
    const pool = poolOf(8, 7, 6, 5, 4, 3, 2, 1);
    expect(diversify(pool, of, 4, { diversity: 0, calibration: 1 }, new Map([['a', 0.75], ['b', 0.25]])).toSorted()).toEqual([0, 1, 2, 5]);
    expect(diversify(pool, of, 4, { diversity: 0, calibration: 1 }, new Map())).toEqual([0, 1, 2, 3]);
  });
});
