import { array, assert, boolean, constantFrom, double, integer, nat, property, record, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diversify, type DiversityOptions } from './diversify.ts';
import { itemsAt, poolOf } from './testing/plane.ts';

const NO_INTERESTS = new Map<string, number>();
const scoresOf = (least: number) => array(double({ min: -5, max: 5, noNaN: true }), { minLength: least, maxLength: 30 }).map((scores) => scores.toSorted((a, b) => b - a));

describe('diversify', () => {
  it('keeps the order of the scores at 0, whatever the vectors and the kind of variety', () => {
    assert(property(scoresOf(1), integer({ min: 0, max: 40 }), constantFrom('mmr' as const, 'dpp' as const), (scores, k, variety) => {
      expect(diversify(poolOf(...scores), itemsAt(scores.map((score) => score * 20)), k, { diversity: 0, variety }, NO_INTERESTS)).toEqual([...scores.keys()].slice(0, k));
    }));
  });

  it('gives k distinct places within the caps, the first by score alone, and k of them unless the caps forbid', () => {
    const categories = ['red', 'green', 'blue'];
    assert(property(scoresOf(1), array(tuple(nat(2), nat(2), boolean()), { minLength: 30, maxLength: 30 }), integer({ min: 0, max: 30 }), record({ diversity: double({ min: 0, max: 1, noNaN: true }), variety: constantFrom('mmr' as const, 'dpp' as const), calibration: constantFrom(0, 0.5, 1) }), constantFrom(1, 2, 40), (scores, kinds, k, options, cap) => {
      const said = kinds.map(([brand, category, both]) => ({ brand: `${brand}`, categories: both ? [categories[category], categories[(category + 1) % 3]] : [categories[category]] }));
      const of = itemsAt(scores.map((score) => score * 20), said);
      const chosen = diversify(poolOf(...scores), of, k, { ...options, caps: { brand: cap, category: 2 * cap } }, new Map([['red', 0.7], ['blue', 0.3]]));
      expect(new Set(chosen).size).toBe(chosen.length);
      expect(chosen.length).toBeLessThanOrEqual(Math.min(k, scores.length));
      const counts = (values: (row: number) => string[]) => chosen.flatMap(values).reduce((all, value) => all.set(value, (all.get(value) ?? 0) + 1), new Map<string, number>());
      const [brands, mix] = [counts((row) => [said[row].brand]), counts((row) => said[row].categories)];
      expect(Math.max(0, ...brands.values())).toBeLessThanOrEqual(cap);
      expect(Math.max(0, ...mix.values())).toBeLessThanOrEqual(2 * cap);
      if (options.diversity < 1 && options.calibration === 0 && k > 0) expect(scores[chosen[0]]).toBe(scores[0]);
      // Who is left out has no room: in its brand, or in a category.
      if (chosen.length < k) for (const row of scores.keys()) expect(chosen.includes(row) || brands.get(said[row].brand) === cap || said[row].categories.some((each) => mix.get(each) === 2 * cap)).toBe(true);
    }));
  });

  it('takes the different one before the similar one, by either kind', () => {
    for (const variety of ['mmr', 'dpp'] as const) expect(diversify(poolOf(3, 2.9, 2.8), itemsAt([0, 25, 90]), 2, { diversity: 0.5, variety }, NO_INTERESTS)).toEqual([0, 2]);
  });

  it('passes a near duplicate over while anything else is left, and takes it after', () => {
    expect(diversify(poolOf(3, 2.9, 0), itemsAt([0, 1, 120]), 3, { diversity: 0.01 }, NO_INTERESTS)).toEqual([0, 2, 1]);
  });

  it.each([0, 0.01, 1])('takes one variant of a product, the best, at diversity %d', (diversity) => {
    const of = itemsAt([0, 60, 120, 180], [], Int32Array.of(7, 7, -1, -1));
    expect(diversify(poolOf(3, 2.9, 1, 0), of, 4, { diversity }, NO_INTERESTS).toSorted()).toEqual([0, 2, 3]);
  });

  it('keeps the order of the scores at 0 but for further variants', () => {
    assert(property(scoresOf(1), array(integer({ min: -1, max: 5 }), { minLength: 30, maxLength: 30 }), integer({ min: 0, max: 40 }), (scores, groups, k) => {
      const firsts = [...scores.keys()].filter((row) => groups[row] < 0 || groups.indexOf(groups[row]) === row);
      expect(diversify(poolOf(...scores), itemsAt(scores, [], Int32Array.from(groups)), k, { diversity: 0 }, NO_INTERESTS)).toEqual(firsts.slice(0, k));
    }));
  });

  it('asks for more rather than repeat itself, where the pool is not whole', () => {
    const alike = itemsAt([0, 1, 2, 3]);
    expect(diversify({ ...poolOf(4, 3, 2, 1), whole: false }, alike, 2, { diversity: 0.3 }, NO_INTERESTS)).toEqual([0]);
    expect(diversify(poolOf(4, 3, 2, 1), alike, 2, { diversity: 0.3 }, NO_INTERESTS)).toHaveLength(2);
  });

  it('reaches beyond the best 4k only where these are used up', () => {
    // Eight in a fan of 70°, and the ninth opposite to it.
    const degrees = [0, 10, 20, 30, 40, 50, 60, 70, 215];
    const pool = poolOf(9, 8, 7, 6, 5, 4, 3, 2, 1);
    for (const variety of ['mmr', 'dpp'] as const) expect(diversify(pool, itemsAt(degrees), 2, { diversity: 1, variety }, NO_INTERESTS)).toEqual([0, 7]);
    const brands = degrees.map((angle) => ({ brand: angle > 180 ? 'Other' : 'Acme' }));
    expect(diversify(pool, itemsAt(degrees, brands), 2, { diversity: 1, caps: { brand: 1 } }, NO_INTERESTS)).toEqual([0, 8]);
  });

  it.each<[DiversityOptions, string]>([
    [{ diversity: 1.1 }, 'expected diversity from 0 to 1, got 1.1'],
    [{ diversity: NaN }, 'expected diversity from 0 to 1, got NaN'],
    [{ diversity: 0, calibration: -1 }, 'expected calibration from 0 to 1, got -1'],
    [{ diversity: 0, caps: { brand: 0 } }, 'caps: expected brand to be a whole number of at least 1, got 0'],
  ])('refuses %j', (options, message) => {
    expect(() => diversify(poolOf(1), itemsAt([0]), 1, options, NO_INTERESTS)).toThrow(new RangeError(message.startsWith('caps') ? message : `diversify: ${message}`));
  });
});
