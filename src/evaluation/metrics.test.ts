import { describe, expect, it } from 'vitest';
import { matrixOf } from '../domain/matrix.ts';
import { coverageOf, diversityOf, giniOf, ndcgAt, noveltyOf, recallAt, reciprocalRankAt } from './metrics.ts';
import { RankerTally } from './ranker-tally.ts';

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
  const tally = new RankerTally(2, vectors, Uint32Array.of(3, 1, 0, 0));
  tally.add(1, 0.75, [0, 1]);
  tally.add(3, 0.25, [0, 2]);
  tally.add(2, 0.5, [1]);
  const report = tally.report({ fit: 1, rank: 2 }, [[0], [1], [2]], 0, [1, 2]);
  expect(report.recall).toBeCloseTo(2 / 3, 12);
  expect(report.ndcg).toBeCloseTo((1 + 0.6309297535714575) / 3, 12);
  expect(report.interval[0]).toBeLessThan(report.ndcg);
  expect(report.interval[1]).toBe(1);
  expect(report.cold).toEqual({ cases: 2, recall: 0.5, ndcg: expect.closeTo(0.6309297535714575 / 2, 12) });
  expect(report.mrr).toBeCloseTo((1 + 0.5) / 3, 12);
  expect(report.percentile).toBe(0.5);
  expect(report.coverage).toBe(0.75);
  // Counts 0 1 2 2: (−3·0 − 1·1 + 1·2 + 3·2) / (4·5)
  expect(report.gini).toBe(7 / 20);
  expect(report.novelty).toBeCloseTo((1 + 2 + 1 + 3 + 2) / 5, 12);
  expect(report.diversity).toBe(1.5);
  expect(report.seconds).toEqual({ fit: 1, rank: 2 });
});
