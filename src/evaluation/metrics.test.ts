import { describe, expect, it } from 'vitest';
import { matrixOf } from '../domain/matrix.ts';
import { exposureReport, groupItems } from './exposure.ts';
import { coverageOf, diversityOf, giniOf, ndcgAt, noveltyOf, recallAt, reciprocalRankAt, serendipityAt, wilsonInterval } from './metrics.ts';
import { categoriesOf, miscalibrationOf } from './miscalibration.ts';
import { RankerTally, yardstickOf } from './ranker-tally.ts';

describe('metrics of one relevant item, worked out by hand', () => {
  it.each([
    [1, 1, 1, 1],
    [2, 1, 0.6309297535714575, 1 / 2],
    [3, 1, 1 / 2, 1 / 3],
    [10, 1, 0.2890648263178879, 1 / 10],
    [11, 0, 0, 0],
    [Infinity, 0, 0, 0],
  ])('rank %d', (rank, recall, ndcg, mrr) => {
    expect(recallAt(rank, 10)).toBe(recall);
    expect(ndcgAt(rank, 10)).toBeCloseTo(ndcg, 12);
    expect(reciprocalRankAt(rank, 10)).toBeCloseTo(mrr, 12);
  });
});

it('serendipity is a hit that popularity would not have made', () => {
  expect(serendipityAt(2, 3, 2)).toBe(1);
  expect(serendipityAt(2, Infinity, 2)).toBe(1);
  expect(serendipityAt(2, 2, 2)).toBe(0);
  expect(serendipityAt(3, 3, 2)).toBe(0);
});

describe('wilsonInterval', () => {
  // z² = 3.8416: of none of 10 the upper bound is z²/(10 + z²).
  it.each([
    [0, 10, 0, 0.27754],
    [5, 10, 0.23659, 0.76341],
    [10, 10, 0.72246, 1],
    [1, 1, 0.20654, 1],
  ])('%d of %d', (hits, trials, low, high) => {
    expect(wilsonInterval(hits, trials)[0]).toBeCloseTo(low, 5);
    expect(wilsonInterval(hits, trials)[1]).toBeCloseTo(high, 5);
  });
});

describe('miscalibrationOf', () => {
  const categories = [[0], [1], [0, 1], []];

  it('is 0 for the same mix, and finite for one that shares nothing', () => {
    expect(miscalibrationOf([0, 1], [2, 2], categories)).toBeCloseTo(0, 12);
    expect(miscalibrationOf([0], [1], categories)).toBeCloseTo(Math.log(100), 12);
    expect(miscalibrationOf([0], [3], categories)).toBeCloseTo(Math.log(100), 12);
  });

  it('says nothing of a history without categories, or of no list', () => {
    expect(miscalibrationOf([3], [0], categories)).toBeNull();
    expect(miscalibrationOf([], [0], categories)).toBeNull();
    expect(miscalibrationOf([0], [], categories)).toBeNull();
  });

  it('counts a category that an item names twice once', () => {
    expect(categoriesOf([{ id: 'a', title: '', categories: ['x', 'x', 'y'] }, { id: 'b', title: '' }])).toEqual([[0, 1], []]);
  });
});

describe('exposureReport', () => {
  it('names the largest groups, and those farthest from their share', () => {
    // Thirteen brands: a of four items, b of three, eleven of one each; 18 items. Of 10 seen, a has 1, b 3, c 6.
    const brands = ['a', 'a', 'a', 'A ', 'b', 'b', 'b', ...'mlkjihgfedc'];
    const items = brands.map((brand, n) => ({ id: `i${n}`, title: 'x', brand }));
    const seen = Float64Array.from(brands, (brand, n) => (n === 0 ? 1 : n === 5 ? 3 : brand === 'c' ? 6 : 0));
    const { brand } = exposureReport(seen, groupItems(items, new Uint32Array(18)));
    const one = 1 / 18;
    expect(brand!.largest.map(({ name }) => name).join('')).toBe('abcdefghij');
    expect(brand!.largest[1]).toEqual({ name: 'b', share: 3 / 18, exposure: 0.3 });
    expect(brand!.rest).toEqual({ groups: 3, share: expect.closeTo(3 * one, 12), exposure: 0 });
    expect(brand!.over).toEqual([{ name: 'c', share: one, exposure: 0.6 }, { name: 'b', share: 3 / 18, exposure: 0.3 }]);
    expect(brand!.under.map(({ name }) => name)).toEqual(['a', 'd', 'e']);
    expect(brand!.distance).toBeCloseTo(0.6 - one + 0.3 - 3 / 18, 12);
  });

  it('leaves out what is not named: fewer than two groups, no interactions', () => {
    const items = [{ id: 'a', title: '' }, { id: 'b', title: '', brand: 'One' }, { id: 'c', title: '', brand: ' one' }];
    expect(exposureReport(new Float64Array(3), groupItems(items, new Uint32Array(3)))).toEqual({});
  });

  it('is all distance where the lists show one group of many', () => {
    const items = Array.from({ length: 10 }, (_, n) => ({ id: String(n), title: '', url: `https://www.site${n}.example/` }));
    const { source } = exposureReport(Float64Array.from(items, (_, n) => (n === 0 ? 5 : 0)), groupItems(items, new Uint32Array(10)));
    expect(source).toMatchObject({ groups: 10, distance: expect.closeTo(0.9, 12), over: [{ name: 'site site0.example', share: 0.1, exposure: 1 }] });
    expect(source).not.toHaveProperty('rest');
  });
});

describe('metrics of all lists together', () => {
  it('coverage counts distinct items over the catalog', () => {
    expect(coverageOf(Uint32Array.of(3, 0, 1, 0))).toBe(0.5);
    expect(coverageOf(new Uint32Array(0))).toBe(0);
  });

  it('gini: even 0, one item 1 − 1/C, and a case between', () => {
    expect(giniOf(Uint32Array.of(2, 2, 2, 2))).toBe(0);
    expect(giniOf(Uint32Array.of(0, 8, 0, 0))).toBe(0.75);
    // Ascending 0 1 3 4: (−3·0 − 1·1 + 1·3 + 3·4) / (4·8)
    expect(giniOf(Uint32Array.of(4, 0, 3, 1))).toBe(14 / 32);
    expect(giniOf(new Uint32Array(3))).toBe(0);
  });

  it('novelty in bits: −log2((n + 1) / (N + C))', () => {
    // N = 4, C = 4: (3+1)/8, (1+1)/8, 1/8, 1/8
    expect([...noveltyOf(Uint32Array.of(3, 1, 0, 0))]).toEqual([1, 2, 3, 3]);
  });
});

describe('diversityOf', () => {
  const vectors = matrixOf(Float32Array.of(1, 0, 0, 1, 0.6, 0.8, -1, 0), 2, 'space');

  it('is the mean of 1 − cosine over pairs', () => {
    expect(diversityOf([0, 1], vectors)).toBe(1);
    expect(diversityOf([0, 3], vectors)).toBe(2);
    // Pairs 0·1 = 0, 0·2 = .6, 1·2 = .8: (1 + .4 + .2) / 3
    expect(diversityOf([0, 1, 2], vectors)).toBeCloseTo(1.6 / 3, 6);
  });

  it('needs a pair, and is 1 across spaces', () => {
    expect(diversityOf([0], vectors)).toBeNull();
    expect(diversityOf([0, 2], { ...vectors, spaces: ['space', 'other'], spaceOf: Uint8Array.of(0, 0, 1, 0) })).toBe(1);
  });
});

it('RankerTally takes means over cases, places and lists', () => {
  const vectors = matrixOf(Float32Array.of(1, 0, 0, 1, -1, 0, 0, -1), 2, 'space');
  const items = [['x'], ['y'], ['x', 'y'], []].map((categories, row) => ({ id: String(row), title: '', categories, brand: row < 2 ? 'one' : 'two' }));
  const tally = new RankerTally(yardstickOf(2, items, vectors, Uint32Array.of(3, 1, 0, 0), 0));
  tally.add(1, 0.75, [0, 1], { history: [0], target: 0, popularityRank: 1 });
  tally.add(3, 0.25, [0, 2], { history: [1], target: 3, popularityRank: 3 });
  tally.add(2, 0.5, [1], { history: [3], target: 2, popularityRank: 3 });
  const report = tally.report({ fit: 1, rank: 2 }, [[0], [1], [2]], 0, [1, 2]);
  expect(report.recall).toBeCloseTo(2 / 3, 12);
  expect(report.ndcg).toBeCloseTo((1 + 0.6309297535714575) / 3, 12);
  expect(report.interval[0]).toBeLessThan(report.ndcg);
  expect(report.interval[1]).toBe(1);
  expect(report.cold).toEqual({ cases: 2, recall: 0.5, ndcg: expect.closeTo(0.6309297535714575 / 2, 12), interval: [0, expect.closeTo(0.6309297535714575, 12)] });
  expect(report.mrr).toBeCloseTo((1 + 0.5) / 3, 12);
  expect(report.percentile).toBe(0.5);
  expect(report.coverage).toBe(0.75);
  // Counts 0 1 2 2: (−3·0 − 1·1 + 1·2 + 3·2) / (4·5)
  expect(report.gini).toBe(7 / 20);
  expect(report.novelty).toBeCloseTo((1 + 2 + 1 + 3 + 2) / 5, 12);
  expect(report.diversity).toBe(1.5);
  // The third alone is a hit that popularity would not have made.
  expect(report.serendipity).toBeCloseTo(1 / 3, 12);
  // x against ½x ½y: log(1 / (.99·.5 + .01)). y against ¾x ¼y: log(1 / (.99·.25 + .01)). The third history has no category.
  expect(report.miscalibration).toBeCloseTo((Math.log(1 / 0.505) + Math.log(1 / 0.2575)) / 2, 12);
  // Row 0 first twice, row 1 second and first, row 2 second: 2, 1.63, .63 of 4.26; items 0 and 1 are of one brand.
  const second = 1 / Math.log2(3);
  const shown = 3 + 2 * second;
  expect(report.exposure.brand).toMatchObject({ groups: 2, distance: expect.closeTo((3 + second) / shown - 0.5, 12) });
  expect(report.exposure.source?.distance).toBe(report.exposure.brand?.distance);
  // A fifth of four items is one: row 0 and row 3.
  expect(report.exposure.popularity).toEqual({ head: { share: 0.25, exposure: expect.closeTo(2 / shown, 12) }, middle: { share: 0.5, exposure: expect.closeTo((1 + 2 * second) / shown, 12) }, tail: { share: 0.25, exposure: 0 } });
  // The target alone: first of its list, and not listed twice.
  expect(report.clickThrough.target).toBeCloseTo((0.68 * 0.995) / 3, 12);
  const looked = [1 - (1 - 0.68 * 0.995) * (1 - 0.61 * 0.005), 1 - (1 - 0.68 * 0.005) * (1 - 0.61 * 0.005), 0.68 * 0.005];
  expect(report.clickThrough.any).toBeCloseTo(looked.reduce((sum, share) => sum + share) / 3, 12);
  expect(report.clickThrough.interval[1]).toBeCloseTo(looked[0], 12);
  expect(report.seconds).toEqual({ fit: 1, rank: 2 });
});
