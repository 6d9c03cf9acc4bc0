import { describe, expect, it } from 'vitest';
import type { RankResult } from '../../kernels/kernels.ts';
import { choose, type ChoiceOptions } from './choose.ts';
import { itemsAt } from './testing/plane.ts';

/** A hundred items of brand A, each tenth of which is of another: of B but for the last. Scores fall by one. */
const DEGREES = Array.from({ length: 100 }, (_, row) => (row * 137) % 360);
const ITEMS = itemsAt(DEGREES, DEGREES.map((_, row) => ({ brand: row % 10 < 9 ? 'A' : row === 99 ? 'C' : 'B' })));

async function chosenBy(options: Partial<ChoiceOptions>): Promise<{ rows: number[]; asked: number[] }> {
  const asked: number[] = [];
  const rank = async (size: number): Promise<RankResult> => {
    asked.push(size);
    const rows = Uint32Array.from({ length: Math.min(size, 100) }, (_, row) => row);
    return { rows, scores: Float32Array.from(rows, (row) => 100 - row), readouts: new Float32Array(0), moments: [] };
  };
  const { result, places } = await choose(rank, ITEMS, { k: 4, diversity: 0, ...options }, new Map());
  return { rows: places.map((place) => result.rows[place]), asked };
}

describe('choose', () => {
  it('asks once, for k alone, where scores alone count', async () => {
    expect(await chosenBy({})).toEqual({ rows: [0, 1, 2, 3], asked: [4] });
    expect((await chosenBy({ diversity: 0.3 })).asked).toEqual([16]);
  });

  it('doubles the pool until the caps are filled, in the order of the scores', async () => {
    expect(await chosenBy({ caps: { brand: 2 } })).toEqual({ rows: [0, 1, 9, 19], asked: [16, 32] });
    expect(await chosenBy({ caps: { brand: 1 } })).toEqual({ rows: [0, 9, 99], asked: [16, 32, 64, 128] });
    expect((await chosenBy({ caps: { brand: 1 }, k: 3 })).rows).toEqual([0, 9, 99]);
  });

  it('lists nothing below the threshold for it', async () => {
    expect(await chosenBy({ caps: { brand: 1 }, threshold: 50 })).toEqual({ rows: [0, 9], asked: [16, 32, 64] });
    expect(await chosenBy({ threshold: 98 })).toEqual({ rows: [0, 1, 2], asked: [4] });
  });

  it('gives nothing where nothing is asked for', async () => {
    expect(await chosenBy({ k: 0, caps: { brand: 1 } })).toEqual({ rows: [], asked: [0] });
  });
});
