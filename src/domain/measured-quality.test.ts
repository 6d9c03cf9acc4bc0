import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseMeasuredQuality } from './measured-quality.ts';

const RANKER = { name: 'attune', recall: 0.17, ndcg: 0.13, interval: [0.12, 0.14] };
const COMPARISON = { ranker: 'attune', against: 'knn', difference: 0.02, interval: [0.01, 0.03], p: 0.001 };
const SET = { name: 'office', order: 'global-time', k: 10, items: 3, cases: 2, rankers: [RANKER], comparison: COMPARISON };

describe('parseMeasuredQuality', () => {
  it('keeps what it knows, and does without a comparison', () => {
    expect(parseMeasuredQuality({ encoder: 'e', sets: [{ ...SET, more: 1 }] })).toEqual({ encoder: 'e', sets: [SET] });
    const { comparison: _, ...alone } = SET;
    expect(parseMeasuredQuality({ encoder: 'e', sets: [alone] })).toEqual({ encoder: 'e', sets: [alone] });
  });

  it.each([
    [null, 'quality: expected an object, got null'],
    [{ encoder: 'e' }, 'quality: expected sets to be a list, got nothing'],
    [{ encoder: '', sets: [] }, 'quality: expected encoder to be a text, got ""'],
    [{ encoder: 'e', sets: [{ ...SET, k: '10' }] }, 'quality: expected sets[0].k to be a number, got "10"'],
    [{ encoder: 'e', sets: [SET, { ...SET, rankers: [{ ...RANKER, interval: [1] }] }] }, 'quality: expected sets[1].rankers[0].interval to be two numbers, got [1]'],
    [{ encoder: 'e', sets: [{ ...SET, comparison: { ...COMPARISON, p: null } }] }, 'quality: expected sets[0].comparison.p to be a number, got null'],
  ])('%j is refused', (value, message) => {
    expect(() => parseMeasuredQuality(value)).toThrow(new TypeError(message));
  });

  it('the demo’s figures are some: every interval holds its mean, and no recall is below its nDCG', () => {
    const { sets } = parseMeasuredQuality(JSON.parse(readFileSync(new URL('../../public/demo/quality.json', import.meta.url), 'utf8')));
    expect(sets.length).toBeGreaterThan(0);
    for (const { rankers, comparison } of sets) {
      expect(rankers.map(({ name }) => name)).toEqual(expect.arrayContaining([comparison!.ranker, comparison!.against, 'random', 'attention']));
      for (const { name, recall, ndcg, interval } of rankers) expect(interval[0] <= ndcg && ndcg <= interval[1] && ndcg <= recall, name).toBe(true);
    }
  });
});
