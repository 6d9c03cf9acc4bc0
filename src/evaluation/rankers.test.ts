import { describe, expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import { type Matrix, matrixOf } from '../domain/matrix.ts';
import { sourceOf } from '../ranker/evidence/attributes.ts';
import { tfidfIndex } from '../ranker/evidence/tfidf.ts';
import { wordsOf } from '../ranker/evidence/words.ts';
import { coVisitation } from '../training/co-visitation.ts';
import { BASELINES, createRankers } from './rankers.ts';
import { SimilarityRows } from './similarity-rows.ts';

/** Unit vectors at 0°, 90°, 53.13° and 180°. */
const VECTORS = matrixOf(Float32Array.of(1, 0, 0, 1, 0.6, 0.8, -1, 0), 2, 'space');
const ITEMS: Item[] = [
  { id: 'a', title: 'red pen', url: 'https://www.shop.example/a' },
  { id: 'b', title: 'blue paper', url: 'https://shop.example/b' },
  { id: 'c', title: 'red paper', brand: 'Acme' },
  { id: 'd', title: 'the glue' },
];

async function scoresOf(name: string, history: number[], sequences: number[][] = [], items = ITEMS, vectors: Matrix = VECTORS): Promise<number[]> {
  const [ranker] = createRankers([name]);
  const few = Uint32Array.of(items.length - 1, 0);
  await ranker.fit({ items, rowOf: new Map(items.map(({ id }, row) => [id, row])), sequences, histories: [], similarities: new SimilarityRows(vectors), allowRepeats: false, seed: 1, breathe: () => undefined });
  const out = new Float32Array(items.length).fill(NaN);
  // Before any row of similarities is kept, and after.
  const before = await ranker.scoreRows?.(history, few);
  await ranker.score(history, out);
  for (const own of [before, await ranker.scoreRows?.(history, few)]) if (own) near([...own], Array.from(few, (row) => out[row]));
  return [...out];
}

function near(values: number[], wanted: number[]): void {
  values.forEach((value, at) => expect(value).toBeCloseTo(wanted[at], 5));
}

describe('rankers by hand', () => {
  it('last and max', async () => {
    near(await scoresOf('last', [0, 1]), [0, 1, 0.8, 0]);
    near(await scoresOf('max', [0, 1]), [1, 1, 0.8, 0]);
  });

  it('mean and decayed mean', async () => {
    near(await scoresOf('mean', [0, 1]), [0.5, 0.5, 0.7, -0.5]);
    const older = Math.exp(-0.3) / (1 + Math.exp(-0.3));
    near(await scoresOf('mean-decay', [0, 1]), [older, 1 - older, 0.6 * older + 0.8 * (1 - older), -older]);
  });

  it('the mean of two spaces compares within each', async () => {
    const mixed = { ...VECTORS, spaces: ['space', 'other'], spaceOf: Uint8Array.of(0, 1, 0, 1) };
    near(await scoresOf('mean', [0, 1], [], ITEMS, mixed), [0.5, 0.5, 0.3, 0]);
  });

  it('attention: log-sum-exp and mean readout', async () => {
    const older = (similarity: number): number => Math.exp(similarity / 0.1 - 0.3);
    const newer = (similarity: number): number => Math.exp(similarity / 0.1);
    const pairs = [[1, 0], [0, 1], [0.6, 0.8], [-1, 0]];
    near(await scoresOf('attention', [0, 1]), pairs.map(([a, b]) => 0.1 * Math.log(older(a) + newer(b))));
    near(await scoresOf('attention-mean', [0, 1]), pairs.map(([a, b]) => (older(a) * a + newer(b) * b) / (older(a) + newer(b))));
  });

  it('attention by sigmoid and ReLU, from the threshold on', async () => {
    const pairs = [[1, 0], [0, 1], [0.6, 0.8], [-1, 0]];
    const by = (activation: (x: number) => number) => pairs.map(([a, b]) => Math.exp(-0.3) * activation(a / 0.1 - 4) * a + activation(b / 0.1 - 4) * b);
    near(await scoresOf('attention-sigmoid', [0, 1]), by((x) => 1 / (1 + Math.exp(-x))));
    near(await scoresOf('attention-relu', [0, 1]), by((x) => Math.max(0, x)));
    // After a came what is most like it alone: a threshold that lets c count, and b not, finds it.
    near(await scoresOf('attention-relu', [0], [[0, 2]]), [9, 0, 5 * 0.6, 0]);
  });

  it('popularity counts train, else published counts', async () => {
    expect(await scoresOf('popularity', [], [[0, 1, 1], [2]])).toEqual([1, 2, 1, 0]);
    expect(await scoresOf('popularity', [], [], ITEMS.map((item, row) => ({ ...item, popularity: row * 10 })))).toEqual([0, 10, 20, 30]);
  });

  it('source: a common site is worth less than a rare brand', async () => {
    near(await scoresOf('source', [0]), [0.5, 0.5, 0, 0]);
    near(await scoresOf('source', [0, 2]), [Math.exp(-0.3) / 2, Math.exp(-0.3) / 2, 1, 0]);
  });

  it('knn: damped gaps, normalised by degrees', async () => {
    // One sequence a b c: neighbours ab 1, bc 1, ac 1/1.5; degrees 5/3, 2, 5/3.
    const norm = (i: number, j: number): number => Math.sqrt((i + 5) * (j + 5));
    near(await scoresOf('knn', [0], [[0, 1, 2]]), [0, 1 / norm(5 / 3, 2), 2 / 3 / norm(5 / 3, 5 / 3), 0]);
    expect(coVisitation([[1, 1]], 2).values).toHaveLength(0);
    expect([...coVisitation([[0, 2, 2, 2, 2, 2, 1]], 3).columns.subarray(0, 1)]).toEqual([2]);
  });

  it('tfidf compares words and leaves stop words out', async () => {
    const [a, b, c, d] = await scoresOf('tfidf', [0]);
    expect(a).toBeCloseTo(1, 5);
    expect(c).toBeGreaterThan(0);
    expect([b, d]).toEqual([0, 0]);
  });
});

describe('every baseline', () => {
  it.each([...BASELINES.keys()])('%s: empty history, empty train, one item, repeats and spaces', async (name) => {
    for (const history of [[], [0], [1, 1, 1], Array.from({ length: 200 }, (_, h) => h % 4)]) {
      for (const train of [[], [[0]], [[0, 1, 2], [2, 1, 3]]]) expect((await scoresOf(name, history, train)).every(Number.isFinite)).toBe(true);
    }
    const one = await scoresOf(name, [0], [[0]], [ITEMS[0]], matrixOf(Float32Array.of(1, 0), 2, 'space'));
    expect(one.every(Number.isFinite)).toBe(true);
  });
});

it('mean-decay takes the decay that ranks the ends of train best', async () => {
  // After d and b comes c, which is near b; the mean, and all but the fastest decay, would rather have e, which is near both.
  const items = [...ITEMS, { id: 'e', title: 'tape' }];
  const vectors = matrixOf(Float32Array.of(...VECTORS.data, -0.8, 0.6), 2, 'space');
  const scores = await scoresOf('mean-decay', [3, 1], Array.from({ length: 5 }, () => [3, 1, 2]), items, vectors);
  const older = Math.exp(-2);
  near(scores, [-older, 1, 0.8 - 0.6 * older, older, 0.6 + 0.8 * older].map((sum) => sum / (1 + older)));
  expect(scores[2]).toBeGreaterThan(scores[4]);
});

it('createRankers names what it knows', () => {
  expect(createRankers(['max', 'last', 'max']).map(({ name }) => name)).toEqual(['max', 'last']);
  expect(() => createRankers(['svd'])).toThrow(/ranker: expected one of random, popularity, .*, got svd/);
  expect([...BASELINES].every(([name, create]) => create().name === name)).toBe(true);
});

it('sourceOf prefers the site, and falls back to the brand', () => {
  expect(sourceOf({ url: 'https://www.Example.org:8080/x', brand: 'B' })).toBe('site example.org');
  expect(sourceOf({ url: 'no address', brand: ' Acme ' })).toBe('brand acme');
  expect(sourceOf({})).toBeNull();
});

describe('words', () => {
  it('folds case and width, drops stop words, cuts Chinese into bigrams', () => {
    expect(wordsOf('The Ｐｅｎ-Box, and 红楼梦 v2 梦')).toEqual(['pen', 'box', '红楼', '楼梦', 'v2', '梦']);
    expect(wordsOf('的 🙂 …')).toEqual([]);
    // Grammar goes in Chinese too, and what stands on either side of it is not joined; words that hold its characters stay.
    expect(wordsOf('我的因为自由')).toEqual(['为自', '自由']);
    expect(wordsOf('什么是海的女儿')).toEqual(['么是', '是海', '女儿']);
  });

  it('tfidfIndex has unit rows, and none for a text without words', () => {
    const { words: rows } = tfidfIndex([['x', 'x', 'y'], [], ['y']]);
    const length = (r: number): number => Math.hypot(...rows.values.subarray(rows.starts[r], rows.starts[r + 1]));
    expect([length(0), length(1), length(2)].map((value) => Number(value.toFixed(9)))).toEqual([1, 0, 1]);
    const [x, y] = rows.values;
    // tf 2 against 1, in 1 text against 2 of 3.
    expect(x / y).toBeCloseTo(((1 + Math.log(2)) * (1 + Math.log(2))) / (1 + Math.log(4 / 3)), 9);
  });
});
