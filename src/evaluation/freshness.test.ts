import { expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import { matrixOf } from '../domain/matrix.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { plainProducts } from '../kernels/plain-products.ts';
import { openSimdProducts } from '../kernels/simd/simd-products.ts';
import { makeNews } from '../training/make-news.ts';
import { productRankers } from './product-ranker.ts';
import { createRankers } from './rankers.ts';
import { readCases } from './read-cases.ts';
import { readSequences } from './read-sequences.ts';
import { type EvaluationResult, runEvaluation } from './run-evaluation.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

it('finds what is read next on a site of news better by how new it is, where the log has times', async () => {
  const { items, vectors, sequences, times } = makeNews(250, 2);
  const id = (row: number): string => items[row].id;
  const events = sequences.slice(0, 150).flatMap((rows, user) => rows.map((row, n) => ({ user: `u${user}`, item: id(row), at: iso(times[user][n]) })));
  const cases = sequences.slice(150).map((rows, n) => JSON.stringify({ user: `r${n}`, history: rows.slice(0, -1).map(id), target: id(rows.at(-1)!), at: iso(times[150 + n].at(-1)!) }));
  const kernels = openPlainKernels();
  const products = await openSimdProducts();
  const measure = async (train: object[]): Promise<EvaluationResult> =>
    runEvaluation({ dataset: 'news', items, vectors, train: readSequences(train.map((event) => JSON.stringify(event))), test: readCases(cases), rankers: createRankers(['attune-plain', 'attune'], productRankers(kernels, products)) });
  const { rankers: timed } = await measure(events);
  const { rankers: timeless } = await measure(events.map((event) => ({ ...event, at: undefined })));
  expect(timed['attune-plain'].interval[0]).toBeGreaterThan(timeless['attune-plain'].interval[1]);
  expect(timed.attune.interval[0]).toBeGreaterThan(timeless.attune.interval[1]);
});

it('trusts companions less where what is chosen is new, if times tell it, and finds more of that', async () => {
  const { items, vectors, sequences, times } = makeNews(200, 2, 3, 0.05);
  const undated = items.map((item) => ({ ...item, publishedAt: undefined }));
  const id = (row: number): string => items[row].id;
  const split = Date.parse('2025-04-03');
  const events = sequences.flatMap((rows, user) => rows.map((row, n) => ({ user: `u${user}`, item: id(row), at: times[user][n] })));
  const train = events.filter(({ at }) => at < split).map((event) => ({ ...event, at: iso(event.at) }));
  const cases = sequences.flatMap((rows, user) => (times[user].at(-1)! < split ? [] : [JSON.stringify({ user: `u${user}`, history: rows.slice(0, -1).map(id), target: id(rows.at(-1)!) })]));
  const kernels = openPlainKernels();
  const products = await openSimdProducts();
  const measure = async (log: object[]): Promise<{ ndcg: number; companions: number }> => {
    const ranker = createRankers(['attune-plain'], productRankers(kernels, products))[0];
    const { rankers } = await runEvaluation({ dataset: 'news', items: undated, vectors, train: readSequences(log.map((event) => JSON.stringify(event))), test: readCases(cases), rankers: [ranker] });
    return { ndcg: rankers['attune-plain'].ndcg, companions: (await ranker.opened!()).catalog.blend['co-visitation'] };
  };
  const timed = await measure(train);
  const timeless = await measure(train.map((event) => ({ ...event, at: undefined })));
  expect(timed.companions).toBeLessThan(0.6 * timeless.companions);
  expect(timed.ndcg).toBeGreaterThan(1.15 * timeless.ndcg);
}, 90_000);

it('ranks a case at its time: what was published later is no candidate of any ranker, but for a target with a wrong date', async () => {
  // By nearness to 0°: near, next, far. Next was published on the third.
  const items: Item[] = [['near', '2025-05-01'], ['next', '2025-05-03'], ['far', '2025-05-01'], ['met', undefined]].map(([id, publishedAt]) => ({ id: id!, title: id!, publishedAt }));
  const vectors = matrixOf(Float32Array.from([10, 20, 80, 0].flatMap((degrees) => [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)])), 2, 'space');
  const known = new Map([...productRankers(openPlainKernels(), plainProducts), ['attention', () => createRankers(['attention'])[0]]] as const);
  const rank = async (...lines: object[]): Promise<EvaluationResult> =>
    runEvaluation({ dataset: 'days', items, vectors, train: readSequences([]), test: readCases(lines.map((line) => JSON.stringify({ history: ['met'], ...line }))), rankers: createRankers(['attune', 'attune-plain', 'attention'], known), k: 3 });
  const mrrs = ({ rankers }: EvaluationResult): number[] => [rankers['attune-plain'].mrr, rankers.attention.mrr];
  expect(mrrs(await rank({ target: 'far' }))).toEqual([1 / 3, 1 / 3]);
  expect(mrrs(await rank({ target: 'far', at: '2025-05-02' }))).toEqual([1 / 2, 1 / 2]);
  expect(mrrs(await rank({ target: 'far', at: '2025-05-03' }))).toEqual([1 / 3, 1 / 3]);
  const wrong = await rank({ target: 'next', at: '2025-05-02' });
  expect(mrrs(wrong)).toEqual([1 / 2, 1 / 2]);
  expect(wrong.remarks).toEqual({ 'target-published-later': 1 });
  // What one case excludes, the next has again.
  expect(mrrs(await rank({ target: 'far', at: '2025-05-02' }, { target: 'far' }))).toEqual([(1 / 2 + 1 / 3) / 2, (1 / 2 + 1 / 3) / 2]);
  const shares = [await rank({ target: 'far' }), await rank({ target: 'far', at: '2025-05-02' })].map(({ rankers }) => rankers.attune.coverage);
  expect(shares).toEqual([3 / 4, 2 / 4]);
});
