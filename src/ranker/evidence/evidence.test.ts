import { describe, expect, it } from 'vitest';
import type { Item } from '../../domain/item.ts';
import { sparseRows } from '../../domain/sparse-rows.ts';
import { DEFAULT_BLEND } from '../blend.ts';
import { affinityHead } from './affinity-head.ts';
import { ATTRIBUTES } from './attributes.ts';
import { coVisitationHead } from './co-visitation-head.ts';
import type { EvidenceHead, MetItem } from './evidence.ts';
import { evidenceHeads } from './evidence-heads.ts';
import { wordsHead } from './words-head.ts';

const ITEMS: Item[] = [
  { id: 'a', title: 'red pen', author: 'Ann', tags: ['ink', 'Ink ', 'red'], url: 'https://www.x.example/a' },
  { id: 'b', title: 'red ink', author: ' ann', tags: ['ink'], url: 'https://x.example/b' },
  { id: 'c', title: 'blue sky', author: 'Bob', brand: 'Sky' },
  { id: 'd', title: '红楼梦' },
];
const MET: MetItem[] = [{ row: 0, item: ITEMS[0] }, { row: 2, item: ITEMS[2] }, { row: -1, item: { id: 'page', title: 'a red 红楼 unheard', author: 'BOB', tags: ['red'] } }];
const HEADS: EvidenceHead[] = [
  coVisitationHead(sparseRows([new Map([[1, 0.5], [2, 0.25]]), new Map([[0, 0.5]]), new Map(), new Map()]), null),
  wordsHead(ITEMS),
  ...[...ATTRIBUTES].map(([head, valuesOf]) => affinityHead(head, ITEMS, valuesOf)),
];
const headOf = (name: string) => HEADS.find(({ head }) => head === name)!;
const readouts = (head: EvidenceHead, met = MET, weights: number[] = met.map(() => 1)) => {
  const out = new Float32Array(ITEMS.length);
  head.add(met, weights, out);
  return [...out];
};

it.each(HEADS.map((head) => [head.head, head] as const))('%s: what is added is what each event gives, by its weight', (_, head) => {
  const weights = [0.5, 2, 0.25];
  const added = readouts(head, MET, weights);
  for (const row of ITEMS.keys()) expect(added[row]).toBeCloseTo(head.of(MET, row).reduce((sum, part, m) => sum + weights[m] * part, 0), 5);
  expect(readouts(head, [], [])).toEqual([0, 0, 0, 0]);
});

it('what nobody met borrows companions, and lends none: as a candidate, in the history, or both', () => {
  const pairs = sparseRows([new Map([[1, 0.5]]), new Map([[0, 0.5]]), new Map(), new Map()]);
  const head = coVisitationHead(pairs, sparseRows([new Map(), new Map(), new Map([[1, 0.8], [0, 0.2]]), new Map([[0, 1]])]));
  const met = (row: number): MetItem => ({ row, item: ITEMS[row] });
  expect(readouts(head, [met(0)])).toEqual([0, 0.5, Math.fround(0.4), 0]);
  // Row 2 speaks as .8 of row 1 and .2 of row 0.
  for (const [row, each] of [0.4, 0.1, 0.8 * 0.1 + 0.2 * 0.4, 0.4].entries()) {
    expect(readouts(head, [met(2)])[row]).toBeCloseTo(each, 6);
    expect(head.of([met(2)], row)[0]).toBeCloseTo(each, 6);
  }
  expect(head.of([met(0), met(3)], 2)).toEqual([0.4, 0.4]);
});

describe('by hand', () => {
  it('companions are those of the rows that the catalog has', () => {
    expect(readouts(headOf('co-visitation'))).toEqual([0, 0.5, 0.25, 0]);
  });

  it('an attribute is worth the less the more items have it, however it is written', () => {
    expect(readouts(headOf('author'))).toEqual([0.5, 0.5, 2, 0]);
    expect(readouts(headOf('tag'), MET.slice(0, 1))).toEqual([1.5, 0.5, 0, 0]);
    expect(readouts(headOf('site'), MET.slice(0, 1))).toEqual([0.5, 0.5, 0, 0]);
  });

  it('what more than half of the items have speaks neither for them nor, once standardised, against the rest', () => {
    const items = ITEMS.map((item, row) => ({ ...item, author: row < 3 ? 'Most' : 'Few' }));
    const head = affinityHead('author', items, ATTRIBUTES.get('author')!);
    expect(readouts(head, [{ row: 0, item: items[0] }])).toEqual([0, 0, 0, 0]);
    expect(head.of([{ row: 0, item: items[0] }], 1)).toEqual([0]);
    expect(readouts(head, [{ row: 3, item: items[3] }])).toEqual([0, 0, 0, 1]);
  });

  it('words of a page that the catalog lacks count, in Chinese too; words that no item has do not', () => {
    const [a, b, c, d] = readouts(headOf('words'), MET.slice(2));
    // An author's name is a word too.
    expect([a, b, c, d].every((readout) => readout > 0)).toBe(true);
    expect(readouts(headOf('words'), [{ row: -1, item: { id: 'page', title: 'unheard of' } }])).toEqual([0, 0, 0, 0]);
  });
});

it('a catalog has the heads that it has evidence for, and that have a say', () => {
  const silent: typeof DEFAULT_BLEND = { ...DEFAULT_BLEND, words: 0, site: 0, brand: 0, author: 0, category: 0, tag: 0 };
  const names = (changes: Partial<typeof DEFAULT_BLEND>, items = ITEMS) => evidenceHeads(items, null, null, { ...silent, ...changes }).map(({ head }) => head);
  expect(names({})).toEqual([]);
  expect(names({ words: 1, author: 1, category: 1 })).toEqual(['words', 'author']);
  expect(evidenceHeads(ITEMS, sparseRows(ITEMS.map(() => new Map())), null, silent).map(({ head }) => head)).toEqual(['co-visitation']);
});
