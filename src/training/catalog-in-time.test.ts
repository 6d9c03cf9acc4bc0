import { describe, expect, it } from 'vitest';
import { matrixOf, quantise } from '../domain/matrix.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { DEFAULT_BLEND } from '../ranker/blend.ts';
import { PRESENT } from '../ranker/history-of-rows.ts';
import { rankedCatalog } from '../ranker/ranked-catalog.ts';
import { CatalogInTime } from './catalog-in-time.ts';

async function inTime(dates: (string | undefined)[]): Promise<CatalogInTime> {
  const vectors = quantise(matrixOf(Float32Array.from(dates, () => 1), 1, 'one'));
  const items = dates.map((publishedAt, row) => ({ id: `i${row}`, title: '', publishedAt }));
  return new CatalogInTime({ ...rankedCatalog({ items, vectors, popularity: null, coVisitation: null, blend: DEFAULT_BLEND }), resident: await openPlainKernels().load(vectors) });
}

const ms = (time: string): number => Date.parse(`2025-05-${time}Z`);
const DATES = ['2025-05-03T12:00Z', undefined, '2025-05-01', '2025-05-03T18:00Z', '2025-05-04'];

describe('a catalog in time', () => {
  it('offers a choice what was out at its moment or has no date; ages are told beside those of its day', async () => {
    const times = await inTime(DATES);
    const { rows, catalog, now, has } = times.choice(2, ms('03T12:00'));
    expect([...rows]).toEqual([1, 2, 0]);
    expect(DATES.map((_, row) => has(row))).toEqual([true, true, true, false, false]);
    expect([...catalog.published!]).toEqual([ms('03T12:00'), NaN, ms('01T00:00'), ms('03T18:00'), NaN]);
    expect(now).toBe('2025-05-03T12:00:00.000Z');
    expect(times.choice(1, ms('03T23:59')).catalog.published).toBe(catalog.published);
    expect([...times.choice(2, ms('01T00:00')).rows]).toEqual([1, 2]);
  });

  it('is all of it, and tells no ages, for a choice without a time and one from before its item was out', async () => {
    const times = await inTime(DATES);
    for (const choice of [times.choice(2, null), times.choice(4, ms('03T12:00'))]) {
      expect([...choice.rows]).toEqual([0, 1, 2, 3, 4]);
      expect([choice.catalog.published, choice.now, choice.has(4)]).toEqual([null, PRESENT, true]);
    }
  });

  it.each([[[undefined, undefined]], [['2025-05-01', undefined]], [['2025-05-01', '2025-05-01T00:00Z']], [['some day', '2025-05-01']]])('tells no ages by %j', async (dates) => {
    const times = await inTime(dates);
    expect(times.dated).toBe(false);
    expect([...times.choice(0, ms('09T00:00')).rows]).toEqual([0, 1]);
    expect(times.choice(0, ms('09T00:00')).catalog.published).toBeNull();
  });
});
