import { describe, expect, it } from 'vitest';
import { checkLimit, completeRequest, idsOf } from './complete-request.ts';
import { type RecommendRequest, STRATEGIES } from './recommendation.ts';

describe('completeRequest', () => {
  it('fills in what was left open, and keeps what was given', () => {
    expect(completeRequest({})).toEqual({ strategy: 'for-you', for: [], limit: 8, sigma: undefined, threshold: undefined, diversity: undefined, variety: undefined, calibration: undefined, caps: {}, filter: null, exclude: [], without: [], explore: 0, profiling: 'on' });
    const given: Required<RecommendRequest> = { strategy: 'related', for: ['a'], limit: 0, sigma: 'relu', threshold: -1.5, diversity: 1, variety: 'dpp', calibration: 0.5, caps: { source: 2, category: 1 }, filter: { inStock: true }, exclude: ['b'], without: ['e1'], explore: 0.25, profiling: 'off' };
    expect(completeRequest(given)).toEqual(given);
    for (const strategy of STRATEGIES) expect(completeRequest({ strategy, for: undefined }).strategy).toBe(strategy);
  });

  it('brings caps into one order, so that equal requests are told by it', () => {
    expect(Object.keys(completeRequest({ caps: { category: 1, brand: undefined, source: 2 } }).caps)).toEqual(['source', 'category']);
  });

  it.each<[object | null, typeof TypeError | typeof RangeError, string]>([
    [{ strategy: 'nope' }, TypeError, 'expected strategy to be one of for-you, related, bought-together, trending, recently-viewed, buy-again, got "nope"'],
    [{ profiling: 'nope' }, TypeError, 'expected profiling to be one of on, off, got "nope"'],
    [{ profiling: null }, TypeError, 'got null'],
    [{ limit: 2.5 }, RangeError, 'expected limit to be a whole number of at least 0, got 2.5'],
    [{ limit: -1 }, RangeError, 'got -1'],
    [{ limit: Infinity }, RangeError, 'got Infinity'],
    [{ limit: '8' }, TypeError, 'expected limit to be a number, got "8"'],
    [{ threshold: NaN }, RangeError, 'expected a finite threshold, got NaN'],
    [{ threshold: '1' }, TypeError, 'expected threshold to be a number, got "1"'],
    [{ diversity: 1.1 }, RangeError, 'expected diversity from 0 to 1, got 1.1'],
    [{ diversity: -0.1 }, RangeError, 'got -0.1'],
    [{ diversity: NaN }, RangeError, 'got NaN'],
    [{ sigma: 'tanh' }, TypeError, 'expected sigma to be one of softmax, sigmoid, relu, got "tanh"'],
    [{ variety: 'pmmr' }, TypeError, 'expected variety to be one of mmr, dpp, got "pmmr"'],
    [{ calibration: 2 }, RangeError, 'expected calibration from 0 to 1, got 2'],
    [{ calibration: '0.5' }, TypeError, 'expected calibration to be a number, got "0.5"'],
    [{ caps: 3 }, TypeError, 'expected caps to be an object, got 3'],
    [{ caps: [3] }, TypeError, 'got [3]'],
    [{ caps: { shop: 3 } }, TypeError, 'expected caps by source, brand, author, category, got shop'],
    [{ caps: { brand: 0 } }, RangeError, 'expected caps.brand to be a whole number of at least 1, got 0'],
    [{ caps: { brand: 1.5 } }, RangeError, 'got 1.5'],
    [{ caps: { brand: '2' } }, TypeError, 'expected caps.brand to be a number, got "2"'],
    [{ explore: 1.5 }, RangeError, 'expected explore from 0 to 1, got 1.5'],
    [{ explore: '1' }, TypeError, 'expected explore to be a number, got "1"'],
    [{ exclude: 'a' }, TypeError, 'expected exclude to be a list of ids, got "a"'],
    [{ exclude: [1] }, TypeError, 'got [1]'],
    [{ without: 'e1' }, TypeError, 'expected without to be a list of ids, got "e1"'],
    [{ for: 'a' }, TypeError, 'expected for to be a list of ids, got "a"'],
    [{ profile: 'off' }, TypeError, 'expected strategy, for, limit, sigma, threshold, diversity, variety, calibration, caps, filter, exclude, without, explore, profiling, got profile'],
    [null, TypeError, 'expected an object, got null'],
  ])('refuses %j', (request, kind, message) => {
    const complete = () => completeRequest(request as RecommendRequest);
    expect(complete).toThrow(kind);
    expect(complete).toThrow(message);
  });
});

describe('checkLimit and idsOf', () => {
  it('refuse with the name of the caller', () => {
    expect(() => checkLimit('history', -1)).toThrow('history: expected limit to be a whole number of at least 0, got -1');
    expect(() => idsOf('rank: expected ids', 'a' as unknown as string[])).toThrow('rank: expected ids to be a list of ids, got "a"');
    expect(() => checkLimit('history', 0)).not.toThrow();
  });
});
