import { expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import { matrixOf, type Matrix } from '../domain/matrix.ts';
import { valueAt } from '../domain/sparse-rows.ts';
import type { Encoder } from '../encoder/encoder.ts';
import { productRankers } from '../evaluation/product-ranker.ts';
import { createRankers } from '../evaluation/rankers.ts';
import { readCases } from '../evaluation/read-cases.ts';
import { readSequences } from '../evaluation/read-sequences.ts';
import { runEvaluation } from '../evaluation/run-evaluation.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { plainProducts } from '../kernels/plain-products.ts';
import { compilePack } from './compile-pack.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'];
const ITEMS: Item[] = IDS.map((id) => ({ id, title: id }));
/** a with b is of two people, c with d of one. */
const TRAIN = ['{"user":"u","items":["a","b"]}', '{"user":"v","items":["b","a"]}', '{"user":"w","items":["c","d"]}'];

const unitRows = (rows: number): Matrix => matrixOf(Float32Array.from({ length: rows * 16 }, (_, at) => Number(at % 16 === Math.floor(at / 16) % 16)), 16, 'space');

const encoder: Encoder = {
  model: 'test', space: 'space' as Encoder['space'], languages: [], dimension: 16, backend: 'cpu', choice: { reason: 'only', textsPerSecond: {}, rejected: [] }, batchSize: 8, fetched: false, kept: false,
  encode: async (texts) => ({ matrix: unitRows(texts.length), unknownShare: new Float32Array(texts.length) }),
  close: async () => undefined,
};

it.each([[1, ['ab', 'ba', 'cd', 'dc']], [2, ['ab', 'ba']], [3, []]])('a pack and an evaluation of companions of %i people hold the same', async (minSupport, pairs) => {
  const kernels = openPlainKernels();
  const { learned } = await compilePack(ITEMS, { openEncoder: async () => encoder, interactions: { sequences: readSequences(TRAIN).sequences, kernels, products: plainProducts, minSupport } });
  const packed = new Map(IDS.flatMap((id, row) => IDS.map((other, column) => [id + other, valueAt(learned!.coVisitation!, row, column)] as const)).filter(([, value]) => value > 0));
  expect([...packed.keys()]).toEqual(pairs);
  const [ranker] = createRankers(['attune-plain'], productRankers(kernels, plainProducts, [], minSupport));
  await runEvaluation({ dataset: 'pairs', items: ITEMS, vectors: unitRows(5), train: readSequences(TRAIN), test: readCases(['{"history":["a"],"target":"e"}']), rankers: [ranker] });
  const { items, evidence } = ranker.opened!().catalog;
  const head = evidence.find((each) => each.head === 'co-visitation')!;
  for (const [row, item] of [...items.entries()].filter(([, { id }]) => id !== 'e')) {
    for (const [column, { id }] of items.entries()) if (id !== 'e') expect(head.of([{ item, row }], column)[0]).toBeCloseTo(packed.get(item.id + id) ?? 0, 12);
  }
  kernels.close();
});

it('learns once from the same: items, vectors, interactions and what is published of them', async () => {
  const kernels = openPlainKernels();
  const kept = new Map<string, unknown>();
  const memory = { get: async (key: string) => kept.get(key) ?? null, put: async (key: string, result: unknown) => void kept.set(key, structuredClone(result)) };
  const compiled = (items: readonly Item[], train: readonly string[], minSupport = 5) => compilePack(items, { openEncoder: async () => encoder, interactions: { sequences: readSequences(train).sequences, kernels, products: plainProducts, minSupport, memory } });
  const first = await compiled(ITEMS, TRAIN);
  expect(kept.size).toBe(1);
  const again = await compiled(ITEMS, TRAIN);
  expect([again.manifest, again.learned, again.report]).toEqual([first.manifest, first.learned, first.report]);
  expect(kept.size).toBe(1);
  // Whose a sequence is says who supports a pair.
  for (const [items, train, minSupport] of [[ITEMS, TRAIN, 1], [ITEMS, TRAIN.map((line) => line.replace('"v"', '"u"')), 5], [ITEMS, TRAIN.slice(1), 5], [ITEMS.map((item) => ({ ...item, brand: 'x' })), TRAIN, 5]] as const) {
    const { size } = kept;
    await compiled(items, train, minSupport);
    expect(kept.size).toBe(size + 1);
  }
  kernels.close();
});
