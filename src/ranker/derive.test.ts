import { describe, expect, it } from 'vitest';
import type { AttentionSettings } from '../domain/derivation.ts';
import type { HistoryEvent } from '../domain/event.ts';
import type { Item } from '../domain/item.ts';
import { matrixOf, pickRows, quantise } from '../domain/matrix.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { DEFAULT_BLEND } from './blend.ts';
import { PRODUCT_ATTENTION } from './content-heads.ts';
import { deriveRow } from './derive.ts';
import { explainRow } from './explain.ts';
import { rankCatalog } from './rank.ts';
import { rankedCatalog } from './ranked-catalog.ts';
import type { RankedCatalog, RankedHistory, RankOptions } from './ranker.ts';

const NOW = '2026-02-01T00:00:00.000Z';
/** East, north, east, north, west: whatever is compared is 1, 0 or −1. */
const VECTORS = Float32Array.of(1, 0, 0, 1, 1, 0, 0, 1, -1, 0);
const ITEMS: Item[] = Array.from({ length: 5 }, (_, row) => ({ id: `i${row}`, title: '' }));
const EAST = 2;
const options: RankOptions = { k: 3, diversity: 0, now: NOW };
/** τ = 1 and a decay that halves. */
const byHand = (changed: Partial<AttentionSettings>): RankOptions => ({ ...options, content: { sigma: 'softmax', temperature: 1, decay: Math.log(2), ageDecay: 0, readout: 'lse', ...changed } });

async function compass(): Promise<RankedCatalog> {
  const vectors = quantise(matrixOf(VECTORS, 2, 'compass'));
  return { ...rankedCatalog({ items: ITEMS, vectors, popularity: null, coVisitation: null, blend: { ...DEFAULT_BLEND, words: 0 } }), resident: await openPlainKernels().load(vectors) };
}

/** An open of the east, then one of the north. */
function history(catalog: RankedCatalog, more: Partial<HistoryEvent>[] = []): RankedHistory {
  const events: HistoryEvent[] = [{ id: 'a', kind: 'open', item: 'i0', at: NOW }, { id: 'b', kind: 'open', item: 'i1', at: NOW, ...more[0] }];
  return { events, rows: Int32Array.of(0, 1), met: events.map((_, row) => ({ row, item: ITEMS[row] })), keys: pickRows(catalog.vectors, [0, 1]) };
}

describe('deriveRow', () => {
  const e = Math.E;
  const sigmoid = 1 / (1 + 1 / e);
  it.each([
    // raw of the older: e^(1 − log 2); of the newer: e^0
    [{}, [e / 2, 1], Math.log(e / 2 + 1)],
    [{ readout: 'mean' }, [e / 2, 1], e / 2 / (e / 2 + 1)],
    // ½·σ(1) and σ(0)
    [{ sigma: 'sigmoid', readout: 'sum' }, [sigmoid / 2, 0.5], sigmoid / 2],
    [{ sigma: 'relu', readout: 'sum' }, [0.5, 0], 0.5],
  ] as [Partial<AttentionSettings>, [number, number], number][])('weighs by hand: %j', async (changed, raw, readout) => {
    const catalog = await compass();
    const { events, heads } = await deriveRow(catalog, history(catalog), byHand(changed), EAST);
    expect(events.map(({ similarity }) => similarity)).toEqual([expect.closeTo(1, 6), 0]);
    expect(events.map(({ bias }) => bias)).toEqual([expect.closeTo(-Math.log(2), 6), 0]);
    expect(events.map((event) => event.raw)).toEqual(raw.map((each) => expect.closeTo(each, 6)));
    expect(events.map(({ weight }) => weight)).toEqual(raw.map((each) => expect.closeTo(each / (raw[0] + raw[1]), 6)));
    expect(heads).toHaveLength(1);
    expect(heads[0].readout).toBeCloseTo(readout, 6);
    expect(heads[0].z).toBeCloseTo((heads[0].readout - heads[0].mean) / heads[0].deviation, 9);
  });

  it('takes a bias apart', async () => {
    const catalog = await compass();
    const met = history(catalog, [{ kind: 'save', dwellMs: 90_000, at: '2026-01-30T00:00:00.000Z' }]);
    const [, saved] = (await deriveRow(catalog, met, byHand({ ageDecay: 0.1 }), EAST)).events;
    // 2 for saving, log₂(1 + 90/30) = 2 for the stay; the newest, two days ago.
    expect(saved).toMatchObject({ factors: { kind: 2, dwell: 2, rating: 1, degree: 1 }, strength: 4, rank: 0, ageDays: 2 });
    expect(saved.bias).toBeCloseTo(Math.log(4) - 0.2, 6);
  });

  it('a dismissal is seen by its own head alone', async () => {
    const catalog = await compass();
    const { events, heads } = await deriveRow(catalog, history(catalog, [{ kind: 'dismiss' }]), options, EAST);
    expect(events[1]).toMatchObject({ factors: { kind: -2 }, strength: -2, rank: null, bias: null, raw: 0, weight: 0 });
    expect(events[0]).toMatchObject({ rank: 0, weight: 1 });
    expect(heads.map(({ head }) => head)).toEqual(['content', 'dislikes']);
  });

  it('as the product has it, is what explains; changed, what the same change explains', async () => {
    const catalog = await compass();
    const met = history(catalog);
    for (const content of [PRODUCT_ATTENTION, ...(['softmax', 'sigmoid', 'relu'] as const).map((sigma) => byHand({ sigma, readout: sigma === 'softmax' ? 'mean' : 'sum' }).content!)]) {
      const told = await explainRow(catalog, met, { ...options, content }, EAST);
      const derived = await deriveRow(catalog, met, { ...options, content }, EAST);
      expect(derived).toMatchObject({ score: told.score, relevanceRank: told.relevanceRank, heads: told.heads });
      for (const { event, weight, similarity, share } of told.events) expect(derived.events[event]).toMatchObject({ weight, similarity, share });
      expect(derived.heads.reduce((sum, { blendWeight, z }) => sum + blendWeight * z, 0)).toBeCloseTo(told.score, 5);
    }
  });

  it('lists by score what is left, beside the product’s own, and derives the best unless told', async () => {
    const catalog = await compass();
    const derived = await deriveRow(catalog, history(catalog), byHand({ decay: 0 }), null);
    const listed = async (content?: AttentionSettings) => (await rankCatalog(catalog, history(catalog), { ...options, content })).ranked.map(({ row, score }) => ({ row, score }));
    expect(derived.candidates).toBe(3);
    expect(derived.best).toEqual(await listed(byHand({ decay: 0 }).content));
    expect(derived.asProduct.best).toEqual(await listed());
    // The newest event, of the north, weighs most until the decay goes.
    expect(derived.row).toBe(3);
    expect(derived.asProduct).toMatchObject({ relevanceRank: 1, score: derived.asProduct.best[0].score });
  });

  it('refuses when there is nothing to derive', async () => {
    const catalog = await compass();
    await expect(deriveRow(catalog, history(catalog), { ...options, exclude: [2, 3, 4] }, null)).rejects.toThrow('expected an item that can be listed, got none');
  });
});
