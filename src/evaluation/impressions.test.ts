import { describe, expect, it } from 'vitest';
import { matrixOf } from '../domain/matrix.ts';
import { aucOf, orderGains } from './impression-metrics.ts';
import { createRankers } from './rankers.ts';
import { readCases } from './read-cases.ts';
import { readImpressions } from './read-impressions.ts';
import { readSequences } from './read-sequences.ts';
import { type EvaluationOptions, type EvaluationResult, runEvaluation } from './run-evaluation.ts';
import { evaluationTable } from './table.ts';

const LOG2 = { three: Math.log2(3), five: Math.log2(5) };

describe('the gains of an order, worked out by hand', () => {
  it('AUC is the share of pairs in order, ½ where they are equal', () => {
    // 3 beats 1 and 2; the clicked 2 beats 1 and ties with the other 2.
    expect(aucOf([3, 1, 2, 2], [true, false, true, false])).toBe(3.5 / 4);
    expect(aucOf([1, 1, 1], [false, true, false])).toBe(0.5);
    expect(aucOf([-Infinity, 0, -Infinity], [true, false, false])).toBe(0.25);
  });

  it('all of them, as MIND’s program gives them for the same scores', () => {
    // Order .9 .7 .5 .2 .1: clicked at ranks 2 and 4.
    const gains = orderGains([0.2, 0.9, 0.5, 0.7, 0.1], [true, false, false, true, false], [0, 1, 2, 3, 4]);
    expect(gains.auc).toBe(3 / 6);
    expect(gains.mrr).toBe((1 / 2 + 1 / 4) / 2);
    expect(gains.ndcg5).toBeCloseTo((1 / LOG2.three + 1 / LOG2.five) / (1 + 1 / LOG2.three), 12);
    expect(gains.ndcg10).toBe(gains.ndcg5);
  });

  it('nDCG looks no further than its k, and its best neither', () => {
    const clicked = Array.from({ length: 12 }, (_, at) => at >= 5);
    const { ndcg5, ndcg10 } = orderGains(clicked.map((_, at) => -at), clicked, clicked.map((_, at) => at));
    const sum = (from: number, to: number): number => Array.from({ length: to - from + 1 }, (_, n) => 1 / Math.log2(from + n + 1)).reduce((all, gain) => all + gain);
    expect(ndcg5).toBe(0);
    // Seven were clicked, ranks 6 to 12.
    expect(ndcg10).toBeCloseTo(sum(6, 10) / sum(1, 7), 12);
  });

  it('equal scores stand by their keys, and NaN is refused', () => {
    expect(orderGains([1, 1], [false, true], [2, 1]).mrr).toBe(1);
    expect(orderGains([1, 1], [false, true], [1, 2]).mrr).toBe(0.5);
    expect(() => orderGains([1, NaN], [false, true], [1, 2])).toThrow('expected comparable scores, got NaN at 1');
  });
});

describe('runEvaluation with impressions', () => {
  const LINES = [
    { user: 'u', history: ['b'], shown: ['a', 'c', 'd'], clicked: ['c'] },
    { user: 'v', history: ['b'], shown: ['a', 'd'], clicked: ['a'] },
    { user: 'u', history: ['a'], shown: ['b', 'c', 'd'], clicked: ['b'] },
    { user: 'w', history: ['a'], shown: ['b', 'c'], clicked: [] },
  ];

  async function evaluate(changes: Partial<EvaluationOptions> = {}, lines: unknown[] = LINES): Promise<EvaluationResult> {
    return runEvaluation({
      dataset: 'tiny',
      items: ['a', 'b', 'c', 'd'].map((id) => ({ id, title: id })),
      vectors: matrixOf(Float32Array.of(1, 0, 0, 1, 0.6, 0.8, -1, 0), 2, 'space'),
      train: readSequences([]),
      impressions: await readImpressions(lines.map((line) => JSON.stringify(line))),
      rankers: createRankers(['last', 'attention']),
      ...changes,
    });
  }

  it('gives the figures that a hand gives', async () => {
    const { cases, rankers, comparisons, impressions } = await evaluate();
    expect({ cases, rankers, comparisons }).toEqual({ cases: 0, rankers: {}, comparisons: [] });
    expect(impressions).toMatchObject({ impressions: 3, users: 2, skipped: { 'none-clicked': 1 }, remarks: {} });
    const { last } = impressions!.rankers;
    // After b: c .8, a and d 0. After a: c .6, b 0, d −1.
    expect(last.auc).toBeCloseTo((1 + 1 / 2 + 1 / 2) / 3, 12);
    // All of u's: .8 beats 0, 0, .6, −1; 0 beats −1, and equals two zeros. Six were shown, and two to v.
    expect(last.gauc).toBeCloseTo((6 * (6 / 8) + 2 * (1 / 2)) / 8, 12);
    const tied = [1, 1 / 2].find((rank) => Math.abs(last.mrr - (1 + rank + 1 / 2) / 3) < 1e-12);
    expect(tied).toBeDefined();
    expect(last.ndcg5).toBeCloseTo((1 + (tied === 1 ? 1 : 1 / LOG2.three) + 1 / LOG2.three) / 3, 12);
    expect(last.interval).toEqual([0.5, 0.75]);
    expect(impressions!.comparisons).toMatchObject([{ ranker: 'attention', against: 'last', difference: expect.closeTo(0, 6) }]);
  });

  it('leaves what cases measure as it is', async () => {
    const test = readCases(['{"user":"u","history":["a","b"],"target":"c"}']);
    const seen: unknown[] = [];
    const spy = { name: 'spy', fit: ({ histories }: { histories: unknown }) => void seen.push(histories), score: (_: unknown, out: Float32Array) => void out.fill(0) };
    const [both, alone] = [await evaluate({ test, rankers: [spy] }), await evaluate({ test, impressions: undefined, rankers: [spy] })];
    const { impressions, ...ofCases } = both;
    expect(impressions!.rankers.spy).toMatchObject({ auc: 0.5, gauc: 0.5 });
    expect({ ...ofCases, rankers: { spy: { ...ofCases.rankers.spy, seconds: 0 } } }).toEqual({ ...alone, rankers: { spy: { ...alone.rankers.spy, seconds: 0 } } });
    expect(seen[0]).toEqual(seen[1]);
  });

  it('scores each history of a user once', async () => {
    const asked: number[] = [];
    const spy = { name: 'spy', fit: () => {}, score(history: readonly number[], out: Float32Array) {
      asked.push(history.length);
      out.fill(0);
    } };
    await evaluate({ rankers: [spy] }, [LINES[0], LINES[1], LINES[0]]);
    expect(asked).toEqual([1, 1]);
  });

  it('asks for what was shown alone, where a ranker can tell it alone', async () => {
    const asked: number[] = [];
    const few = { name: 'few', fit: () => {}, score: () => expect.unreachable(), scoreRows(_history: readonly number[], rows: Uint32Array) {
      asked.push(rows.length);
      return Float32Array.from(rows, (_, place) => -place);
    } };
    const { impressions } = await evaluate({ rankers: [few] }, [LINES[0], { ...LINES[0], shown: ['c', 'b'] }]);
    // a, c, d and b, in this order: c is second of three, and before b.
    expect(asked).toEqual([4]);
    expect(impressions!.rankers.few).toMatchObject({ auc: (1 / 2 + 1) / 2, mrr: (1 / 2 + 1) / 2 });
  });

  it('says so when there is nothing to judge', async () => {
    await expect(evaluate({}, [LINES[3]])).rejects.toThrow(/expected at least one impression with an item clicked and one not, got none \(1 none-clicked\)$/);
    await expect(evaluate({ impressions: undefined })).rejects.toThrow('expected test cases or impressions, got neither');
  });

  it('has a table of its own', async () => {
    const lines = evaluationTable(await evaluate()).split('\n');
    expect(lines[0]).toBe('tiny: 3 impressions of 2 users, what was shown ordered anew; how it was split is not said (--order)');
    expect(lines.find((line) => line.startsWith('last'))).toMatch(/^last {7}0\.6667 {2}0\.6875 {2}0\.[68]/);
    expect(lines.at(-1)).toBe('skipped 1 none-clicked');
  });
});
