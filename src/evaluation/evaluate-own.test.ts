import { describe, expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import { matrixOf, pickRows, quantise } from '../domain/matrix.ts';
import { leastToTell } from '../domain/own-evaluation.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { DEFAULT_BLEND } from '../ranker/blend.ts';
import { rankedCatalog } from '../ranker/ranked-catalog.ts';
import { evaluateOwn } from './evaluate-own.ts';
import { type OwnCase, ownCases } from './own-cases.ts';
import { baselineGuessers, type OwnGuesser, productGuessers } from './own-guessers.ts';
import { SimilarityRows } from './similarity-rows.ts';

function caseOf(target: number, met: number[]): OwnCase {
  return { target, item: `item ${target}`, at: '2026-01-01T00:00:00.000Z', before: [], history: met, met, later: [] };
}

/** A guesser with fixed scores, by row. */
function fixed(name: string, ...scores: number[]): OwnGuesser {
  return { name, score: (_before, out) => out.set(scores) };
}

describe('evaluateOwn by hand: five items, lists of two', () => {
  const CASES = [caseOf(1, [0]), caseOf(2, [0, 1]), caseOf(3, [0, 1, 2, 0])];

  it('places, hits, gains, and what chance would have', async () => {
    // Places of 1, 2, 3 by `falling`: first of 1 2 3 4, first of 2 3 4, first of 3 4. By `rising`: last each time.
    const { rankers, guesses, chance } = await evaluateOwn(CASES, [fixed('rising', 0, 1, 2, 3, 4), fixed('falling', 4, 3, 2, 1, 0)], 5, { k: 2, seed: 0 });
    expect(rankers.map(({ name, hits, medianPlace }) => [name, hits, medianPlace])).toEqual([['falling', 3, 1], ['rising', 1, 3]]);
    expect(guesses.map(({ item, candidates, places }) => [item, candidates, places])).toEqual([['item 1', 4, [1, 4]], ['item 2', 3, [1, 3]], ['item 3', 2, [1, 2]]]);
    const [falling, rising] = rankers;
    expect(falling.ndcg).toBe(1);
    expect(falling.percentile).toBeCloseTo((3 / 4 + 2 / 3 + 1 / 2) / 3, 12);
    expect(rising.ndcg).toBeCloseTo(1 / Math.log2(3) / 3, 12);
    expect(rising.percentile).toBe(0);
    expect(chance).toBeCloseTo(2 / 4 + 2 / 3 + 1, 12);
  });

  it('a list has the last word on its places, and what it leaves out stands behind it', async () => {
    const varied: OwnGuesser = { ...fixed('varied', 4, 3, 2, 1, 0), list: async ({ met }) => (met.length === 1 ? [4, 1] : [4]) };
    const { guesses } = await evaluateOwn(CASES, [varied], 5, { k: 2, seed: 0 });
    expect(guesses.map(({ places }) => places)).toEqual([[2], [3], [3]]);
  });

  it('says who placed them surely lower: six of six are enough for one comparison, and not for two', async () => {
    const six = Array.from({ length: 6 }, () => caseOf(1, [0]));
    const [best, worst, equal] = [fixed('best', 0, 9, 1, 1, 1), fixed('worst', 9, 0, 1, 1, 1), fixed('equal', 0, 9, 2, 2, 2)];
    const below = async (cases: OwnCase[], ...guessers: OwnGuesser[]): Promise<string[]> => (await evaluateOwn(cases, guessers, 5, { k: 2, seed: 0 })).surelyBelow;
    expect(await below(six, worst, best)).toEqual(['worst']);
    expect(await below(six.slice(1), worst, best)).toEqual([]);
    expect(await below(six, worst, best, equal)).toEqual([]);
    expect([2, 3, 11].map(leastToTell)).toEqual([6, 7, 9]);
    expect(await below([...six, six[0]], worst, best, equal)).toEqual(['worst']);
  });

  it('what was published later is nothing to guess', async () => {
    const { guesses } = await evaluateOwn([{ ...caseOf(3, [0]), later: [1] }], [fixed('falling', 4, 3, 2, 1, 0)], 5, { k: 2, seed: 0 });
    expect(guesses.map(({ candidates, places }) => [candidates, places])).toEqual([[3, [2]]]);
  });

  it('nothing to guess is an empty report', async () => {
    expect(await evaluateOwn([], [fixed('any', 0, 0, 0, 0, 0)], 5, { k: 2, seed: 0 })).toEqual({ guesses: [], rankers: [], surelyBelow: [], chance: 0 });
  });
});

describe('the guessers on a circle of items', () => {
  /** Two clusters, around 0° and around 180°. */
  const DEGREES = [0, 10, 20, 30, 180, 190, 200, 210];
  const items: Item[] = DEGREES.map((degrees) => ({ id: String(degrees), title: `at ${degrees}`, popularity: 360 - degrees }));
  const vectors = matrixOf(Float32Array.from(DEGREES.flatMap((degrees) => [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)])), 2, 'space');
  const rowOf = new Map(items.map(({ id }, row) => [id, row]));

  it('rank what is like the history first, and popularity what has the most readers', async () => {
    const quantised = quantise(vectors);
    const baselines = await baselineGuessers({ items, rowOf, sequences: [], histories: [], similarities: new SimilarityRows(vectors), allowRepeats: false, seed: 0, breathe: () => undefined });
    const ranked = { ...rankedCatalog({ items, vectors: quantised, popularity: null, coVisitation: null, blend: { ...DEFAULT_BLEND, words: 0, popularity: 0 } }), resident: await openPlainKernels().load(quantised) };
    const product = productGuessers(ranked, (events) => {
      const rows = events.map(({ item }) => rowOf.get(item as string)!);
      return { events, rows: Int32Array.from(rows), met: rows.map((row) => ({ row, item: items[row] })), keys: pickRows(quantised, rows) };
    });
    const at = (n: number): string => new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString();
    const history = ['180', '0', '190'].map((item, n) => ({ id: item, kind: n === 1 ? ('dismiss' as const) : ('open' as const), item, at: at(n) }));
    const { cases } = ownCases([...history, { id: 'last', kind: 'open', item: '200', at: at(3) }], (id) => rowOf.get(id));
    const { rankers, guesses } = await evaluateOwn(cases, [...baselines, ...product], items.length, { k: 2, seed: 0 });
    const placeOf = (name: string): number => guesses[1].places[rankers.findIndex((ranker) => ranker.name === name)];
    expect(rankers.map(({ name }) => name).toSorted()).toEqual(['attention', 'attune', 'attune-plain', 'last', 'max', 'mean', 'mean-decay', 'popularity', 'random', 'source', 'tfidf']);
    for (const name of ['last', 'attention', 'attune-plain', 'attune']) expect(placeOf(name), name).toBe(1);
    // Where those at 180° and beyond came out after all choices but one of them, only those at 10, 20 and 30 are left beside it:
    // last by score, and one earlier for variety.
    const dates = [0, 0, 0, 0, 9, 9, 9, 9].map((day) => Date.UTC(2025, 11, 28 + day));
    const { cases: dated } = ownCases([{ id: 'first', kind: 'open', item: '0', at: at(0) }, { id: 'last', kind: 'open', item: '200', at: at(1) }], (id) => rowOf.get(id), undefined, Float64Array.from(dates));
    expect(dated.map(({ later }) => later)).toEqual([[4, 5, 7]]);
    const { guesses: [only] } = await evaluateOwn(dated, product, items.length, { k: 4, seed: 0 });
    expect([only.candidates, only.places]).toEqual([4, [3, 4]]);
    // 360 − degrees: the items at 10, 20 and 30 are the more popular ones.
    expect(placeOf('popularity')).toBe(4);
  });
});
